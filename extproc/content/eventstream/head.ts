// What the headers of one message say: what it is, and what its event is called. Values of headers are texts too (an error tells its message
// in one), and each is complete in itself.
import type { HostBlockCode } from '../../words/blocks.ts';
import type { Inspection } from '../inspection.ts';
import { spliced } from '../splice.ts';
import { judgeWhole, matchesIn } from '../whole.ts';
import { bytesType, type Header, headerBlock, headersOf, stringType } from './message.ts';

export interface MessageHead {
  /** The event's name, or the exception's; empty where it has none. */
  readonly type: string;
  readonly isException: boolean;
  /** Whether the payload is said to be JSON. */
  readonly isJson: boolean;
  /** The block as it leaves; null where nothing in it was replaced. */
  readonly edited: Buffer | null;
  /** What it was replaced for. */
  readonly findings: readonly number[];
}

/** Blocks of headers that are remembered: a stream has the same few again and again. */
const keptMax = 8;
const keptBytesMax = 512;
const eventName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const json = /^application\/json(?:;\s*charset="?utf-?8"?)?$/i;

export class MessageHeads {
  readonly #inspection: Inspection;
  /** What the block that is being read is changed for. */
  #findings: number[] = [];
  /** Clean ones. The one that was met last comes first. */
  #kept: { readonly block: Buffer; readonly head: MessageHead }[] = [];

  constructor(inspection: Inspection) {
    this.#inspection = inspection;
  }

  /** Gives the reason when it can't be read. */
  read(block: Buffer): MessageHead | HostBlockCode {
    for (const known of this.#kept) if (known.block.equals(block)) return known.head;
    const headers = headersOf(block);
    const said = headers === null ? null : saidBy(headers);
    if (headers === null || said === null) return 'eventstream_message';
    this.#findings = [];
    const edited = this.#judged(headers);
    const head = { ...said, edited: edited === null ? null : headerBlock(edited), findings: this.#findings };
    if (edited === null && !this.#inspection.over && block.length <= keptBytesMax) {
      this.#kept = [{ block: Buffer.from(block), head }, ...this.#kept.slice(0, keptMax - 1)];
    }
    return head;
  }

  /** Null when nothing is replaced. */
  #judged(headers: readonly Header[]): readonly Header[] | null {
    let isEdited = false;
    const after = headers.map(header => {
      if (header.type !== stringType && header.type !== bytesType) return header;
      const value = this.#judgedValue(header);
      if (value === null) return header;
      isEdited = true;
      return { ...header, value };
    });
    return isEdited ? after : null;
  }

  #judgedValue({ name, value }: Header): Buffer | null {
    if (this.#inspection.over) return null;
    const found = matchesIn(this.#inspection, value);
    if (found.length === 0) return null;
    const where = { channel: `event/${isOwnName(name) ? name : '…'}`, path: '', isMarkdown: false };
    const cuts = judgeWhole(this.#inspection, value, found, null, where);
    if (cuts.length === 0) return null;
    // What the message is must not change with what is hidden.
    if (name.startsWith(':') && name !== ':error-message') {
      this.#inspection.refuse('eventstream_message');
      return null;
    }
    this.#findings.push(...cuts.flatMap(({ findings }) => findings));
    const parts = cuts.map(({ start, end, text }) => ({ start, end, bytes: Buffer.from(text) }));
    const after = spliced(value, parts);
    if (after.length > 0xffff) this.#inspection.refuse('eventstream_message_too_large');
    return after;
  }
}

/** Names of the format; others may be anything. */
function isOwnName(name: string): boolean {
  return /^:[a-z-]{1,32}$/.test(name);
}

function saidBy(headers: readonly Header[]): Omit<MessageHead, 'edited' | 'findings'> | null {
  const text = (name: string): string | null | undefined => {
    const header = headers.find(each => each.name === name);
    if (header === undefined) return undefined;
    return header.type === stringType ? header.value.toString() : null;
  };
  const contentType = text(':content-type');
  if (contentType === null) return null;
  const isJson = contentType !== undefined && json.test(contentType);
  switch (text(':message-type')) {
    case 'event':
      return named(text(':event-type'), false, isJson);
    case 'exception':
      return named(text(':exception-type'), true, isJson);
    case 'error':
      return { type: '', isException: true, isJson };
    default:
      return null;
  }
}

function named(
  type: string | null | undefined,
  isException: boolean,
  isJson: boolean,
): Omit<MessageHead, 'edited' | 'findings'> | null {
  return type && eventName.test(type) ? { type, isException, isJson } : null;
}
