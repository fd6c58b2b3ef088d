// A server of the real transport, with a client in Envoy's place: a grpc-js one, or a raw one that reads nothing.
import { connect } from 'node:http2';
import { Client, type ClientDuplexStream, credentials, Metadata } from '@grpc/grpc-js';
import { onTestFinished } from 'vitest';
import type { Effect, ExchangeEvent, StreamFacts } from '../../../extproc/exchange/events.ts';
import { noDesk } from '../../../extproc/exchange/hold.ts';
import { grpcTransport } from '../../../extproc/wire/grpc-transport.ts';
import { type ExtProcServer, serveExtProc } from '../../../extproc/wire/server.ts';
import { defaultLimits, type Limits } from '../../../extproc/words/limits.ts';
import { fakeLedger } from '../exchange/ledger.ts';
import { partOf } from './messages.ts';

export function relay(event: ExchangeEvent): readonly Effect[] {
  switch (event.kind) {
    case 'request_headers':
    case 'response_headers':
      return [{ kind: 'send', answer: { kind: event.kind, mutation: nothing } }];
    case 'response_body': {
      const sent: Effect = { kind: 'send', answer: { kind: 'response_body', body: event.body, endOfStream: event.endOfStream } };
      return event.endOfStream ? [sent, { kind: 'finish' }] : [sent];
    }
    default:
      return [];
  }
}

const nothing = { set: [], remove: [] };

export interface Served {
  readonly server: ExtProcServer;
  readonly client: Client;
  readonly stream: Stream;
  readonly open: () => Stream;
  readonly faults: readonly string[];
}

export type Stream = ClientDuplexStream<Buffer, Buffer>;

const path = '/envoy.service.ext_proc.v3.ExternalProcessor/Process';

export async function serve(
  handler: (event: ExchangeEvent) => readonly Effect[],
  options: {
    readonly limits?: Partial<Limits>;
    readonly address?: string;
    readonly metadata?: Metadata;
    readonly onFacts?: (facts: StreamFacts) => void;
  } = {},
): Promise<Served> {
  const limits = { ...defaultLimits, ...options.limits };
  const faults: string[] = [];
  const onFault = (fault: { readonly code: string }) => faults.push(fault.code);
  const server = await serveExtProc({
    address: options.address ?? '127.0.0.1:0',
    transport: grpcTransport({ limits, onFault }),
    createExchange: facts => {
      options.onFacts?.(facts);
      return { handle: handler };
    },
    holds: noDesk,
    ledger: fakeLedger({ keeps: true }),
    limits,
    onFault,
    now: Date.now,
  });
  const client = new Client(server.address, credentials.createInsecure());
  onTestFinished(async () => {
    client.close();
    await server.close();
  });
  const asIs = (bytes: Buffer) => bytes;
  const open = () => {
    const stream = client.makeBidiStreamRequest(path, asIs, asIs, options.metadata ?? new Metadata());
    // Most of these streams end with an error, which is looked at by `outcome` where it matters.
    stream.on('error', () => {});
    return stream;
  };
  return { server, client, stream: open(), open, faults };
}

export function outcome(stream: Stream): Promise<{ code: number; parts: readonly string[] }> {
  return new Promise(resolve => {
    const parts: string[] = [];
    stream.on('data', (bytes: Buffer) => parts.push(partOf(bytes)));
    stream.on('status', ({ code }) => resolve({ code, parts }));
  });
}

/** Sends messages and never takes one: the grpc-js client would read on and keep everything. */
export function sendDeaf(address: string, messages: readonly Buffer[]): void {
  const session = connect(`http://${address}`, { maxSessionMemory: 1000 });
  session.on('error', () => {});
  onTestFinished(() => session.destroy());
  const stream = session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' });
  stream.on('error', () => {});
  for (const message of messages) {
    const frame = Buffer.alloc(5);
    frame.writeUInt32BE(message.length, 1);
    stream.write(Buffer.concat([frame, message]));
  }
}
