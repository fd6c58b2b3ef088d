// Writes the exchange's answers as Envoy's ProcessingResponse. Field numbers: extproc.proto.
// Knows no HTTP beyond what may stand in a header: a value that could split a header in two is a fault, since a name or
// value taken from elsewhere must never become a second header on Envoy's side.
import type { Answer, HeaderList, HeaderMutation } from '../exchange/events.ts';
import { Fault } from '../words/fault.ts';
import { BackwardWriter, roomFor } from './protobuf.ts';

const answerFields = {
  request_headers: 1,
  response_headers: 2,
  request_body: 3,
  response_body: 4,
  request_trailers: 5,
  response_trailers: 6,
  immediate: 7,
  local_headers: 11,
  local_body: 11,
} as const satisfies Record<Answer['kind'], number>;

/** Writes one ProcessingResponse. Throws ERR_WIRE_ANSWER for a header that is not one and for a status out of range. */
export function encodeAnswer(answer: Answer): Buffer {
  switch (answer.kind) {
    case 'request_body':
    case 'response_body':
      return encodeBody(answerFields[answer.kind], answer.body, answer.endOfStream);
    case 'request_headers':
    case 'response_headers':
      return encodeHeaders(answerFields[answer.kind], answer.mutation);
    case 'request_trailers':
    case 'response_trailers':
      return encodeTrailers(answerFields[answer.kind], answer.mutation);
    case 'immediate':
      return encodeImmediate(answer);
    case 'local_headers':
      return encodeLocalHeaders(answer.headers, answer.endOfStream);
    case 'local_body':
      return encodeLocalBody(answer.body, answer.endOfStream);
  }
}

// BodyResponse.response.body_mutation.streamed_response, plus end_of_stream.
function encodeBody(field: number, body: Uint8Array, endOfStream: boolean): Buffer {
  const writer = new BackwardWriter(roomFor(body.length) + 4 * roomFor(0) + 2);
  const [whole, response, mutation, streamed] = [writer.open(), writer.open(), writer.open(), writer.open()];
  if (endOfStream) writer.number(2, 1);
  if (body.length > 0) writer.bytes(1, body);
  writer.close(3, streamed);
  writer.close(3, mutation);
  writer.close(1, response);
  writer.close(field, whole);
  return writer.done();
}

function encodeHeaders(field: number, mutation: HeaderMutation): Buffer {
  const writer = new BackwardWriter(roomForMutation(mutation) + 2 * roomFor(0));
  const [whole, response] = [writer.open(), writer.open()];
  writeMutation(writer, 2, mutation);
  writer.close(1, response);
  writer.close(field, whole);
  return writer.done();
}

function encodeTrailers(field: number, mutation: HeaderMutation): Buffer {
  const writer = new BackwardWriter(roomForMutation(mutation) + roomFor(0));
  const whole = writer.open();
  writeMutation(writer, 1, mutation);
  writer.close(field, whole);
  return writer.done();
}

function encodeImmediate(answer: Extract<Answer, { kind: 'immediate' }>): Buffer {
  // Envoy takes 200 to 599 and answers something of its own to anything else.
  if (!Number.isInteger(answer.status) || answer.status < 200 || answer.status > 599) {
    throw new Fault('ERR_WIRE_ANSWER', 'the status of an immediate answer must be a whole number from 200 to 599');
  }
  const mutation = { set: answer.headers, remove: [] };
  const details = roomFor(3 * answer.details.length);
  const writer = new BackwardWriter(roomForMutation(mutation) + roomFor(answer.body.length) + details + 3 * roomFor(0));
  const whole = writer.open();
  if (answer.details !== '') writer.text(5, answer.details, 'utf8');
  if (answer.body.length > 0) writer.bytes(3, answer.body);
  writeMutation(writer, 2, mutation);
  const status = writer.open();
  writer.number(1, answer.status);
  writer.close(1, status);
  writer.close(answerFields.immediate, whole);
  return writer.done();
}

// StreamedImmediateResponse.headers_response: HttpHeaders, whose HeaderMap has the values themselves.
function encodeLocalHeaders(headers: HeaderList, endOfStream: boolean): Buffer {
  const writer = new BackwardWriter(roomForMutation({ set: headers, remove: [] }) + 3 * roomFor(0) + 2);
  const [whole, message] = [writer.open(), writer.open()];
  if (endOfStream) writer.number(3, 1);
  const map = writer.open();
  for (const [name, value] of headers.toReversed()) writeHeader(writer, 1, name, value);
  writer.close(1, map);
  writer.close(1, message);
  writer.close(answerFields.local_headers, whole);
  return writer.done();
}

// StreamedImmediateResponse.body_response: StreamedBodyResponse.
function encodeLocalBody(body: Uint8Array, endOfStream: boolean): Buffer {
  const writer = new BackwardWriter(roomFor(body.length) + 2 * roomFor(0) + 2);
  const [whole, message] = [writer.open(), writer.open()];
  if (endOfStream) writer.number(2, 1);
  if (body.length > 0) writer.bytes(1, body);
  writer.close(2, message);
  writer.close(answerFields.local_body, whole);
  return writer.done();
}

function roomForMutation(mutation: HeaderMutation): number {
  let room = roomFor(0);
  for (const [name, value] of mutation.set) room += roomFor(name.length) + roomFor(value.length) + 3 * roomFor(0);
  for (const name of mutation.remove) room += roomFor(name.length);
  return room;
}

function writeMutation(writer: BackwardWriter, field: number, mutation: HeaderMutation): void {
  if (mutation.set.length === 0 && mutation.remove.length === 0) return;
  const mark = writer.open();
  for (const name of mutation.remove.toReversed()) writer.text(2, checkedName(name), 'latin1');
  writeSet(writer, mutation.set);
  writer.close(field, mark);
}

const overwriteIfExistsOrAdd = 2;

function writeSet(writer: BackwardWriter, set: HeaderList): void {
  for (const [name, value] of set.toReversed()) {
    const option = writer.open();
    // Without it an empty value would take the header away.
    writer.number(4, 1);
    writer.number(3, overwriteIfExistsOrAdd);
    writeHeader(writer, 1, name, value);
    writer.close(1, option);
  }
}

// HeaderValue: Envoy expects raw_value.
function writeHeader(writer: BackwardWriter, field: number, name: string, value: string): void {
  const header = writer.open();
  writer.text(3, checkedValue(value), 'latin1');
  writer.text(1, checkedName(name), 'latin1');
  writer.close(field, header);
}

// RFC 9110 tokens, lower case as HTTP/2 wants them, and the two pseudo headers that Envoy lets a filter set.
const nameShape = /^(?::status|:path|[!#$%&'*+\-.^_`|~0-9a-z]+)$/;
// RFC 9110 field values. Above 0xff a character would be cut to its low byte, and U+010A would become a line feed.
const valueShape = /^[\t\x20-\x7e\x80-\xff]*$/;

function checkedName(name: string): string {
  if (nameShape.test(name)) return name;
  throw new Fault('ERR_WIRE_ANSWER', `a header name of ${name.length} characters must be a lower case token`);
}

function checkedValue(value: string): string {
  if (valueShape.test(value)) return value;
  throw new Fault('ERR_WIRE_ANSWER', `a header value of ${value.length} characters must be visible latin1 without line ends`);
}
