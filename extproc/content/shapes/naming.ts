// Names of texts: which pieces belong together. Told by list items and their indexes where a shape knows them, else by the path with all
// list positions and all indexes above, so that blocks that come side by side don't mix.
import { type Frame, type Place, summarySlot } from '../json/place.ts';
import type { TextRole } from './shape.ts';

export interface TextNames {
  /** Of the texts that end together. */
  readonly group: string;
  readonly id: string;
}

/** The items around: `choices/0/tool_calls/1`; empty where there are none. */
export function itemsAround(frame: Frame | null): string {
  let items = '';
  for (let at = frame; at !== null; at = at.up) {
    const { role } = at.place;
    if (role.kind === 'item') items = items === '' ? `${role.name}/${at.index}` : `${role.name}/${at.index}/${items}`;
  }
  return items;
}

/** Texts that end together: those of the outermost item, else those about the same indexes. */
export function groupOf(frame: Frame | null): string {
  let group: string | null = null;
  for (let at = frame; at !== null; at = at.up) if (at.place.role.kind === 'item') group = `${at.place.role.name}/${at.index}`;
  return group ?? indexesAround(frame);
}

/** The name of a text: its own below the items around, else its path. */
export function textName(name: string | null, place: Place, frame: Frame | null, ordinal: number): string {
  return name === null ? pathName(place, frame, ordinal) : below(itemsAround(frame) || groupOf(frame), name);
}

/** The same for a piece of a text. */
export function pieceName(role: TextRole, place: Place, frame: Frame | null, ordinal: number): string {
  const name = role.name === null ? null : (frame?.flag ?? role.name);
  return role.across && name !== null ? below(groupOf(frame), name) : textName(name, place, frame, ordinal);
}

/** The name of the text that the tokens of a list are, by the list's path. */
export function listName(frame: Frame | null, ordinal: number): string {
  const list = ordinal >= 0 ? frame : (frame?.up ?? null);
  return list === null ? '' : pathName(list.place, list.up, list.ordinal);
}

export function below(items: string, name: string): string {
  if (items === '') return name;
  return name === '' ? items : `${items}/${name}`;
}

/** A path as a name, e.g. `0/delta/text`. */
function pathName(place: Place, frame: Frame | null, ordinal: number): string {
  const steps = [label(place, ordinal)];
  for (let at = frame; at !== null; at = at.up) {
    const indexes = indexesOf(at);
    steps.push(...indexes.toReversed());
    // Where there is an index, the position in the list may change from event to event.
    if (at.up !== null && (at.place.label !== null || indexes.length === 0)) steps.push(label(at.place, at.ordinal));
  }
  return steps.reverse().join('/');
}

/** A key in which something was found is no name. */
function label(place: Place, ordinal: number): string {
  if (place.isTainted) return '…';
  return place.label ?? (ordinal >= 0 ? `${ordinal}` : 'data');
}

function indexesAround(frame: Frame | null): string {
  const indexes: string[] = [];
  for (let at = frame; at !== null; at = at.up) indexes.unshift(...indexesOf(at));
  return indexes.join('/');
}

function indexesOf({ slots }: Frame): string[] {
  if (slots === null) return [];
  // A thought's summary and its text have the same numbers.
  return slots.flatMap((value, slot) => (value < 0 ? [] : slot === summarySlot ? ['summary', `${value}`] : [`${value}`]));
}
