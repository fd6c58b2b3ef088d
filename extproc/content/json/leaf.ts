// What a reader hands on of a document: what it can't judge on the spot, since it belongs to a text that is told in pieces, or means something
// only once the type of the event is known.
import type { TextNames } from '../shapes/naming.ts';
import type { Role } from '../shapes/shape.ts';
import type { Frame, Place } from './place.ts';

/** A string that belongs to a text in pieces. */
export interface Leaf {
  readonly place: Place;
  /** What it is here: the place's role, unless the type of the event says otherwise. */
  readonly role: Role;
  readonly frame: Frame | null;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly isEscaped: boolean;
  /** Which text it belongs to, once that was worked out. */
  names?: TextNames;
}

/** An object or a list that a document holds. */
export interface Container {
  readonly frame: Frame;
  readonly start: number;
  readonly end: number;
}
