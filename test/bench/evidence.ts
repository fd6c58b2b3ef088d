// What it costs to write an exchange down (ledger, recording and sealing together) beside the same exchange with nothing of that: CPU time of the main thread, for
// which exchanges wait, and of the whole process. The machine alone, without gRPC and Envoy; the policy is a function.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { ExchangeEvent, ExchangeMachine } from '../../extproc/exchange/events.ts';
import { Exchange } from '../../extproc/exchange/exchange.ts';
import { WitnessedExchange } from '../../extproc/exchange/witnessed.ts';
import { openLedger } from '../../extproc/ledger/ledger.ts';
import { sealingRecorder } from '../../extproc/main/sealing.ts';
import { openPress, recordingKeys } from '../../extproc/recording/press.ts';
import { openRecorder } from '../../extproc/recording/recorder.ts';
import { openRecordings } from '../../extproc/store/open.ts';
import { openVault } from '../../extproc/vault/vault.ts';
import { Journal } from '../../extproc/wire/journal.ts';
import type { Ledger } from '../../extproc/words/evidence.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { Secret } from '../../extproc/words/secret.ts';
import { allow, delta, responseBody, sseHead, streamRequest, surroundings } from '../unit/exchange/scene.ts';

export interface EvidenceBench {
  readonly mainMicrosPerExchange: number;
  readonly mainMicrosPerEvent: number;
  readonly microsPerExchange: number;
  readonly microsPerEvent: number;
}

interface Cost {
  readonly main: number;
  readonly all: number;
}

const exchanges = 600;
/** So many run side by side. */
const atOnce = 50;
const manyEvents = 200;
const facts = { attributes: { 'xds.cluster_name': 'chatgpt', 'source.address': '10.0.0.7:1' }, metadata: {} };

export async function benchEvidence(): Promise<EvidenceBench> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-bench-'));
  const ledger = await openLedger({
    place: { folder: join(folder, 'ledger'), keyFile: join(folder, 'keys', 'ledger.key'), origin: null, deploymentKeyFile: null },
    now: Date.now,
    chance: bytes => crypto.getRandomValues(new Uint8Array(bytes)),
    started: {},
    copies: [],
    onCheckpoint: () => {},
    onTrouble: ({ what, why }) => {
      throw new Error(`${what} ${why}`);
    },
  });
  const store = await openRecordings({ kind: 'sqlite', file: join(folder, 'recordings.db') });
  const press = openPress(recordingKeys(new Secret(Buffer.alloc(32, 1))), defaultLimits);
  const recording = openRecorder({
    store,
    press,
    daysOf: () => 30,
    limits: defaultLimits,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    onTrouble: () => {},
  });
  const vault = openVault({ folder: join(folder, 'vault'), limits: defaultLimits });
  const recipients = [await identityToRecipient(await generateIdentity())];
  const recorder = sealingRecorder({
    vault,
    inner: recording,
    ledger,
    choices: new Map([['chatgpt', { recipients, both: null, days: 1 }]]),
    keep: () => {},
    onLost: () => {},
  });
  const setting = { decide: () => allow, connection: { seal: {} }, recorder };
  const { around } = surroundings(setting);
  const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
  const on = (): ExchangeMachine => new WitnessedExchange(facts, { ...around, chance, ledger });
  const off = (): ExchangeMachine => new Exchange(facts, { ...surroundings({ decide: () => allow }).around, chance });
  try {
    for (const make of [off, on]) await cost(make, ledger, 1);
    const [offOne, one] = [await cost(off, ledger, 1), await cost(on, ledger, 1)];
    const [offMany, many] = [await cost(off, ledger, manyEvents), await cost(on, ledger, manyEvents)];
    const perEvent = (name: keyof Cost) => (many[name] - offMany[name] - (one[name] - offOne[name])) / (manyEvents - 1);
    return {
      mainMicrosPerExchange: one.main - offOne.main,
      mainMicrosPerEvent: perEvent('main'),
      microsPerExchange: one.all - offOne.all,
      microsPerEvent: perEvent('all'),
    };
  } finally {
    await recording.flushed();
    await press.close();
    await store.close();
    await vault.close();
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Microseconds an exchange. */
async function cost(make: () => ExchangeMachine, ledger: Ledger, events: number): Promise<Cost> {
  const [all, main] = [process.cpuUsage(), process.threadCpuUsage()];
  const script = [
    ...streamRequest(),
    sseHead(),
    ...Array.from({ length: events }, (_, at) => responseBody(delta(`word ${at}, `))),
    responseBody('data: [DONE]\n\n', true),
  ];
  for (let done = 0; done < exchanges; done += atOnce)
    await Promise.all(Array.from({ length: atOnce }, () => run(make(), ledger, script)));
  await new Promise(resolve => setTimeout(resolve, 300));
  const sum = ({ user, system }: { user: number; system: number }): number => (user + system) / exchanges;
  return { all: sum(process.cpuUsage(all)), main: sum(process.threadCpuUsage(main)) };
}

function run(machine: ExchangeMachine, ledger: Ledger, script: readonly ExchangeEvent[]): Promise<void> {
  return new Promise(resolve => {
    const journal = new Journal(ledger, defaultLimits.ledgerAnswerMsMax, event => handle(event));
    const handle = (event: ExchangeEvent): void => {
      for (const effect of machine.handle(event, Date.now())) {
        if (effect.kind === 'journal') journal.perform(effect);
        if (effect.kind === 'finish') resolve();
      }
    };
    script.forEach(handle);
  });
}

if (import.meta.main) console.log(await benchEvidence());
