// Reads Envoy's ProcessingRequest into the events of the exchange. Field numbers: extproc.proto.
// Knows no HTTP: headers come out as they came in. Bodies are views on the message, so that reading one costs no copy.
// What is unknown is skipped, except a message that carries no known part: nobody could answer it.
import type { Arrival, HeaderList } from '../exchange/events.ts';
import { Fault } from '../words/fault.ts';
import { bytesType, fixed64Type, Reader, tagOf, varintType } from './protobuf.ts';

/** How Envoy's filter is configured to send bodies: the numbers of BodySendMode. */
export interface ProtocolConfig {
  readonly requestBodyMode: number;
  readonly responseBodyMode: number;
}

export const fullDuplexStreamed = 4;

/** One message of Envoy's. */
export interface Received {
  readonly arrival: Arrival;
  /** Scalar attributes as text; null where the message has none. */
  readonly attributes: Readonly<Record<string, string>> | null;
  /** Only in a stream's first message. */
  readonly protocol: ProtocolConfig | null;
  /** Envoy would ignore every answer. */
  readonly observability: boolean;
}

const requestHeadersTag = tagOf(2, bytesType);
const responseHeadersTag = tagOf(3, bytesType);
const requestBodyTag = tagOf(4, bytesType);
const responseBodyTag = tagOf(5, bytesType);
const requestTrailersTag = tagOf(6, bytesType);
const responseTrailersTag = tagOf(7, bytesType);
const attributesTag = tagOf(9, bytesType);
const observabilityTag = tagOf(10, varintType);
const protocolTag = tagOf(11, bytesType);

/**
 * Reads one ProcessingRequest. Throws ERR_WIRE_MALFORMED for bytes that are not one, for two parts in one message, and
 * for headers or attributes of more than `headerBytesMax` bytes.
 */
export function decodeRequest(bytes: Buffer, headerBytesMax: number): Received {
  const reader = new Reader(bytes);
  const budget = { left: headerBytesMax };
  let arrival: Arrival | null = null;
  let attributes: Record<string, string> | null = null;
  let protocol: ProtocolConfig | null = null;
  let observability = false;
  while (reader.more()) {
    const tag = reader.tag();
    if (tag >= requestHeadersTag && tag <= responseTrailersTag && (tag & 7) === bytesType) {
      // A decoder of the book would merge the two or keep the last: what Envoy never sends is refused instead.
      if (arrival !== null) throw malformed('has two parts in one message');
      arrival = readArrival(reader, tag, budget);
    } else if (tag === attributesTag) {
      attributes ??= Object.create(null) as Record<string, string>;
      readAttributes(reader, attributes, budget);
    } else if (tag === observabilityTag) {
      observability = reader.bool();
    } else if (tag === protocolTag) {
      protocol = readProtocol(reader);
    } else {
      reader.skip(tag);
    }
  }
  if (arrival === null) throw malformed('has no part that is known');
  return { arrival, attributes, protocol, observability };
}

interface Budget {
  left: number;
}

function readArrival(reader: Reader, tag: number, budget: Budget): Arrival {
  const outer = reader.enter();
  const arrival = readPart(reader, tag, budget);
  reader.leave(outer);
  return arrival;
}

function readPart(reader: Reader, tag: number, budget: Budget): Arrival {
  switch (tag) {
    case requestHeadersTag:
      return { kind: 'request_headers', ...readHeaders(reader, budget) };
    case responseHeadersTag:
      return { kind: 'response_headers', ...readHeaders(reader, budget) };
    case requestBodyTag:
      return readBody(reader, 'request_body');
    case responseBodyTag:
      return readBody(reader, 'response_body');
    case requestTrailersTag:
      return { kind: 'request_trailers', trailers: readTrailers(reader, budget) };
    default:
      return { kind: 'response_trailers', trailers: readTrailers(reader, budget) };
  }
}

const noBytes = Buffer.alloc(0);
const firstBytesTag = tagOf(1, bytesType);
const bodyEndTag = tagOf(2, varintType);

function readBody(reader: Reader, kind: 'request_body' | 'response_body'): Arrival {
  let body: Buffer = noBytes;
  let endOfStream = false;
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === firstBytesTag) body = reader.span();
    else if (tag === bodyEndTag) endOfStream = reader.bool();
    else reader.skip(tag);
  }
  return { kind, body, endOfStream };
}

const headersEndTag = tagOf(3, varintType);

function readHeaders(reader: Reader, budget: Budget): { headers: HeaderList; endOfStream: boolean } {
  const headers: [string, string][] = [];
  let endOfStream = false;
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === firstBytesTag) readHeaderMap(reader, headers, budget);
    else if (tag === headersEndTag) endOfStream = reader.bool();
    else reader.skip(tag);
  }
  return { headers, endOfStream };
}

function readTrailers(reader: Reader, budget: Budget): HeaderList {
  const trailers: [string, string][] = [];
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === firstBytesTag) readHeaderMap(reader, trailers, budget);
    else reader.skip(tag);
  }
  return trailers;
}

function readHeaderMap(reader: Reader, into: [string, string][], budget: Budget): void {
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === firstBytesTag) into.push(readHeaderValue(reader, budget));
    else reader.skip(tag);
  }
  reader.leave(outer);
}

const valueTag = tagOf(2, bytesType);
const rawValueTag = tagOf(3, bytesType);
// What an entry costs beside its bytes, as HTTP/2 counts it: else a message of empty headers would be cheap to send and dear to keep.
const entryBytes = 32;

function readHeaderValue(reader: Reader, budget: Budget): [name: string, value: string] {
  const outer = reader.enter();
  let name = '';
  let value = '';
  let raw: string | null = null;
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === firstBytesTag) name = reader.text('latin1');
    else if (tag === valueTag) value = reader.text('latin1');
    else if (tag === rawValueTag) raw = reader.text('latin1');
    else reader.skip(tag);
  }
  reader.leave(outer);
  // An empty raw_value is as good as absent: proto3 can't tell the two apart.
  if (raw !== null && raw !== '') value = raw;
  spend(budget, name.length + value.length + entryBytes);
  return [name.toLowerCase(), value];
}

const structTag = tagOf(2, bytesType);

/** map<string, Struct>: the outer names are filters' names and are of no use. */
function readAttributes(reader: Reader, into: Record<string, string>, budget: Budget): void {
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === structTag) readStruct(reader, into, budget);
    else reader.skip(tag);
  }
  reader.leave(outer);
}

function readStruct(reader: Reader, into: Record<string, string>, budget: Budget): void {
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === firstBytesTag) readField(reader, into, budget);
    else reader.skip(tag);
  }
  reader.leave(outer);
}

function readField(reader: Reader, into: Record<string, string>, budget: Budget): void {
  const outer = reader.enter();
  let name = '';
  let value: string | null = null;
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === firstBytesTag) name = reader.text('utf8');
    else if (tag === valueTag) value = readValue(reader);
    else reader.skip(tag);
  }
  reader.leave(outer);
  spend(budget, name.length + (value?.length ?? 0) + entryBytes);
  if (value !== null) into[name] = value;
}

const numberValueTag = tagOf(2, fixed64Type);
const stringValueTag = tagOf(3, bytesType);
const boolValueTag = tagOf(4, varintType);

/** Scalars as text. Lists and objects give null: not going into them leaves no depth to bound. */
function readValue(reader: Reader): string | null {
  const outer = reader.enter();
  let value: string | null = null;
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === numberValueTag) value = String(reader.double());
    else if (tag === stringValueTag) value = reader.text('utf8');
    else if (tag === boolValueTag) value = String(reader.bool());
    else reader.skip(tag);
  }
  reader.leave(outer);
  return value;
}

const requestModeTag = tagOf(1, varintType);
const responseModeTag = tagOf(2, varintType);

function readProtocol(reader: Reader): ProtocolConfig {
  const outer = reader.enter();
  let requestBodyMode = 0;
  let responseBodyMode = 0;
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === requestModeTag) requestBodyMode = reader.varint();
    else if (tag === responseModeTag) responseBodyMode = reader.varint();
    else reader.skip(tag);
  }
  reader.leave(outer);
  return { requestBodyMode, responseBodyMode };
}

function spend(budget: Budget, bytes: number): void {
  budget.left -= bytes;
  if (budget.left < 0) throw malformed('has headers or attributes over the limit `headerBytesMax`');
}

function malformed(what: string): Fault {
  return new Fault('ERR_WIRE_MALFORMED', `the message ${what}`);
}
