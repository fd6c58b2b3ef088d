// Takes a form apart (multipart/form-data, RFC 7578 and 2046). Strict to the byte: no text before or behind the parts, no line that only looks
// like a boundary, no folded or repeated headers, no encodings. What this reads, every server reads alike.
import { isUtf8 } from 'node:buffer';
import type { Limits } from '../../words/limits.ts';
import { isForm, parametersOf } from './boundary.ts';

export interface FormPart {
  /** The field's name. */
  readonly name: string;
  /** What the file is called; null where the part is none. */
  readonly filename: string | null;
  /** Small letters; null where it says none. */
  readonly type: string | null;
  readonly charset: string | null;
  /** The headers, without the empty line behind them. */
  readonly head: { readonly start: number; readonly end: number };
  readonly start: number;
  readonly end: number;
}

export type PartLimits = Pick<Limits, 'formPartsMax' | 'formPartHeadBytesMax'>;

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');
const dash = 0x2d;

/** Null when the body can't be read as a form in one way only. */
export function partsOf(body: Buffer, boundary: string, limits: PartLimits): readonly FormPart[] | null {
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  for (let at = 0; ; ) {
    // Wherever it stands, some server takes it for a boundary.
    if (!startsWith(body, delimiter, at)) return null;
    const behind = at + delimiter.length;
    if (body[behind] === dash && body[behind + 1] === dash) return isEnd(body, behind + 2) ? parts : null;
    if (!startsWith(body, lineEnd, behind)) return null;
    const next = body.indexOf(delimiter, at + 1);
    if (next < 0 || parts.length >= limits.formPartsMax) return null;
    const end = next - lineEnd.length;
    const part = end < behind + 2 || !startsWith(body, lineEnd, end) ? null : partOf(body, behind + 2, end, limits);
    if (part === null) return null;
    parts.push(part);
    at = next;
  }
}

function startsWith(body: Buffer, what: Buffer, at: number): boolean {
  return body.length - at >= what.length && what.compare(body, at, at + what.length) === 0;
}

function isEnd(body: Buffer, at: number): boolean {
  return at === body.length || (at + 2 === body.length && startsWith(body, lineEnd, at));
}

function partOf(body: Buffer, from: number, to: number, limits: PartLimits): FormPart | null {
  const window = body.subarray(from, Math.min(to, from + limits.formPartHeadBytesMax + headEnd.length));
  const headBytes = window.indexOf(headEnd);
  if (headBytes < 0) return null;
  const head = { start: from, end: from + headBytes };
  const headers = headersOf(body.subarray(head.start, head.end));
  if (headers === null) return null;
  const said = dispositionOf(headers.get('content-disposition') ?? '');
  const type = typeOf(headers.get('content-type'));
  if (said === null || type === null || !isPlain(headers.get('content-transfer-encoding'))) return null;
  return { ...said, ...type, head, start: head.end + headEnd.length, end: to };
}

/** Null for what is folded, repeated, or no header. */
function headersOf(head: Buffer): ReadonlyMap<string, string> | null {
  if (!isUtf8(head)) return null;
  const headers = new Map<string, string>();
  for (const line of head.toString().split('\r\n')) {
    const [, name, value] = /^([A-Za-z0-9-]{1,64}):[ \t]*([^\0\r\n]*)$/.exec(line) ?? [];
    if (name === undefined || headers.has(name.toLowerCase())) return null;
    headers.set(name.toLowerCase(), value!);
  }
  return headers;
}

/** Field names that need no escape: servers differ over those. */
const plainName = /^[A-Za-z0-9_.[\]-]{1,128}$/;

function dispositionOf(value: string): Pick<FormPart, 'name' | 'filename'> | null {
  const [, rest] = /^form-data((?:[ \t]*;.*)?)$/i.exec(value.trim()) ?? [];
  const parameters = rest === undefined ? null : parametersOf(rest);
  const name = parameters?.get('name');
  if (name === undefined || !plainName.test(name)) return null;
  for (const key of parameters!.keys()) if (!/^(?:name|filename\*?)$/.test(key)) return null;
  return { name, filename: parameters!.get('filename') ?? parameters!.get('filename*') ?? null };
}

function typeOf(value: string | undefined): Pick<FormPart, 'type' | 'charset'> | null {
  if (value === undefined) return { type: null, charset: null };
  const [, type, rest = ''] = /^([a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+)[ \t]*((?:;.*)?)$/i.exec(value.trim()) ?? [];
  const parameters = type === undefined ? null : parametersOf(rest);
  // A form in a form is one that nobody reads alike.
  if (parameters === null || isForm(type!) || /^multipart\//i.test(type!)) return null;
  return { type: type!.toLowerCase(), charset: parameters.get('charset')?.toLowerCase() ?? null };
}

function isPlain(encoding: string | undefined): boolean {
  return encoding === undefined || /^(?:7bit|8bit|binary)$/i.test(encoding.trim());
}
