// Opens the ledger with what the configuration says of it: who certifies its key, where copies and checkpoints go, and how long records stay.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { CheckpointPlace, Config } from '../config/config.ts';
import { type Copies, copiesTo, rotatedFile, standardOutput } from '../ledger/copies.ts';
import { type LedgerTrouble, type OpenLedger, openLedger } from '../ledger/ledger.ts';
import { openPublisher, type PublishPlace, publishedFile } from '../ledger/publish.ts';
import { post } from '../notify/post.ts';
import type { Json } from '../words/evidence.ts';

const dayMs = 24 * 60 * 60_000;
/** From one look for old segments to the next. */
const trimMs = 60 * 60_000;
const publishMs = 10_000;
const closeMsMax = 1_000;

export interface LedgerOutlets {
  readonly ledger: OpenLedger;
  close(): Promise<void>;
}

/** `started`: what the record of the start says. Throws ERR_LEDGER_…. */
export async function openLedgerOutlets(
  config: Config,
  started: { readonly [name: string]: Json },
  onTrouble: (trouble: LedgerTrouble) => void,
): Promise<LedgerOutlets> {
  const { data, ledger: wanted } = config;
  const copies = copiesOf(config);
  // Known when it is open, and wanted for a message by then.
  let verifier = '';
  const publisher = openPublisher(
    wanted.publish.map((place, at) => placeOf(place, at, () => verifier)),
    publishMs,
  );
  const ledger = await openLedger({
    place: {
      folder: data.ledger,
      keyFile: join(data.keys, 'ledger.key'),
      origin: wanted.origin,
      deploymentKeyFile: wanted.deploymentKey,
    },
    now: Date.now,
    chance: randomBytes,
    started,
    copies: copies.map(copy => copy.hear),
    onCheckpoint: publisher.hear,
    onTrouble,
  });
  ({ verifier } = ledger.identity);
  const stopTrimming = wanted.days === null ? () => {} : trimming(ledger, wanted.days, onTrouble);
  return {
    ledger,
    async close() {
      stopTrimming();
      await ledger.close();
      await Promise.all([publisher, ...copies].map(place => place.close(closeMsMax)));
    },
  };
}

function copiesOf({ ledger: { stdout, copies } }: Config): readonly Copies[] {
  const places = [
    stdout ? standardOutput() : null,
    copies === null ? null : rotatedFile(copies.file, copies.bytesMax, copies.files),
  ];
  return places.filter(place => place !== null).map(copiesTo);
}

function placeOf(place: CheckpointPlace, at: number, verifier: () => string): PublishPlace {
  if ('file' in place) return publishedFile(place.file);
  return {
    name: `ledger.publish[${at}]`,
    async send(checkpoint) {
      const body = JSON.stringify({ checkpoint, verifier: verifier() });
      const { kind } = await post({ url: place.webhook, headers: {}, body, inner: place.inner });
      return kind === 'delivered';
    },
  };
}

function trimming(ledger: OpenLedger, days: number, onTrouble: (trouble: LedgerTrouble) => void): () => void {
  const trim = (): void => {
    ledger.trim(Date.now() - days * dayMs).catch((error: NodeJS.ErrnoException) => {
      onTrouble({ what: 'trim', why: error.code ?? error.name });
    });
  };
  trim();
  const timer = setInterval(trim, trimMs);
  timer.unref();
  return () => clearInterval(timer);
}
