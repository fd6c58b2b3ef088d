// The thread that seals: encrypting an original costs a millisecond and more, and disks make wait. Each original's pieces are worked on in their order; a
// failed one is dropped, told once, and its later pieces are thrown away.
import { parentPort, workerData } from 'node:worker_threads';
import type { ToldSegment } from '../proof/account.ts';
import { Fault, type FaultCode } from '../words/fault.ts';
import { type BlobPlace, folderPlace } from './place.ts';
import { BlobSealing, type Recipients } from './sealed-blob.ts';

export interface ThreadSetting {
  readonly folder: string;
  readonly segmentsMax: number;
}

export type Order =
  | { readonly kind: 'begin'; readonly number: number; readonly name: string; readonly goneMs: number; readonly to: Recipients }
  | { readonly kind: 'piece'; readonly number: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly number: number }
  | { readonly kind: 'drop'; readonly number: number }
  | { readonly kind: 'close' };

export type Report =
  | { readonly kind: 'taken'; readonly bytes: number }
  | {
      readonly kind: 'sealed';
      readonly number: number;
      readonly digest: Uint8Array;
      readonly size: number;
      readonly root: Uint8Array;
      readonly segments: readonly ToldSegment[];
    }
  | { readonly kind: 'failed'; readonly number: number; readonly code: FaultCode; readonly message: string };

const port = parentPort!;
const { folder, segmentsMax } = workerData as ThreadSetting;
/** Made at the first original, and again while it fails: a disk may come back. */
let place: Promise<BlobPlace> | null = null;

interface Work {
  sealing: BlobSealing | null;
  hasFailed: boolean;
  /** Ends when all that was ordered so far is done. */
  last: Promise<void>;
}

const works = new Map<number, Work>();

port.on('message', (order: Order) => {
  if (order.kind === 'close')
    return void Promise.allSettled([...works.values()].map(({ last }) => last)).then(() => port.close());
  const work = works.get(order.number) ?? { sealing: null, hasFailed: false, last: Promise.resolve() };
  works.set(order.number, work);
  work.last = work.last.then(() => carryOut(work, order)).catch(cause => fail(work, order.number, cause));
  if (order.kind === 'end' || order.kind === 'drop') void work.last.then(() => works.delete(order.number));
});

async function carryOut(work: Work, order: Exclude<Order, { kind: 'close' }>): Promise<void> {
  switch (order.kind) {
    case 'begin':
      work.sealing = new BlobSealing(order.to, (await opened()).begin(order.name, order.goneMs), segmentsMax);
      return;
    case 'piece':
      try {
        if (!work.hasFailed) await work.sealing!.push(order.bytes);
      } finally {
        say({ kind: 'taken', bytes: order.bytes.buffer.byteLength });
      }
      return;
    case 'end':
      if (!work.hasFailed) await finish(work.sealing!, order.number);
      return;
    case 'drop':
      if (!work.hasFailed) await work.sealing?.drop();
  }
}

async function opened(): Promise<BlobPlace> {
  place ??= folderPlace(folder);
  try {
    return await place;
  } catch (cause) {
    place = null;
    throw cause;
  }
}

async function finish(sealing: BlobSealing, number: number): Promise<void> {
  const { account, digest, size } = await sealing.end();
  say({ kind: 'sealed', number, digest, size, root: account.root, segments: account.segments });
}

async function fail(work: Work, number: number, cause: unknown): Promise<void> {
  work.hasFailed = true;
  await work.sealing?.drop().catch(() => {});
  const code = cause instanceof Fault ? cause.code : 'ERR_VAULT_FAILED';
  // Of the system's errors the name is told: messages name paths, which the log is told at its own place.
  const message = cause instanceof Fault ? cause.message : `an original can not be sealed (${nameOf(cause)})`;
  say({ kind: 'failed', number, code, message });
}

function nameOf(cause: unknown): string {
  const { code, name } = (cause ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return typeof code === 'string' ? code : String(name);
}

function say(report: Report): void {
  port.postMessage(report);
}
