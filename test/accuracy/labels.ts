// Labels that travel inside a text: recipes wrap a value in marks, carriers quote, escape and indent what they get, and at the end the marks
// come off and tell where the value stands. So a carrier need not know what it carries.
// The marks are private-use characters, which no text of the corpus has otherwise.

export type Group = 'secrets' | 'personal' | 'risk';

/** `recognisable`: the value itself says what it is. `context`: only what stands around it does. */
export type Form = 'recognisable' | 'context';

export interface Kind {
  readonly id: string;
  readonly group: Group;
  readonly form: Form;
}

export interface Span {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
}

const open = '\uE000';
const opened = '\uE001';
const close = '\uE002';
const firstKind = 0xe800;
const kinds: Kind[] = [];
const indexes = new Map<string, number>();

/** The value, labelled. */
export function mark(value: string, kind: Kind): string {
  let index = indexes.get(kind.id);
  if (index === undefined) {
    index = kinds.push(kind) - 1;
    indexes.set(kind.id, index);
  }
  return `${open}${String.fromCharCode(firstKind + index)}${opened}${value}${close}`;
}

/** A text without its marks, and where they stood. Throws where marks were torn: a carrier broke what it carried. */
export function unmarked(marked: string): { readonly text: string; readonly spans: readonly Span[] } {
  const spans: Span[] = [];
  let text = '';
  for (let at = 0; at < marked.length; ) {
    const begin = marked.indexOf(open, at);
    if (begin < 0) {
      text += marked.slice(at);
      break;
    }
    const end = marked.indexOf(close, begin);
    const kind = kinds[marked.charCodeAt(begin + 1) - firstKind];
    if (end < 0 || kind === undefined || marked[begin + 2] !== opened) throw new Error('a label is torn');
    text += marked.slice(at, begin);
    const value = marked.slice(begin + 3, end);
    spans.push({ kind, start: text.length, end: text.length + value.length });
    text += value;
    at = end + 1;
  }
  return { text, spans };
}

/** Without marks, where labels are of no use. */
export function plain(marked: string): string {
  return marked.replaceAll(/\uE000.\uE001|\uE002/g, '');
}
