// Fuzzes one target for a while: inputs that reach blocks of the program that no input reached before are kept, and changed further.
import { Chance } from './chance.ts';
import type { Coverage } from './coverage.ts';
import { brokenLaw } from './laws.ts';
import { mutated } from './mutate.ts';
import type { Target } from './targets.ts';

export interface Found {
  readonly input: Buffer;
  readonly problem: string;
}

export interface Outcome {
  readonly runs: number;
  /** Inputs that are kept. */
  readonly kept: number;
  readonly found: Found | null;
}

/** Asking V8 for its counts costs as much as many runs: it is asked for several at once, and again for each when there was news. */
const batch = 24;
const shrinkRunsMax = 2_000;

/** Runs until the time is up or a law is broken. The same seed gives the same inputs in the same order. */
export function fuzz(target: Target, coverage: Coverage, seed: number, untilMs: number): Outcome {
  const chance = new Chance(seed);
  const corpus: Buffer[] = [...target.seeds];
  let runs = 0;
  let found: Found | null = null;
  const attempt = (input: Buffer): void => {
    const problem = brokenLaw(target, input, new Chance(++runs));
    if (problem !== null) found ??= shrunk(target, { input, problem }, runs);
  };
  target.seeds.forEach(attempt);
  coverage.note(coverage.news());
  while (found === null && performance.now() < untilMs) {
    const inputs = Array.from({ length: batch }, () => mutated(pick(corpus, chance), corpus, chance));
    inputs.forEach(attempt);
    if (coverage.news().length > 0) corpus.push(...newsIn(target, coverage, inputs));
  }
  return { runs, kept: corpus.length, found };
}

/** Half of the time one that was kept lately. */
function pick(corpus: readonly Buffer[], chance: Chance): Buffer {
  const from = chance.below(2) === 0 ? Math.max(0, corpus.length - 16) : 0;
  return corpus[from + chance.below(corpus.length - from)]!;
}

/** Which of the inputs reach a new block, by halves: most of the time it is one of them. */
function newsIn(target: Target, coverage: Coverage, inputs: readonly Buffer[]): Buffer[] {
  for (const input of inputs) brokenLaw(target, input, new Chance(0));
  const blocks = coverage.news();
  if (blocks.length === 0) return [];
  if (inputs.length === 1) {
    coverage.note(blocks);
    return [...inputs];
  }
  const half = inputs.length >> 1;
  return [inputs.slice(0, half), inputs.slice(half)].flatMap(part => newsIn(target, coverage, part));
}

/** The same problem from fewer bytes. */
function shrunk(target: Target, found: Found, seed: number): Found {
  let { input, problem } = found;
  let left = shrinkRunsMax;
  for (let size = input.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at < input.length && left > 0; left--) {
      const fewer = Buffer.concat([input.subarray(0, at), input.subarray(at + size)]);
      const now = brokenLaw(target, fewer, new Chance(seed));
      if (now === null || kindOf(now) !== kindOf(problem)) at += size;
      else [input, problem] = [fewer, now];
    }
  }
  return { input, problem };
}

function kindOf(problem: string): string {
  return problem.replaceAll(/\d+/g, '').slice(0, 60);
}
