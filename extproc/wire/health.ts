// The gRPC health service (grpc.health.v1.Health: Check and Watch), so that Envoy and kubelets can ask.
// Two messages of one field each: HealthCheckRequest { string service = 1 } and HealthCheckResponse { status = 1 }.
import { status as grpcStatus, type handleUnaryCall, type ServerWritableStream, type ServiceDefinition } from '@grpc/grpc-js';
import { BackwardWriter, bytesType, Reader, tagOf } from './protobuf.ts';

const serving = 1;
const notServing = 2;
const serviceUnknown = 3;

/** Watchers are told of changes; more than these are told to come back. */
const watchersMax = 64;

/** An object, because the library takes an empty text, which means the server as a whole, for no request at all. */
interface HealthRequest {
  readonly service: string;
}

type WatchCall = ServerWritableStream<HealthRequest, number>;

export class Health {
  readonly #services: ReadonlySet<string>;
  readonly #watchers = new Set<WatchCall>();
  #serving = true;

  /** Answers for the server as a whole (the empty name) and for `service`. */
  constructor(service: string) {
    this.#services = new Set(['', service]);
  }

  set(isServing: boolean): void {
    if (this.#serving === isServing) return;
    this.#serving = isServing;
    for (const watcher of this.#watchers) watcher.write(this.#status(watcher.request.service));
  }

  /** What the server registers. */
  readonly implementation: { check: handleUnaryCall<HealthRequest, number>; watch: (call: WatchCall) => void } = {
    check: (call, answer) => {
      if (this.#services.has(call.request.service)) answer(null, this.#status(call.request.service));
      else answer({ code: grpcStatus.NOT_FOUND, details: 'no such service' });
    },
    watch: call => {
      if (this.#watchers.size >= watchersMax) {
        call.emit('error', { code: grpcStatus.RESOURCE_EXHAUSTED, details: 'too many watchers' });
        return;
      }
      this.#watchers.add(call);
      call.on('cancelled', () => this.#watchers.delete(call));
      call.on('close', () => this.#watchers.delete(call));
      call.write(this.#status(call.request.service));
    },
  };

  #status(service: string): number {
    if (!this.#services.has(service)) return serviceUnknown;
    return this.#serving ? serving : notServing;
  }
}

const method = {
  requestStream: false,
  requestSerialize: ({ service }: HealthRequest) => Buffer.from(service),
  requestDeserialize: readRequest,
  responseSerialize: writeResponse,
  responseDeserialize: (bytes: Buffer) => bytes.length,
} as const;

export const healthService = {
  check: { ...method, path: '/grpc.health.v1.Health/Check', responseStream: false },
  watch: { ...method, path: '/grpc.health.v1.Health/Watch', responseStream: true },
} as const satisfies ServiceDefinition;

function readRequest(bytes: Buffer): HealthRequest {
  const reader = new Reader(bytes);
  let service = '';
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === tagOf(1, bytesType)) service = reader.text('utf8');
    else reader.skip(tag);
  }
  return { service };
}

function writeResponse(status: number): Buffer {
  const writer = new BackwardWriter(8);
  writer.number(1, status);
  return writer.done();
}
