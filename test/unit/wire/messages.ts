// Envoy's messages for tests, written by protobufjs from extproc.proto.
import protobuf from 'protobufjs';
import type { HeaderList } from '../../../extproc/exchange/events.ts';

const root = await protobuf.load(new URL('../../../extproc/wire/extproc.proto', import.meta.url).pathname);
const requestType = root.lookupType('envoy.service.ext_proc.v3.ProcessingRequest');
const responseType = root.lookupType('envoy.service.ext_proc.v3.ProcessingResponse');

/** The first message's settings when all is as it should be. */
export const duplex = { protocolConfig: { requestBodyMode: 4, responseBodyMode: 4 } };

export function message(fields: object): Buffer {
  return Buffer.from(requestType.encode(requestType.fromObject(fields)).finish());
}

export function headers(side: 'request' | 'response', list: HeaderList, endOfStream: boolean, more: object = {}): Buffer {
  const values = list.map(([key, value]) => ({ key, rawValue: Buffer.from(value, 'latin1') }));
  return message({ [`${side}Headers`]: { headers: { headers: values }, endOfStream }, ...more });
}

export function body(side: 'request' | 'response', bytes: Buffer | string, endOfStream: boolean): Buffer {
  return message({ [`${side}Body`]: { body: Buffer.from(bytes as Buffer), endOfStream } });
}

export function trailers(side: 'request' | 'response'): Buffer {
  return message({ [`${side}Trailers`]: { trailers: { headers: [] } } });
}

/** The part's name, e.g. `responseBody`. */
export function partOf(answer: Buffer): string {
  return Object.keys(responseType.toObject(responseType.decode(answer)))[0] ?? 'none';
}
