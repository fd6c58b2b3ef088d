// What an API's documents are made of, told by place. A shape is a table; all the work is done elsewhere.
import type { PayloadKind } from '../../words/finding.ts';

export type Role =
  /** Complete in itself. Without a name of its own it is named by its path. `signed`: its API has signed or sealed it, and wants it back as it is. */
  | { readonly kind: 'atom'; readonly name: string | null; readonly markdown: boolean; readonly signed: boolean }
  /** A piece of a text, named by its path without a name of its own. */
  | TextRole
  /** A token of a text that is told again, with what is known of it beside it. Without a name it is one of a list that is told whole. */
  | { readonly kind: 'token'; readonly name: string | null }
  /** A value that tells a token again in another form, and what it becomes when the token is edited. */
  | { readonly kind: 'echo'; readonly replacement: string }
  /** A container in which all is complete that has no role of its own, whatever comes in pieces elsewhere. */
  | { readonly kind: 'complete' }
  /** JSON in a string; text where it is none. */
  | { readonly kind: 'json'; readonly markdown: boolean }
  /** Base64, plain or in a data URI, where the plan has a word of its own for it; scanned where it is something else. */
  | { readonly kind: 'payload'; readonly payload: PayloadKind }
  /** `true` here says that the texts beside it are not the ones that they look like, but others by this name. */
  | { readonly kind: 'flag'; readonly name: string }
  /** A string here, unless empty, says that the texts beside it are signed. */
  | { readonly kind: 'signature' }
  /** Part of a tool call. */
  | { readonly kind: 'call'; readonly name: string; readonly part: CallPart }
  /** Elements of a list that belong to different texts, told apart by their `index`. */
  | { readonly kind: 'item'; readonly name: string }
  /** A string here, unless empty, says that the texts of its item are over. */
  | { readonly kind: 'finish' }
  /** A JSON schema: names of fields in it are declarations, and what stands under them is no value of theirs. */
  | { readonly kind: 'schema' }
  /** An element of a list that is told as it stands, while what comes in pieces is added to it. */
  | { readonly kind: 'told' }
  /** Names the event, which may say that texts are over. */
  | { readonly kind: 'type' };

export interface TextRole {
  readonly kind: 'text';
  readonly name: string | null;
  readonly markdown: boolean;
  /** It may just as well be a text of its own. */
  readonly alone: boolean;
  /** Its API has signed it. */
  readonly signed: boolean;
  /** One text over all items but the outermost: a client joins what it finds in them. */
  readonly across: boolean;
  /** The only one of its stream, whatever indexes stand around: its clients know none. */
  readonly sole: boolean;
}

/**
 * `arguments`: JSON in a string; `input`: text that need not be JSON; `object`: JSON as a part of the document itself, with which the call is
 * complete; `opening`: the same, where arguments in pieces may follow.
 */
export type CallPart = 'name' | 'id' | 'arguments' | 'input' | 'object' | 'opening';

export type RoleTable = Readonly<Record<string, Role>>;

/**
 * Nothing; those with its indexes are over before it, since it begins new ones; those with its indexes are over; they are over before it,
 * since it tells them again, and what it tells is over with it; all are; all are over before it, and their names may come again.
 */
export type Ending = 'none' | 'fresh' | 'some' | 'again' | 'all' | 'anew';

export interface Shape {
  /** The pattern of a place below another one; `label` null: an element of a list. Null where nothing below has a role of its own. */
  pattern(up: string | null, label: string | null): string | null;
  role(pattern: string | null, label: string | null): Role;
  /** Whether the place has another role in events of some type. */
  varies(pattern: string | null): boolean;
  /** Whether it is a piece of a text in events of some type. */
  variesAsText(pattern: string | null): boolean;
  /** The role that a place has in events of this type; null where it is the same in all. */
  roleIn(type: string, pattern: string | null): Role | null;
  /** Whether the shape has a role for this place itself. */
  knows(pattern: string | null): boolean;
  /** What the event of this type says of texts. */
  ending(type: string): Ending;
  /** Whether an event of this type says by an `index` which text it is about. */
  needsIndex(type: string): boolean;
  /** Whether documents carry pieces of texts, told apart by their indexes. In a document that is whole the position in a list tells enough. */
  readonly isStream: boolean;
  /** Whether the data of an event may be something else than JSON. */
  readonly dataMayBeText: boolean;
  /** Whether calls in requests are made by them, and not only told again. */
  readonly makesCalls: boolean;
}

export const atom: Role = { kind: 'atom', name: null, markdown: false, signed: false };
/** A text that is there as a whole, in which code stands in fences. */
export const whole: Role = { kind: 'atom', name: null, markdown: true, signed: false };
/** A signature, or what an API has sealed: for itself alone. */
export const sealed: Role = { kind: 'atom', name: null, markdown: false, signed: true };
export const signedWhole: Role = { kind: 'atom', name: null, markdown: true, signed: true };
export const complete: Role = { kind: 'complete' };
export const json: Role = { kind: 'json', markdown: false };
/** What a tool gave: mostly JSON, else text in which code stands in fences. */
export const jsonOrText: Role = { kind: 'json', markdown: true };
const plain = { kind: 'text', alone: false, signed: false, across: false, sole: false } as const;
export const text = (name: string, markdown = false): TextRole => ({ ...plain, name, markdown });
export const signedText = (name: string): TextRole => ({ ...plain, name, markdown: true, signed: true });
export const payload = (kind: PayloadKind): Role => ({ kind: 'payload', payload: kind });
export const flag = (name: string): Role => ({ kind: 'flag', name });
export const signature: Role = { kind: 'signature' };
/** Text of an API that one does not know well enough to say that it comes in pieces. */
export const textOrPiece = (name: string | null, markdown = false): TextRole => ({ ...plain, name, markdown, alone: true });
export const told: Role = { kind: 'told' };
/** The text of a stream that has no other one. */
export const soleText = (name: string): TextRole => ({ ...textOrPiece(name, true), sole: true });
export const token = (name: string | null): Role => ({ kind: 'token', name });
export const echo = (replacement: string): Role => ({ kind: 'echo', replacement });
export const item = (name: string): Role => ({ kind: 'item', name });
export const call = (name: string, part: CallPart): Role => ({ kind: 'call', name, part });

/** The table with all its patterns below a place; the pattern '' is the place itself. */
export function below(place: string, table: RoleTable): RoleTable {
  return Object.fromEntries(
    Object.entries(table).map(([pattern, role]) => [pattern === '' ? place : `${place}.${pattern}`, role]),
  );
}

/** In a document a text is there as a whole. */
export function asWhole(table: RoleTable): RoleTable {
  return Object.fromEntries(
    Object.entries(table).map(([pattern, role]) => [pattern, role.kind === 'text' ? wholeOf(role) : role]),
  );
}

function wholeOf({ name, markdown, signed }: TextRole): Role {
  return { kind: 'atom', name, markdown, signed };
}

/** A shape from a table of patterns. */
export function shapeFrom(options: {
  readonly table: RoleTable;
  /** What places mean in events of a type only. */
  readonly typed?: Readonly<Record<string, RoleTable>>;
  /** For places that the table does not have. */
  readonly other: (label: string | null) => Role;
  readonly ending: Shape['ending'];
  readonly isStream: boolean;
  readonly dataMayBeText: boolean;
  readonly makesCalls?: boolean;
}): Shape {
  const { table, typed = {}, other, ending, isStream, dataMayBeText, makesCalls = false } = options;
  const roles = new Map(Object.entries(table));
  const byType = new Map(Object.entries(typed).map(([type, rows]) => [type, new Map(Object.entries(rows))]));
  const varying = new Set([...byType.values()].flatMap(rows => [...rows.keys()]));
  const pieces = [...byType.values()].flatMap(rows => [...rows].filter(([, role]) => role.kind === 'text' && !role.alone));
  const varyingTexts = new Set(pieces.map(([pattern]) => pattern));
  const known = new Set([...roles.keys(), ...varying].flatMap(prefixes));
  return {
    pattern: (up, label) => {
      if (up === null || (label !== null && /[.[\]]/.test(label))) return null;
      const pattern = label === null ? `${up}[]` : up === '' ? label : `${up}.${label}`;
      return known.has(pattern) ? pattern : null;
    },
    role: (pattern, label) => (pattern === null ? undefined : roles.get(pattern)) ?? other(label),
    varies: pattern => pattern !== null && varying.has(pattern),
    variesAsText: pattern => pattern !== null && varyingTexts.has(pattern),
    roleIn: (type, pattern) => (pattern === null ? undefined : byType.get(type)?.get(pattern)) ?? null,
    knows: pattern => pattern !== null && roles.has(pattern),
    ending,
    needsIndex: type => isStream && /^content(?:_block_|Block)/.test(type),
    isStream,
    dataMayBeText,
    makesCalls,
  };
}

/** `a[].b` → `a`, `a[]`, `a[].b`. */
function prefixes(pattern: string): string[] {
  const steps = pattern.match(/\[\]|[^.[\]]+/g) ?? [];
  return steps.map((_, i) =>
    steps.slice(0, i + 1).reduce((path, step) => (step === '[]' || path === '' ? path + step : `${path}.${step}`), ''),
  );
}
