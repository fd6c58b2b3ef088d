// `npm run fuzz`: fuzzes the decoders for a while, with V8's own coverage as the guide. Data on stdout, words on stderr.
// Options: --seconds N (in all; 60), --seed N (1), --target NAME (a part of it), --replay FILE (one input, for one target).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Chance } from './chance.ts';
import { Coverage } from './coverage.ts';
import { fuzz } from './fuzz.ts';
import { brokenLaw } from './laws.ts';
import { type Target, targets } from './targets.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: process.env.PENSTOCK_FUZZ_SECONDS ?? '60' },
    seed: { type: 'string', default: process.env.PENSTOCK_FUZZ_SEED ?? '1' },
    target: { type: 'string', default: '' },
    replay: { type: 'string' },
    found: { type: 'string', default: '.tools/fuzz' },
  },
});
const chosen = targets.filter(({ name }) => name.includes(values.target));
process.exitCode = values.replay === undefined ? fuzzAll() : replay(values.replay);

function fuzzAll(): number {
  const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
  if (chosen.length === 0 || !(seconds > 0) || !Number.isSafeInteger(seed)) {
    process.stderr.write(
      `fuzz: error: no such target, time or seed\nfuzz: hint: targets are ${targets.map(({ name }) => name).join(', ')}\n`,
    );
    return 2;
  }
  process.stderr.write(`fuzz: seed ${seed}, ${seconds} s for ${chosen.length} targets\n`);
  const coverage = new Coverage();
  const share = (seconds * 1000) / chosen.length;
  const problems = chosen.filter(target => !isClean(target, coverage, seed, performance.now() + share));
  return problems.length === 0 ? 0 : 1;
}

function isClean(target: Target, coverage: Coverage, seed: number, untilMs: number): boolean {
  const { runs, kept, found } = fuzz(target, coverage, seed, untilMs);
  process.stdout.write(`${target.name}: ${runs} inputs, ${kept} kept, ${coverage.size} blocks\n`);
  if (found === null) return true;
  mkdirSync(values.found, { recursive: true });
  const file = join(values.found, `${target.name.replaceAll(' ', '-')}-${seed}-${runs}`);
  writeFileSync(file, found.input);
  process.stderr.write(
    `fuzz: error: ${target.name}: ${found.problem}\nfuzz: hint: npm run fuzz -- --target "${target.name}" --replay ${file}\n`,
  );
  return false;
}

/** Tries one input again, cut in many ways. */
function replay(file: string): number {
  const input = readFileSync(file);
  for (const target of chosen) {
    for (let seed = 0; seed < 200; seed++) {
      const problem = brokenLaw(target, input, new Chance(seed));
      if (problem === null) continue;
      process.stdout.write(`${target.name}: ${problem}\n`);
      return 1;
    }
  }
  process.stdout.write('no law is broken\n');
  return 0;
}
