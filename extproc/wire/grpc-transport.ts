// The transport over @grpc/grpc-js: listens, sets the library's bounds, and gives each stream a GrpcStream.
import { logVerbosity, Server, ServerCredentials, type ServiceDefinition, setLogVerbosity } from '@grpc/grpc-js';
import { Fault } from '../words/fault.ts';
import type { Limits } from '../words/limits.ts';
import { freeSocket, parseAddress, restrictSocket } from './address.ts';
import { type Call, GrpcStream } from './grpc-stream.ts';
import { Health, healthService } from './health.ts';
import type { Listener, OnStream, Transport } from './transport.ts';

const processorService = 'envoy.service.ext_proc.v3.ExternalProcessor';

const asIs = (bytes: Buffer) => bytes;

/** Bytes pass as they are: the session decodes, so that a malformed message is its fault to report. */
const processor = {
  process: {
    path: `/${processorService}/Process`,
    requestStream: true,
    responseStream: true,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  },
} as const satisfies ServiceDefinition;

export interface GrpcTransportOptions {
  readonly limits: Limits;
  readonly onFault: (fault: Fault) => void;
  /** TLS, mutual or not; plain text when absent. */
  readonly credentials?: ServerCredentials;
}

export function grpcTransport(options: GrpcTransportOptions): Transport {
  return { listen: (address, onStream) => listen(address, onStream, options) };
}

async function listen(address: string, onStream: OnStream, options: GrpcTransportOptions): Promise<Listener> {
  const { limits, onFault } = options;
  // What goes wrong comes out as a fault; the library would write to stderr beside the log.
  setLogVerbosity(logVerbosity.NONE);
  const server = new Server({
    'grpc.max_receive_message_length': limits.wireMessageBytesMax,
    // Our own pieces are far smaller; a header answer is the largest single message.
    'grpc.max_send_message_length': limits.wireMessageBytesMax,
    // An Envoy that vanished without a word must not hold its exchanges for ever.
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 20_000,
    'grpc.enable_channelz': 0,
  });
  const health = new Health(processorService);
  server.addService(healthService, health.implementation);
  server.addService(processor, { process: (call: Call) => onStream(new GrpcStream(call, limits, onFault)) });
  const bound = await bind(server, address, options.credentials ?? ServerCredentials.createInsecure());
  return {
    address: bound,
    setServing: serving => health.set(serving),
    close: async () => {
      // forceShutdown alone leaves connections open when channelz is off: it knows them from there only.
      server.drain(bound, 0);
      server.forceShutdown();
    },
  };
}

async function bind(server: Server, text: string, credentials: ServerCredentials): Promise<string> {
  const address = parseAddress(text);
  if (address.kind === 'unix') await freeSocket(address.path);
  const port = await bindAsync(server, text, credentials);
  if (address.kind === 'tcp') return `${address.host}:${port}`;
  restrictSocket(address.path);
  return text;
}

function bindAsync(server: Server, text: string, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(text, credentials, (error, port) => {
      if (error === null) resolve(port);
      else reject(new Fault('ERR_WIRE_LISTEN', `cannot listen at ${text}; is the address taken, or not ours?`, error));
    });
  });
}
