// What policies need to know of a request's body. Derived from the body, never from headers that a caller could set to something else.
import { outlineOf } from '../content/json/outline.ts';
import { boundaryOf, isForm } from '../content/multipart/boundary.ts';
import { type FormPart, partsOf } from '../content/multipart/parts.ts';
import type { Limits } from '../words/limits.ts';

export interface RequestFacts {
  readonly model: string | null;
  readonly stream: boolean | null;
  /** Names of the tools that the model may call. */
  readonly tools: readonly string[];
  readonly messages: number | null;
  /** Answers that were asked for side by side; null where that is not known. */
  readonly choices: number | null;
  /** The body is a form with parts: a file and what to do with it. */
  readonly isForm: boolean;
}

export const noFacts: RequestFacts = { model: null, stream: null, tools: [], messages: null, choices: null, isForm: false };

export type BodyReading =
  | { readonly kind: 'read'; readonly facts: RequestFacts }
  /** Neither JSON nor a form by its content type: nothing is known of it. */
  | { readonly kind: 'opaque' }
  | { readonly kind: 'unreadable'; readonly code: 'request_unreadable' | 'request_form' };

const namesMax = 128;
const nameCharsMax = 128;

/** Reads a complete body. Unreadable: no JSON or no form, or two readers could see two things in it (a key twice). */
export function readRequestBody(contentType: string | null, body: Buffer, limits: Limits): BodyReading {
  if (body.length === 0) return { kind: 'read', facts: noFacts };
  if (contentType !== null && isForm(contentType)) return readForm(contentType, body, limits);
  if (contentType !== null && !isJson(contentType)) return { kind: 'opaque' };
  const outline = outlineOf(body, namesMax, limits);
  if (outline === null) return { kind: 'unreadable', code: 'request_unreadable' };
  const { model, tools } = outline;
  const facts = { ...outline, model: model === null ? null : short(model), tools: tools.map(short), isForm: false };
  return { kind: 'read', facts };
}

export function isJson(contentType: string): boolean {
  return /^application\/([a-z0-9.+-]*\+)?json\s*(;|$)/i.test(contentType);
}

function readForm(contentType: string, body: Buffer, limits: Limits): BodyReading {
  const boundary = boundaryOf(contentType);
  const parts = boundary === null ? null : partsOf(body, boundary, limits);
  if (parts === null) return { kind: 'unreadable', code: 'request_form' };
  const model = fieldOf(parts, body, 'model');
  const stream = fieldOf(parts, body, 'stream');
  // Of two with one name each server takes another.
  if (model === undefined || stream === undefined) return { kind: 'unreadable', code: 'request_form' };
  const isStream = stream === 'true' ? true : stream === 'false' ? false : null;
  return { kind: 'read', facts: { ...noFacts, model: model === null ? null : short(model), stream: isStream, isForm: true } };
}

/** Null where there is none, undefined where there are several. */
function fieldOf(parts: readonly FormPart[], body: Buffer, name: string): string | null | undefined {
  const [first, second] = parts.filter(part => part.name === name);
  if (first === undefined) return null;
  return second === undefined ? body.toString('utf8', first.start, Math.min(first.end, first.start + nameCharsMax)) : undefined;
}

/** So much of a name is told to policies and in records. */
export function short(name: string): string {
  return name.slice(0, nameCharsMax);
}
