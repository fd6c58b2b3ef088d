// What an API's documents are made of, told by place. A shape is a table; all the work is done elsewhere.

export type Role =
  /** Complete in itself. Without a name of its own it is named by its path. */
  | { readonly kind: 'atom'; readonly name: string | null; readonly markdown: boolean }
  /** A piece of a text. Without a name of its own it is named by its path. */
  | { readonly kind: 'text'; readonly name: string | null; readonly markdown: boolean }
  /** A token of a text that is told again, with what is known of it beside it. */
  | { readonly kind: 'token'; readonly name: string }
  /** A value that tells a token again in another form, and what it becomes when the token is edited. */
  | { readonly kind: 'echo'; readonly replacement: string }
  /** Part of a tool call. */
  | { readonly kind: 'call'; readonly name: string; readonly part: CallPart }
  /** Elements of a list that belong to different texts, told apart by their `index`. */
  | { readonly kind: 'item'; readonly name: string }
  /** A string here, unless empty, says that the texts of its item are over. */
  | { readonly kind: 'finish' }
  /** A JSON schema: names of fields in it are declarations, and what stands under them is no value of theirs. */
  | { readonly kind: 'schema' }
  /** Names the event, which may say that texts are over. */
  | { readonly kind: 'type' };

/** `input`: text that is not JSON. */
export type CallPart = 'name' | 'id' | 'arguments' | 'input';

export interface Shape {
  /** The pattern of a place below another one; `label` null: an element of a list. Null where nothing below has a role of its own. */
  pattern(up: string | null, label: string | null): string | null;
  role(pattern: string | null, label: string | null): Role;
  /** Whether the shape has a role for this place itself. */
  knows(pattern: string | null): boolean;
  /** What the event of this type says of the texts before it: some are over, or all. */
  ending(type: string): 'none' | 'some' | 'all';
  /** Whether documents carry pieces of texts, told apart by their indexes. In a document that is whole the position in a list tells enough. */
  readonly isStream: boolean;
  /** Whether the data of an event may be something else than JSON. */
  readonly dataMayBeText: boolean;
}

export const atom: Role = { kind: 'atom', name: null, markdown: false };

/** A shape from a table of patterns. */
export function shapeFrom(options: {
  readonly table: Readonly<Record<string, Role>>;
  /** For places that the table does not have. */
  readonly other: (label: string | null) => Role;
  readonly ending: Shape['ending'];
  readonly isStream: boolean;
  readonly dataMayBeText: boolean;
}): Shape {
  const { table, other, ending, isStream, dataMayBeText } = options;
  const roles = new Map(Object.entries(table));
  const known = new Set([...roles.keys()].flatMap(prefixes));
  return {
    pattern: (up, label) => {
      if (up === null || (label !== null && /[.[\]]/.test(label))) return null;
      const pattern = label === null ? `${up}[]` : up === '' ? label : `${up}.${label}`;
      return known.has(pattern) ? pattern : null;
    },
    role: (pattern, label) => (pattern === null ? undefined : roles.get(pattern)) ?? other(label),
    knows: pattern => pattern !== null && roles.has(pattern),
    ending,
    isStream,
    dataMayBeText,
  };
}

/** `a[].b` → `a`, `a[]`, `a[].b`. */
function prefixes(pattern: string): string[] {
  const steps = pattern.match(/\[\]|[^.[\]]+/g) ?? [];
  return steps.map((_, i) =>
    steps.slice(0, i + 1).reduce((path, step) => (step === '[]' || path === '' ? path + step : `${path}.${step}`), ''),
  );
}
