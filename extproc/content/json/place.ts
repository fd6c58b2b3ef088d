// Places in the documents of one body: paths without list positions, e.g. `choices[].delta.content`. They are kept from one event
// to the next, so that what is known of a key (its role, whether it is a field that is looked for, that it holds no secret) is worked out once.
// Frames are containers as they stand in one document, with list positions and indexes.
import { atom, type Role, type Shape } from '../shapes/shape.ts';
import type { TokenPart } from '../transform.ts';
import { inheritedField } from './declared.ts';
import { headingOf, type NameRange, type PairPart, pairPartOf } from './heading.ts';

/** Siblings that tell which of several parallel texts an object is about, in the order in which they nest. */
const indexKeys = ['output_index', 'content_index', 'summary_index', 'contentBlockIndex', 'index'];
export const summarySlot = indexKeys.indexOf('summary_index');
const blockSlot = indexKeys.indexOf('contentBlockIndex');
/** Objects in which APIs tell what an answer cost, and their counts: OpenAI's, Anthropic's, Gemini's and Bedrock's words. */
const usageKeys = new Set(['usage', 'usageMetadata']);
const tokenParts = new Map<string, TokenPart>([
  ['total_tokens', 'total'],
  ['totalTokenCount', 'total'],
  ['totalTokens', 'total'],
  ['prompt_tokens', 'input'],
  ['input_tokens', 'input'],
  ['inputTokens', 'input'],
  ['completion_tokens', 'output'],
  ['output_tokens', 'output'],
  ['outputTokens', 'output'],
]);
/** A text at one place that changed so often will change again: not worth remembering. */
const changesMax = 4;
/** A text at one place that changed so often is taken for one that changes. */
const changesSeen = 2;
const cleanBytesMax = 128;

/** Longer keys are not remembered. */
const keptKeyCharsMax = 128;
const shownLabelCharsMax = 64;

export class Place {
  readonly up: Place | null;
  /** The decoded key; null for the root and for elements of a list. */
  readonly label: string | null;
  /** As a shape writes it; null where no shape knows anything of what is below. */
  readonly pattern: string | null;
  readonly role: Role;
  /**
   * The configured field name that this place is masked for, its own or that of a container above. Where the shape knows what stands, the
   * name is the protocol's own: `token` of a log probability is no secret.
   */
  readonly field: string | null;
  /** The key as it stands before a string in a text, for detectors that know a value by its name; null where the key is the protocol's own. */
  readonly heading: Uint8Array | null;
  /** Whether the string here names the value beside it, or is one that may have such a name. */
  readonly pairPart: PairPart;
  /** The role depends on the type of the event. */
  readonly varies: boolean;
  /** Nothing here comes in pieces, unless the shape says so. */
  readonly isComplete: boolean;
  /** In a JSON schema, whose field names are declarations. */
  readonly isSchema: boolean;
  /** Something was found in the key: it must not be shown in a path. */
  readonly isTainted: boolean;
  /** A text in pieces that clients know: what is no string here they would join to it as one. */
  readonly isText: boolean;
  /** An element of a list at such a place. */
  readonly isInText: boolean;
  /** One of several answers side by side. */
  readonly isAnswer: boolean;
  /** Which index the number here is, else -1. */
  readonly slot: number;
  /** Which count of tokens the number here is; null where it is none. */
  readonly tokens: TokenPart | null;
  /** The key as it is spelled without escapes; null for elements and for keys that are not remembered. */
  readonly spelling: Uint8Array | null;
  children: Map<string, Place> | null = null;
  element: Place | null = null;
  /** Which key came first in this object, and which came after this one, the last time. */
  first: Place | null = null;
  next: Place | null = null;
  /** The object in which this key was seen last. */
  visit = 0;
  /** Clients may go by the string here to tell which text is meant, or whether one is: another one makes another document of it. */
  readonly saysWhich: boolean;
  /** A text that stood here and in which nothing was found. */
  #clean: Uint8Array | null = null;
  /** How often another one came. */
  #changes = 0;

  constructor(up: Place | null, label: string | null, spelling: Uint8Array | null, key: KeyFacts, shape: Shape) {
    this.up = up;
    this.label = label;
    this.spelling = spelling;
    this.isTainted = key.isTainted;
    this.pattern = up === null ? '' : shape.pattern(up.pattern, label);
    this.role = up?.isComplete && !shape.knows(this.pattern) ? atom : shape.role(this.pattern, label);
    this.varies = shape.varies(this.pattern);
    this.isSchema = this.role.kind === 'schema' || (up?.isSchema ?? false);
    this.isComplete = (up?.isComplete ?? false) || ['schema', 'complete', 'call'].includes(this.role.kind);
    this.field = this.isSchema
      ? null
      : ((shape.knows(this.pattern) ? null : key.field) ?? inheritedField(up?.field ?? null, up?.up?.label ?? null, label));
    this.heading = this.isSchema || shape.knows(this.pattern) ? null : label === null ? (up?.heading ?? null) : headingOf(label);
    this.pairPart = this.isSchema ? null : pairPartOf(label);
    this.tokens = usageKeys.has(up?.label ?? '') ? (tokenParts.get(label ?? '') ?? null) : null;
    this.isAnswer = this.role.kind === 'item' && (this.role.name === 'choices' || this.role.name === 'candidates');
    this.isText = isKnownText(this.role, this.pattern) || shape.variesAsText(this.pattern);
    this.isInText = label === null && (up?.isText || up?.isInText || false);
    this.slot = label === null ? -1 : indexKeys.indexOf(label);
    this.saysWhich = label === 'type' || this.slot >= 0;
  }

  /** What stands here is another one in each document. */
  get isChanging(): boolean {
    return this.#changes >= changesSeen;
  }

  /** Ids, models and the like come with each event of a stream: what was clean is clean. */
  isClean(doc: Buffer, start: number, end: number): boolean {
    const clean = this.#clean;
    if (clean === null || clean.length !== end - start) return false;
    for (let i = 0; i < clean.length; i++) if (clean[i] !== doc[start + i]) return false;
    return true;
  }

  /** In this text nothing was found. */
  remember(doc: Buffer, start: number, end: number): void {
    if (end - start > cleanBytesMax || this.#changes > changesMax) return;
    this.#changes++;
    this.#clean = Buffer.from(doc.subarray(start, end));
  }
}

/** What is a piece of a text, or a text of its own, is one that clients know where it stands inside of something that is known. */
function isKnownText(role: Role, pattern: string | null): boolean {
  if (role.kind === 'call') return role.part !== 'object' && role.part !== 'opening';
  return role.kind === 'text' && role.name !== null && (!role.alone || (pattern?.includes('.') ?? false));
}

export interface KeyFacts {
  readonly field: string | null;
  readonly isTainted: boolean;
}

/** Of a key of which nothing is known, or asked. */
export const noKey: KeyFacts = { field: null, isTainted: false };

export class PlaceTree {
  readonly root: Place;
  readonly #shape: Shape;
  readonly #placesMax: number;
  #count = 0;

  constructor(shape: Shape, placesMax: number) {
    this.#shape = shape;
    this.#placesMax = placesMax;
    this.root = new Place(null, null, null, noKey, shape);
  }

  elementOf(place: Place): Place {
    place.element ??= new Place(place, null, null, noKey, this.#shape);
    return place.element;
  }

  /** A place that is met for the first time. It is remembered while there is room and its key is clean. */
  add(up: Place, label: string, key: KeyFacts): Place {
    const isKept = !key.isTainted && this.#count < this.#placesMax && label.length <= keptKeyCharsMax && isSpelledPlainly(label);
    const place = new Place(up, label, isKept ? Buffer.from(label) : null, key, this.#shape);
    if (!isKept) return place;
    this.#count++;
    up.children ??= new Map();
    up.children.set(label, place);
    return place;
  }
}

/** Whether the label can stand between quotes as it is. Lone surrogates can't. */
function isSpelledPlainly(label: string): boolean {
  return JSON.stringify(label).length === label.length + 2;
}

/** A container in one document. */
export class Frame {
  readonly up: Frame | null;
  readonly place: Place;
  /** Its position in the list that it stands in, else -1. */
  readonly ordinal: number;
  /** Tells objects apart, for keys that come twice. */
  readonly visit: number;
  /** Keys of this object that are not remembered as places. */
  strays: Set<string> | null = null;
  /** Values of the index keys of this object, -1 where it has none. */
  slots: number[] | null = null;
  /** What the texts of this object are called, where it says that they are not the ones that they look like. */
  flag: string | null = null;
  /** Where the string is that says what the object is, under the key `type`; -1 where none does. */
  typeStart = -1;
  typeEnd = -1;
  /** The string in it that names the value beside it. */
  name: NameRange | null = null;
  /** It has a signature: its texts can't be altered. */
  isSigned = false;
  /** Indexes of the answers in this list, which may not come twice. */
  indexes: Set<number> | null = null;
  /** Ranges that repeat a text of this object in another form. */
  echoes: Echo[] | null = null;

  constructor(up: Frame | null, place: Place, ordinal: number, visit: number) {
    this.up = up;
    this.place = place;
    this.ordinal = ordinal;
    this.visit = visit;
  }

  note(slot: number, value: number): void {
    this.slots ??= indexKeys.map(() => -1);
    this.slots[slot] = value;
  }

  /** Tells whether no earlier element of its list has its index. */
  claimsIndex(): boolean {
    if (this.up === null) return true;
    this.up.indexes ??= new Set();
    const isNew = !this.up.indexes.has(this.index);
    this.up.indexes.add(this.index);
    return isNew;
  }

  repeats(echo: Echo): void {
    this.echoes ??= [];
    this.echoes.push(echo);
  }

  /** Whether it has an `index` of its own, or Converse's word for it. */
  get isIndexed(): boolean {
    return this.slots !== null && (this.slots[indexKeys.length - 1]! >= 0 || this.slots[blockSlot]! >= 0);
  }

  /** The object's own `index`; its position in the list where it has none. */
  get index(): number {
    const own = this.slots === null ? -1 : this.slots[indexKeys.length - 1]!;
    return own >= 0 ? own : this.ordinal;
  }
}

/** A range of the document that is replaced when the text that it repeats is edited. */
export interface Echo {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Writes where a leaf stands, e.g. `choices[0].delta.content`. `ordinal` is its position in a list, else -1. */
export function pathOf(place: Place, frame: Frame | null, ordinal: number): string {
  let path = step(place, ordinal);
  for (let at = frame; at !== null; at = at.up) path = step(at.place, at.ordinal) + path;
  return path.startsWith('.') ? path.slice(1) : path;
}

function step(place: Place, ordinal: number): string {
  if (place.label === null) return place.up === null ? '' : `[${ordinal}]`;
  if (place.isTainted) return '[…]';
  const label = place.label.length > shownLabelCharsMax ? `${place.label.slice(0, shownLabelCharsMax)}…` : place.label;
  return /^[A-Za-z_$][\w$-]*$/.test(label) ? `.${label}` : `[${JSON.stringify(label)}]`;
}
