// The hand-written codec against protobufjs, which reads the same messages from extproc.proto: each understands the other.
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { expect, test } from 'vitest';
import type { Answer, HeaderList, HeaderMutation } from '../../extproc/exchange/events.ts';
import { decodeRequest } from '../../extproc/wire/decode.ts';
import { encodeAnswer } from '../../extproc/wire/encode.ts';

const root = await protobuf.load(new URL('../../extproc/wire/extproc.proto', import.meta.url).pathname);
const requestType = root.lookupType('envoy.service.ext_proc.v3.ProcessingRequest');
const responseType = root.lookupType('envoy.service.ext_proc.v3.ProcessingResponse');

const limit = 1 << 20;
const bytes = () => fc.uint8Array({ maxLength: 300 }).map(array => Buffer.from(array));
const name = () => fc.stringMatching(/^:?[a-z][a-z0-9-]{0,20}$/);
const token = () => fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const value = () => fc.stringMatching(/^[\t -~\u0080-\u00ff]{0,40}$/);
const headers = (of = name) => fc.array(fc.tuple(of(), value()), { maxLength: 8 });

test('what protobufjs writes is read as it was meant: headers', () => {
  const sides = fc.constantFrom('request', 'response');
  fc.assert(
    fc.property(sides, headers(), fc.boolean(), (side, list, endOfStream) => {
      const message = { [`${side}Headers`]: { headers: headerMap(list), endOfStream } };
      const read = decodeRequest(written(message), limit);
      expect(read.arrival).toEqual({ kind: `${side}_headers`, headers: list, endOfStream });
    }),
  );
});

test('what protobufjs writes is read as it was meant: bodies and trailers', () => {
  const sides = fc.constantFrom('request', 'response');
  fc.assert(
    fc.property(sides, bytes(), fc.boolean(), headers(), (side, body, endOfStream, list) => {
      const asBody = decodeRequest(written({ [`${side}Body`]: { body, endOfStream } }), limit);
      expect(asBody.arrival).toEqual({ kind: `${side}_body`, body, endOfStream });
      const asTrailers = decodeRequest(written({ [`${side}Trailers`]: { trailers: headerMap(list) } }), limit);
      expect(asTrailers.arrival).toEqual({ kind: `${side}_trailers`, trailers: list });
    }),
  );
});

test('attributes and the modes of the first message are read, whatever scalar they are', () => {
  const scalar = fc.oneof(
    fc.string().map(stringValue => [{ stringValue }, stringValue] as const),
    fc.double({ noNaN: true }).map(numberValue => [{ numberValue }, String(numberValue)] as const),
    fc.boolean().map(boolValue => [{ boolValue }, String(boolValue)] as const),
  );
  const modes = fc.tuple(fc.nat(5), fc.nat(5));
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), scalar),
      modes,
      fc.boolean(),
      (attributes, [requestBodyMode, responseBodyMode], observabilityMode) => {
        const fields = Object.fromEntries(Object.entries(attributes).map(([key, [sent]]) => [key, sent]));
        const message = {
          requestHeaders: {},
          attributes: { filter: { fields } },
          protocolConfig: { requestBodyMode, responseBodyMode },
          observabilityMode,
        };
        const read = decodeRequest(written(message), limit);
        const want = Object.entries(attributes).map(([key, [, text]]) => [key, text]);
        expect(Object.entries(read.attributes ?? {}).toSorted()).toEqual(want.toSorted());
        expect(read.protocol).toEqual({ requestBodyMode, responseBodyMode });
        expect(read.observability).toBe(observabilityMode);
      },
    ),
  );
});

test('what the codec writes is read by protobufjs as it was meant', () => {
  const mutation = () => fc.record({ set: headers(token), remove: fc.array(token(), { maxLength: 4 }) });
  const side = () => fc.constantFrom('request' as const, 'response' as const);
  const answers: fc.Arbitrary<Answer> = fc.oneof(
    fc.record({ kind: side().map(it => `${it}_headers` as const), mutation: mutation() }),
    fc.record({ kind: side().map(it => `${it}_trailers` as const), mutation: mutation() }),
    fc.record({ kind: side().map(it => `${it}_body` as const), body: bytes(), endOfStream: fc.boolean() }),
    fc.record({ kind: fc.constant('local_headers' as const), headers: headers(token), endOfStream: fc.boolean() }),
    fc.record({ kind: fc.constant('local_body' as const), body: bytes(), endOfStream: fc.boolean() }),
    fc.record({
      kind: fc.constant('immediate' as const),
      status: fc.integer({ min: 200, max: 599 }),
      headers: headers(token),
      body: bytes(),
      details: fc.string({ unit: 'grapheme' }),
    }),
  );
  fc.assert(
    fc.property(answers, answer => {
      expect(plain(encodeAnswer(answer))).toEqual(expected(answer));
    }),
    { numRuns: 500 },
  );
});

test('a body of any size up to some megabytes keeps every byte', () => {
  for (const size of [0, 1, 127, 128, 16_383, 16_384, 65_536, 2_097_151, 2_097_152]) {
    const body = Buffer.alloc(size, 'x');
    const read = plain(encodeAnswer({ kind: 'response_body', body, endOfStream: false }));
    expect(read).toEqual(expected({ kind: 'response_body', body, endOfStream: false }));
  }
});

function written(message: object): Buffer {
  return Buffer.from(requestType.encode(requestType.fromObject(message)).finish());
}

function headerMap(list: HeaderList): object {
  return { headers: list.map(([key, text]) => ({ key, rawValue: Buffer.from(text, 'latin1') })) };
}

function plain(message: Buffer): object {
  return responseType.toObject(responseType.decode(message), { defaults: false, bytes: Buffer, enums: String });
}

/** The answer as protobufjs gives it: fields that have their default are absent. */
function expected(answer: Answer): object {
  switch (answer.kind) {
    case 'request_headers':
      return { requestHeaders: { response: mutated(answer.mutation) } };
    case 'response_headers':
      return { responseHeaders: { response: mutated(answer.mutation) } };
    case 'request_trailers':
      return { requestTrailers: mutated(answer.mutation) };
    case 'response_trailers':
      return { responseTrailers: mutated(answer.mutation) };
    case 'request_body':
      return { requestBody: { response: { bodyMutation: { streamedResponse: piece(answer) } } } };
    case 'response_body':
      return { responseBody: { response: { bodyMutation: { streamedResponse: piece(answer) } } } };
    case 'local_headers':
      return { streamedImmediateResponse: { headersResponse: local(answer) } };
    case 'local_body':
      return { streamedImmediateResponse: { bodyResponse: piece(answer) } };
    case 'immediate':
      return {
        immediateResponse: {
          status: { code: answer.status },
          ...(answer.headers.length === 0 ? {} : { headers: { setHeaders: options(answer.headers) } }),
          ...(answer.body.length === 0 ? {} : { body: answer.body }),
          ...(answer.details === '' ? {} : { details: answer.details }),
        },
      };
  }
}

function local({ headers: list, endOfStream }: Extract<Answer, { kind: 'local_headers' }>): object {
  const named = list.map(([key, text]) => ({ key, ...(text === '' ? {} : { rawValue: Buffer.from(text, 'latin1') }) }));
  return { headers: named.length === 0 ? {} : { headers: named }, ...(endOfStream ? { endOfStream } : {}) };
}

function piece(answer: { readonly body: Uint8Array; readonly endOfStream: boolean }): object {
  return { ...(answer.body.length === 0 ? {} : { body: answer.body }), ...(answer.endOfStream ? { endOfStream: true } : {}) };
}

function mutated({ set, remove }: HeaderMutation): object {
  if (set.length === 0 && remove.length === 0) return {};
  return {
    headerMutation: {
      ...(set.length === 0 ? {} : { setHeaders: options(set) }),
      ...(remove.length === 0 ? {} : { removeHeaders: remove }),
    },
  };
}

function options(list: HeaderList): object[] {
  return list.map(([key, text]) => ({
    header: { key, ...(text === '' ? {} : { rawValue: Buffer.from(text, 'latin1') }) },
    appendAction: 'OVERWRITE_IF_EXISTS_OR_ADD',
    keepEmptyValue: true,
  }));
}
