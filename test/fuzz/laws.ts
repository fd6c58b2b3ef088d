// The laws that hold for each input, however odd.
import { type Run, run } from '../unit/content/run.ts';
import type { Chance } from './chance.ts';
import { cutInto } from './mutate.ts';
import type { Seen } from './readers.ts';
import { canary, type Target } from './targets.ts';

const cpuMsMax = 2_000;
/** What a mask may add, and to how many. */
const growthMax = 8;

/** Says which law the input broke, or null. Throws nothing. */
export function brokenLaw(target: Target, input: Buffer, chance: Chance): string | null {
  const bytes = target.encode(input);
  try {
    const began = process.cpuUsage();
    const whole = run([bytes], target.options);
    const problem = judged(target, bytes, whole) ?? sameInPieces(target, bytes, whole, chance) ?? faithful(target, bytes, chance);
    const { user } = process.cpuUsage(began);
    return problem ?? (user / 1000 > cpuMsMax ? `it took ${Math.round(user / 1000)} ms` : null);
  } catch (error) {
    return `it threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

function judged(target: Target, bytes: Buffer, { bytes: out, refusal }: Run): string | null {
  if (out.length > bytes.length * growthMax + 1024) return `${bytes.length} bytes became ${out.length}`;
  const before = readAs(target, bytes);
  const after = readAs(target, out);
  if (refusal === null && before !== null && after === null) return 'what could be read can not be read any more';
  if (refusal === null && before !== null && after!.units !== before.units) return `${before.units} units became ${after!.units}`;
  if (after?.texts.some(text => canary.test(text))) return 'the canary left';
  return null;
}

function sameInPieces(target: Target, bytes: Buffer, whole: Run, chance: Chance): string | null {
  const parts = run(cutInto(bytes, chance), target.options);
  const told = ({ bytes: out, asked, refusal, complete }: Run) =>
    JSON.stringify([out.toString('latin1'), asked, refusal, complete]);
  return told(parts) === told(whole) ? null : `cut into pieces it is another: ${parts.refusal} for ${whole.refusal}`;
}

function faithful(target: Target, bytes: Buffer, chance: Chance): string | null {
  const { bytes: out, refusal } = run(cutInto(bytes, chance), { ...target.options, rule: () => ({ kind: 'pass' }) });
  const isSame = refusal === null ? out.equals(bytes) : bytes.subarray(0, out.length).equals(out);
  return isSame ? null : 'what was let pass left as something else';
}

function readAs(target: Target, bytes: Buffer): Seen | null {
  try {
    return target.read(bytes);
  } catch {
    return null;
  }
}
