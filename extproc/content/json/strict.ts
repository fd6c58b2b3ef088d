// Tells whether a body is one JSON document that every parser reads alike: valid UTF-8, RFC 8259, no key twice, not too deep.
import { isUtf8 } from 'node:buffer';
import type { Limits } from '../../words/limits.ts';
import { nested } from '../shapes/generic.ts';
import { PlaceTree } from './place.ts';
import { type Sink, Walker, type WalkLimits } from './walk.ts';

export function isStrictJson(body: Buffer, limits: WalkLimits & Pick<Limits, 'jsonPlacesMax'>): boolean {
  if (!isUtf8(body)) return false;
  const walker = new Walker(new PlaceTree(nested, limits.jsonPlacesMax), deaf, limits);
  return walker.walk(body, 0, body.length) === null;
}

const deaf: Sink = {
  over: false,
  string: () => {},
  number: () => {},
  literal: () => {},
  key: () => ({ field: null, isTainted: false }),
  left: () => {},
};
