// Reads the JSON documents of one body one after another: leaves are judged, pieces go to their texts, texts end where the document says so.
// Shared by events, lines and whole bodies; knows nothing of what stands around a document.
import type { HostBlockCode } from '../../words/blocks.ts';
import type { Inspection } from '../inspection.ts';
import type { Piece } from '../queue.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Splice } from '../splice.ts';
import { OpenTexts } from '../texts.ts';
import { Agreement, type Framing, isToldEarly, outputName, toldChoice } from './agreement.ts';
import { type Form, Forms } from './form.ts';
import type { Leaf } from './leaf.ts';
import { Reader } from './reader.ts';

export interface ReadDocument {
  readonly splices: readonly Splice[];
  readonly pieces: readonly Piece[];
  /** The document says that the stream is complete. */
  readonly isLast: boolean;
}

/** After a stop. */
const nothingRead: ReadDocument = { splices: [], pieces: [], isLast: false };

export class Documents {
  readonly texts: OpenTexts;
  readonly #inspection: Inspection;
  readonly #shape: Shape;
  readonly #reader: Reader;
  readonly #forms: Forms | null;
  readonly #agreement = new Agreement();
  /** Names of texts by the type of their events, for types that the shape does not know. */
  readonly #typeNames = new Map<string, string>();

  constructor(inspection: Inspection, shape: Shape) {
    this.#inspection = inspection;
    this.#shape = shape;
    this.#reader = new Reader(inspection, shape);
    this.#forms = shape.isStream ? new Forms() : null;
    this.texts = new OpenTexts(inspection, shape);
  }

  /** Gives the reason when it can't be read as JSON. What it gives after a stop is good for nothing. `framing`: of an event. */
  read(doc: Buffer, from: number, to: number, framing: Framing | null = null): ReadDocument | HostBlockCode {
    const form = this.formOf(doc, from, to);
    return form === null ? this.#readAnew(doc, from, to, framing) : this.readAs(form, doc, framing);
  }

  /** How an earlier document looked that this one differs from in nothing but texts; good until the next one is read. Null where there is none. */
  formOf(doc: Buffer, from: number, to: number): Form | null {
    return this.#forms?.match(doc, from, to) ?? null;
  }

  /** The same for a document of which the form is known. */
  readAs(form: Form, doc: Buffer, framing: Framing | null): ReadDocument | HostBlockCode {
    const problem = framing === null ? null : this.#framed(framing, form);
    return problem ?? this.#readAlike(doc, form);
  }

  #framed(framing: Framing, form: Form): HostBlockCode | null {
    if (form.agreesWith === framing) return null;
    const problem = this.#agreement.framed(framing, form.eventType, form.leaves);
    if (problem === null) form.agreesWith = framing;
    return problem;
  }

  /** The document differs from an earlier one in nothing but texts. */
  #readAlike(doc: Buffer, form: Form): ReadDocument {
    this.texts.tellsAgain = false;
    const splices = this.#reader.again(doc, form);
    const pieces: Piece[] = [];
    for (let at = 0; at < form.varying.length && !this.#inspection.over; at++) {
      const { leaf } = form.varying[at]!;
      if (leaf === null) continue;
      const { place, role, frame, ordinal } = leaf;
      const [start, end, isEscaped] = [form.starts[at]!, form.ends[at]!, form.escaped[at]!];
      const again: Leaf = { place, role, frame, ordinal, start, end, isEscaped };
      if (leaf.names !== undefined) again.names = leaf.names;
      const piece = this.texts.take(doc, again);
      if (piece !== null) pieces.push(piece);
    }
    return { splices, pieces, isLast: false };
  }

  #readAnew(doc: Buffer, from: number, to: number, framing: Framing | null): ReadDocument | HostBlockCode {
    const { remarks } = this.#inspection;
    const problem = this.#reader.read(doc, from, to);
    if (this.#inspection.over) return nothingRead;
    if (problem !== null) return problem;
    const isClean = this.#inspection.remarks === remarks;
    for (const { frame, start, end } of this.#reader.containers) {
      const role = this.#shape.roleIn(this.#reader.eventType, frame.place.pattern);
      if (role !== null) this.#reader.contained(role, frame, start, end);
    }
    const { splices, leaves, finished, outermost, eventType } = this.#reader;
    // Without one the client adds to the block that it has: `at(undefined)` is the first.
    if (this.#shape.needsIndex(eventType) && outermost?.isIndexed !== true) return 'text_index';
    const disagrees = this.#disagreement(doc, framing);
    if (disagrees !== null) return disagrees;
    const ending = eventType === '' ? 'none' : this.#shape.ending(eventType);
    if (ending === 'fresh' || ending === 'again') this.texts.finish(outermost);
    if (ending === 'anew') this.texts.beginAnew();
    this.texts.tellsAgain = ending === 'again';
    const typed = eventType === '' ? leaves : leaves.map(leaf => this.#inType(leaf, eventType));
    const pieces: Piece[] = [];
    for (const leaf of typed) {
      const piece = this.#inspection.over ? null : this.texts.take(doc, leaf);
      if (piece !== null) pieces.push(piece);
    }
    if (isClean && ending === 'none' && finished.length === 0) this.#remember(doc, from, to, typed);
    if (!this.#inspection.over) this.texts.finishDocument();
    for (const frame of finished) if (!this.#inspection.over) this.texts.finish(frame);
    if ((ending === 'some' || ending === 'again') && !this.#inspection.over) this.texts.finish(outermost);
    if (ending === 'all' && !this.#inspection.over) this.texts.finishAll();
    return { splices, pieces, isLast: ending === 'all' };
  }

  /** What the leaf is in an event of this type. */
  #inType(leaf: Leaf, eventType: string): Leaf {
    const role = this.#shape.roleIn(eventType, leaf.place.pattern);
    if (role !== null) return { ...leaf, role };
    // Deltas of events that differ in type are pieces of different texts.
    if (leaf.place.pattern !== 'delta' || leaf.role.kind !== 'text' || leaf.role.name === null) return leaf;
    return { ...leaf, role: { ...leaf.role, name: `${leaf.role.name}${this.#typeName(eventType)}` } };
  }

  /** Told by number: a type may say anything. */
  #typeName(eventType: string): string {
    const known = this.#typeNames.get(eventType);
    if (known !== undefined) return known;
    if (this.#typeNames.size >= this.#inspection.limits.channelsMax) this.#inspection.refuse('too_many_channels');
    const name = `/${this.#typeNames.size + 1}`;
    this.#typeNames.set(eventType, name);
    return name;
  }

  /** Why clients would not all join alike what the document tells. */
  #disagreement(doc: Buffer, framing: Framing | null): HostBlockCode | null {
    if (!this.#shape.isStream) return null;
    const { leaves, containers, outermost, eventType } = this.#reader;
    const problem = framing === null ? null : this.#agreement.framed(framing, eventType, leaves);
    if (problem !== null) return problem;
    for (const { frame } of containers) {
      if (this.#shape.roleIn(eventType, frame.place.pattern)?.kind !== 'told') continue;
      // A message that begins with blocks: those that follow are counted from there.
      if (eventType === 'message_start') return 'text_index';
      this.#tell(`output/${frame.ordinal}`);
    }
    for (const leaf of leaves) {
      if (eventType.endsWith('.added') && isToldEarly(leaf)) this.#tell(outputName(outermost));
      const choice = toldChoice(leaf);
      if (choice !== null) this.#tell(choice);
    }
    return this.#agreement.read({ doc, eventType, leaves, outermost });
  }

  #tell(name: string): void {
    if (this.#agreement.told(name)) this.#forms?.forget();
  }

  #remember(doc: Buffer, from: number, to: number, leaves: readonly Leaf[]): void {
    if (this.#forms === null || !leaves.every(isPlainPiece)) return;
    const texts = leaves.map(leaf => ({ kind: 'string', ...leaf, leaf }) as const);
    const varying = [...texts, ...this.#reader.varying].sort((a, b) => a.start - b.start);
    this.#forms.keep(doc, from, to, varying, this.#reader.eventType);
  }
}

/** A piece that is nothing but a piece: nothing else in the document depends on it, and it on nothing else. */
function isPlainPiece(leaf: Leaf): boolean {
  const { role, place, frame } = leaf;
  if ((place.pairPart !== null && frame?.name) || toldChoice(leaf) !== null || place.saysWhich) return false;
  return role.kind === 'text' || (role.kind === 'call' && (role.part === 'arguments' || role.part === 'input'));
}
