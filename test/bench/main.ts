// `npm run bench`: all measurements of the project, beside what each is meant to reach. The last words are the table of docs/benchmarks.md.
import { cpus, release } from 'node:os';
import { benchContent } from './content.ts';
import { benchDecode } from './decode.ts';
import { benchEvidence } from './evidence.ts';
import { benchExtProc } from './extproc.ts';
import { benchHolds } from './holds.ts';
import { benchLatency } from './latency.ts';
import { benchLedger } from './ledger.ts';
import { benchPolicy } from './policy.ts';
import { benchScan } from './scan.ts';
import { benchSealing } from './sealing.ts';
import { benchStore, type StoreTimes } from './store.ts';

interface Row {
  readonly what: string;
  readonly penstock: string;
  readonly noop?: string;
  readonly wanted?: string;
  readonly isReached?: boolean;
}

const rows: Row[] = [];

say('scanning …');
const scan = benchScan();
say('encodings …');
const decode = benchDecode();
say('content …');
const content = benchContent();
say('policy …');
const { microsPerDecision } = await benchPolicy();
say('through Envoy, beside a no-op server …');
const extproc = await benchExtProc();
say('what a reader waits, with Penstock and without …');
const latency = await benchLatency();
say('a decision on its way between two stores …');
const store = await benchStore();
say('holds, from a decision to its client …');
const holds = await benchHolds();
say('sealing originals …');
const sealing = await benchSealing();
say('the ledger …');
const ledger = await benchLedger();

say('an exchange that is written down, beside one that is not …');
const evidence = await benchEvidence();

const { noop, penstock, ratio } = extproc;
const dearest = Math.max(...Object.values(content.microsByStream));
rows.push(
  {
    what: 'server CPU per event of a stream, through Envoy',
    penstock: `${penstock.microsPerEvent.toFixed(0)} µs, ${ratio.microsPerEvent.toFixed(2)} times`,
    noop: `${noop.microsPerEvent.toFixed(0)} µs`,
    wanted: 'at most 1.3 times the no-op',
    isReached: ratio.microsPerEvent <= 1.3,
  },
  {
    what: 'server CPU per MiB of JSON, through Envoy',
    penstock: `${(penstock.microsPerMebibyteOfJson / 1000).toFixed(1)} ms, ${ratio.microsPerMebibyteOfJson.toFixed(1)} times`,
    noop: `${(noop.microsPerMebibyteOfJson / 1000).toFixed(1)} ms`,
  },
  { what: 'of that, content and detection of an event, hot', penstock: `${content.microsPerEvent.toFixed(1)} µs` },
  {
    what: 'the same, of the dearest stream of those that are known',
    penstock: `${dearest.toFixed(1)} µs`,
    wanted: 'at most 6 µs',
    isReached: dearest <= 6,
  },
  { what: 'JSON, content and detection, one core', penstock: `${content.jsonMegabytesPerSecond.toFixed(0)} MB/s` },
  {
    what: `scanning clean text, one core, ${scan.detectors} detectors`,
    penstock: `${scan.megabytesPerSecond.clean.toFixed(0)} MB/s`,
    wanted: 'at least 200 MB/s',
    isReached: scan.megabytesPerSecond.clean >= 200,
  },
  {
    what: 'scanning, a secret in 400 bytes, of ten usual kinds',
    penstock: `${scan.megabytesPerSecond.dense.toFixed(0)} MB/s`,
    wanted: 'at least 80 MB/s',
    isReached: scan.megabytesPerSecond.dense >= 80,
  },
  {
    what: 'scanning, a secret in 4 KiB / in 400 bytes, of all kinds in turn',
    penstock: `${scan.megabytesPerSecond.sparse.toFixed(0)} / ${scan.megabytesPerSecond.denseOfAll.toFixed(0)} MB/s`,
  },
  {
    what: `scanning the worst of ${scan.hostile.texts} hostile texts (${scan.hostile.worst[0]!.detector}: ${scan.hostile.worst[0]!.name})`,
    penstock: `${scan.hostile.worst[0]!.megabytesPerSecond.toFixed(1)} MB/s; ${scan.hostile.below} below ${scan.hostile.wantedMegabytesPerSecond}`,
    wanted: 'at least 5 MB/s',
    isReached: scan.hostile.below === 0,
  },
  {
    what: 'hold-back in a stream of prose, p50 / p99 / max',
    penstock: `${scan.holdBackBytes.p50} / ${scan.holdBackBytes.p99} / ${scan.holdBackBytes.max} bytes`,
    wanted: 'at most 3 / 40 / 72 bytes',
    isReached: scan.holdBackBytes.p50 <= 3 && scan.holdBackBytes.p99 <= 40 && scan.holdBackBytes.max <= 72,
  },
  {
    what: 'scanning clean text through no encoding / base64 / URLs / all encodings',
    penstock: `${perSecond(decode.cleanMegabytesPerSecond, ['none', 'base64', 'url', 'all'])} MB/s`,
  },
  {
    what: 'scanning text that is all in base64 / percent signs and digits / unseen characters',
    penstock: `${perSecond(decode.encodedMegabytesPerSecond, ['base64', 'url', 'zero-width'])} MB/s`,
  },
  {
    what: 'hold-back in clean text on average, through no encoding / all',
    penstock: `${['none', 'all'].map(name => decode.holdBackBytes[name]!.mean.toFixed(1)).join(' / ')} bytes`,
  },
  {
    what: 'making a scanner of all detectors',
    penstock: `${scan.compileMs.toFixed(0)} ms`,
    wanted: 'at most 150 ms',
    isReached: scan.compileMs <= 150,
  },
  {
    what: 'a decision with 0 / 1 findings',
    penstock: `${microsPerDecision[0].toFixed(0)} / ${microsPerDecision[1].toFixed(0)} µs`,
  },
  {
    what: 'a decision with 20 findings',
    penstock: `${microsPerDecision[20].toFixed(0)} µs`,
    wanted: 'at most 300 µs',
    isReached: microsPerDecision[20] <= 300,
  },
);

const { direct, penstock: guarded } = latency;
const waits = (first: number, second: number) => `${first.toFixed(1)} / ${second.toFixed(1)} ms`;
rows.push(
  {
    what: 'time to first text at 50 tokens a second, p50 / p99 (beside: the same Envoy without Penstock)',
    penstock: waits(guarded.firstTextP50, guarded.firstTextP99),
    noop: waits(direct.firstTextP50, direct.firstTextP99),
  },
  {
    what: 'time of a character, p50 / p99 (a token comes each 20 ms)',
    penstock: waits(guarded.characterP50, guarded.characterP99),
    noop: waits(direct.characterP50, direct.characterP99),
  },
);
rows.push(
  {
    what: "hold to release: from a decision's request to the client's first released byte, through Envoy, with SQLite, p50 / p99",
    penstock: waits(holds.releaseMsP50, holds.releaseMsP99),
    wanted: 'at most 100 ms',
    isReached: holds.releaseMsP99 <= 100,
  },
  {
    what: `memory of the server for each of ${holds.waiting} holds that wait at once`,
    penstock: `${holds.kibibytesPerHold.toFixed(0)} KiB`,
  },
);
rows.push(
  { what: 'sealing a large original, CPU of all threads', penstock: `${sealing.megabytesPerSecond.toFixed(0)} MB/s` },
  {
    what: 'sealing the original of one exchange, CPU of all threads (of that, on the main thread)',
    penstock: `${(sealing.microsPerExchange / 1000).toFixed(1)} ms (${sealing.mainMicrosPerExchange.toFixed(0)} µs)`,
  },
);
rows.push(
  {
    what: `ledger at ${ledger.exchangesPerSecond} exchanges a second, three records each: CPU an exchange, of that the main thread`,
    penstock: `${ledger.microsPerExchange.toFixed(0)} / ${ledger.mainMicrosPerExchange.toFixed(0)} µs`,
  },
  {
    what: 'the same, from a record to its being synced, p50 / p99',
    penstock: `${ledger.durableMsP50.toFixed(1)} / ${ledger.durableMsP99.toFixed(1)} ms`,
  },
  { what: 'checking a ledger, CPU a million records', penstock: `${ledger.verifySecondsPerMillion.toFixed(0)} s` },
);
rows.push(
  {
    what: 'ledger, recording and sealing together, beside none of them: CPU an exchange, of that the main thread',
    penstock: `${(evidence.microsPerExchange / 1000).toFixed(1)} ms / ${evidence.mainMicrosPerExchange.toFixed(0)} µs`,
  },
  {
    what: 'the same, an event of a stream',
    penstock: `${evidence.microsPerEvent.toFixed(0)} / ${evidence.mainMicrosPerEvent.toFixed(1)} µs`,
  },
);
rows.push(decisionRow('on one SQLite file', store.sqlite), decisionRow('on one PostgreSQL', store.postgres));

const [{ model = 'unknown' } = {}] = cpus();
console.log(`\nMachine: ${model}, ${cpus().length} cores, Linux ${release()}, Node ${process.versions.node}\n`);
console.log('| what | Penstock | no-op | wanted | |\n| --- | --- | --- | --- | --- |');
for (const row of rows)
  console.log(`| ${[row.what, row.penstock, row.noop ?? '', row.wanted ?? '', verdict(row)].join(' | ')} |`);

/** Beside it, what making a hold takes. */
function decisionRow(where: string, times: StoreTimes | string): Row {
  const what = `from a decision to another process's hearing of it, ${where}, p50 / p99 (making a hold)`;
  if (typeof times === 'string') return { what, penstock: `not measured: ${times}` };
  const penstock = `${waits(times.decideToHeardMsP50, times.decideToHeardMsP99)} (${waits(times.createMsP50, times.createMsP99)})`;
  return { what, penstock, wanted: 'at most 100 ms', isReached: times.decideToHeardMsP99 <= 100 };
}

/** Said plainly, also where it disappoints. */
function verdict({ isReached }: Row): string {
  return isReached === undefined ? '' : isReached ? 'reached' : 'missed';
}

function perSecond(rates: Readonly<Record<string, number>>, names: readonly string[]): string {
  return names.map(name => rates[name]!.toFixed(1)).join(' / ');
}

function say(words: string): void {
  console.error(`penstock: ${words}`);
}
