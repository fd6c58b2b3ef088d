// Messages of Amazon's binary event stream, made from what they say and read back, without the code under test: zlib's checksum, DataViews.
import { crc32 } from 'node:zlib';

export interface Said {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
}

export function message({ headers, payload }: Said): Buffer {
  const block = Buffer.concat(
    Object.entries(headers).map(([name, value]) => {
      const [key, text] = [Buffer.from(name), Buffer.from(value)];
      return Buffer.concat([Buffer.of(key.length), key, Buffer.of(7, text.length >> 8, text.length & 0xff), text]);
    }),
  );
  return frame(block, Buffer.from(payload));
}

export function frame(block: Buffer, body: Buffer): Buffer {
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + block.length + body.length, 0);
  prelude.writeUInt32BE(block.length, 4);
  const start = Buffer.concat([prelude, checksum(prelude), block, body]);
  return Buffer.concat([start, checksum(start)]);
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes), 0);
  return sum;
}

/** Throws where a checksum is wrong or something is left over. */
export function messagesIn(stream: Buffer): Said[] {
  const all: Said[] = [];
  for (let at = 0; at < stream.length; ) {
    const total = stream.readUInt32BE(at);
    const bytes = stream.subarray(at, at + total);
    const headerBytes = bytes.readUInt32BE(4);
    if (bytes.length !== total) throw new Error('a message is cut off');
    if (crc32(bytes.subarray(0, 8)) !== bytes.readUInt32BE(8)) throw new Error('a prelude has a wrong checksum');
    if (crc32(bytes.subarray(0, total - 4)) !== bytes.readUInt32BE(total - 4)) throw new Error('a message has a wrong checksum');
    all.push({
      headers: headersIn(bytes.subarray(12, 12 + headerBytes)),
      payload: bytes.toString('utf8', 12 + headerBytes, total - 4),
    });
    at += total;
  }
  return all;
}

function headersIn(block: Buffer): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let at = 0; at < block.length; ) {
    const nameEnd = at + 1 + block[at]!;
    if (block[nameEnd] !== 7) throw new Error('a header is no string');
    const start = nameEnd + 3;
    const end = start + block.readUInt16BE(nameEnd + 1);
    headers[block.toString('utf8', at + 1, nameEnd)] = block.toString('utf8', start, end);
    at = end;
  }
  return headers;
}

/** An event of Converse, as Bedrock pads it. */
export function event(type: string, document: object, padding = 'abcdefgh'): Buffer {
  return message({ headers: eventHeaders(type), payload: JSON.stringify({ ...document, p: padding }) });
}

/** An event of InvokeModel: the model's own, in base64. */
export function chunk(inner: object | string, padding = 'abc'): Buffer {
  const text = typeof inner === 'string' ? inner : JSON.stringify(inner);
  const payload = JSON.stringify({ bytes: Buffer.from(text).toString('base64'), p: padding });
  return message({ headers: eventHeaders('chunk'), payload });
}

export function eventHeaders(type: string): Record<string, string> {
  return { ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' };
}

/** What the models' own events say. */
export function innerOf({ payload }: Said): string {
  return Buffer.from((JSON.parse(payload) as { bytes: string }).bytes, 'base64').toString();
}
