// Sends a text through the content room as the product does, with the plan and the decisions of the shipped policy, and tells what was found where.
// Whatever is found is replaced by a numbered mark, so that the place is read off what leaves: what a client would not have seen is what counts.
// The plan asks for all groups beside what the policy asks for; whether the policy would do anything about a finding is told with it.
import { openTransformer } from '../../extproc/content/open.ts';
import type { Hit, Inspector } from '../../extproc/content/transform.ts';
import { compileDecodingScanner } from '../../extproc/detect/decode/scanner.ts';
import { destinationsIn } from '../../extproc/detect/destinations.ts';
import { builtInDetectors, detectorsFor } from '../../extproc/detect/registry.ts';
import type { Scanner } from '../../extproc/detect/scan.ts';
import { loadBundle } from '../../extproc/policy/bundle.ts';
import { createPolicy, type Policy } from '../../extproc/policy/decide.ts';
import type { PolicyInput } from '../../extproc/policy/input.ts';
import { shippedBundle } from '../../extproc/policy/library.ts';
import { openRuntime } from '../../extproc/policy/runtime.ts';
import { samples } from '../../extproc/policy/samples.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { decodings, type Plan } from '../../extproc/words/plan.ts';
import { aligned, leavesOf } from './align.ts';
import type { Door } from './carriers/carrier.ts';
import type { Chance } from './chance.ts';
import { argumentsOf, bodyOf, contentOf, type View } from './wire.ts';

export interface FoundAt {
  /** Offsets in the text; in a document or a call in its strings, one after the other. Of a risk both are 0: nothing of it is replaced. */
  readonly start: number;
  readonly end: number;
  readonly detector: string;
  readonly group: string;
  readonly class: string;
  /** The shipped policy masks, holds or blocks because of it. */
  readonly isActedOn: boolean;
}

export interface Seen {
  /** What the places are in. */
  readonly text: string;
  readonly found: readonly FoundAt[];
}

export interface Guard {
  /** Throws where the guard refuses a text of the corpus: then nothing was measured. */
  look(text: string, door: Door, view: View, chance: Chance): Seen;
  /** The scanner alone, without fields of documents, fences and policies. */
  scan(text: string): readonly FoundAt[];
  readonly detectors: number;
}

export async function openGuard(): Promise<Guard> {
  const bundle = await loadBundle(shippedBundle, defaultLimits);
  const policy = createPolicy({
    revision: bundle.revision,
    runtime: openRuntime(await WebAssembly.compile(bundle.wasm), bundle.data, defaultLimits),
    knowledge: { detectors: builtInDetectors, decodings },
    limits: { ...defaultLimits, policyEvalMsMax: 10_000 },
    now: () => performance.now(),
    onTrouble: ({ what }) => {
      throw new Error(`the policy did not decide: ${what}`);
    },
  });
  const outcome = policy.plan(samples.find(({ point }) => point === 'request_head')!);
  if (outcome.kind === 'block') throw new Error('the policy gives no plan');
  const groups = new Set(builtInDetectors.map(({ group }) => group));
  const plan: Plan = { ...outcome.plan, detectors: [...new Set([...outcome.plan.detectors, ...groups])].sort() };
  const scanner = compileDecodingScanner(detectorsFor(plan), plan.decode, defaultLimits);
  return {
    detectors: new Set(scanner.detectors.map(({ id }) => id)).size,
    look: (text, door, view, chance) => look({ plan, scanner, policy }, text, door, view, chance),
    scan: text => scanOnly(scanner, text),
  };
}

interface Means {
  readonly plan: Plan;
  readonly scanner: Scanner;
  readonly policy: Policy;
}

function look({ plan, scanner, policy }: Means, text: string, door: Door, view: View, chance: Chance): Seen {
  const hits: { readonly hit: Hit; readonly isActedOn: boolean }[] = [];
  const asked: PolicyInput['findings'][number][] = [];
  const inspector: Inspector = {
    hit(hit) {
      const isActedOn = actsOn(policy, asked, hit);
      hits.push({ hit, isActedOn });
      if (hit.detector.class === 'risk') return { kind: 'pass' };
      const sign = `\uE100${hits.length - 1}\uE101`;
      return { kind: 'mask', text: sign, opaque: sign };
    },
    toolCall: () => ({ kind: 'pass' }),
    ended: () => 'go',
  };
  const { format, shape, chunks } = bodyOf(text, door, view, chance);
  const out: Uint8Array[] = [];
  const transformer = openTransformer({
    format,
    shape,
    scanner,
    plan,
    limits: defaultLimits,
    inspector,
    side: 'response',
    emit: bytes => out.push(bytes),
  });
  const refusal = chunks.map(chunk => transformer.push(chunk)).find(one => one !== null) ?? transformer.end();
  if (refusal !== null) throw new Error(`the guard refused a text of the corpus: ${refusal.code}`);
  const body = Buffer.concat(out).toString();
  const [before, after] = placesIn(text, body, door, view);
  const places = aligned(before, after, index => hits[index]!.hit.value?.toString() ?? null);
  const found = hits.map(({ hit, isActedOn }, index): FoundAt => {
    const { detector } = hit;
    const place = places.get(index) ?? places.get(holderOf(hits, index, places, before)) ?? { start: 0, end: 0 };
    return { ...place, detector: detector.id, group: detector.group, class: detector.class, isActedOn };
  });
  return { text: before.join(leafGap), found };
}

export const leafGap = '\n';

/** The strings in which offsets are told, as they went in and as they came out. */
function placesIn(text: string, body: string, door: Door, view: View): readonly [readonly string[], readonly string[]] {
  switch (door) {
    case 'markdown':
      return [[text], [view === 'text' ? body : contentOf(body, view)]];
    case 'json':
      return [leavesOf(JSON.parse(text)), leavesOf(JSON.parse(body))];
    case 'call':
      return [leavesOf(JSON.parse(text)), leavesOf(JSON.parse(argumentsOf(body, view)))];
  }
}

/** Two findings that overlap become one replacement: the one without a mark is inside of another one's. */
function holderOf(
  hits: readonly { readonly hit: Hit }[],
  index: number,
  places: ReadonlyMap<number, { start: number; end: number }>,
  before: readonly string[],
): number {
  const { value, detector } = hits[index]!.hit;
  if (detector.class === 'risk') return -1;
  // Its end was not known when it was told of: what was told of just before it overlaps it.
  if (value === null) return [...places.keys()].filter(other => other < index).at(-1) ?? index + 1;
  const text = before.join(leafGap);
  const wanted = value.toString();
  for (const [other, { start, end }] of places) {
    const covered = text.slice(start, end);
    if (covered.includes(wanted) || wanted.includes(covered)) return other;
  }
  return -1;
}

/** Whether the policy does anything about the newest of the findings. */
function actsOn(
  policy: Policy,
  asked: PolicyInput['findings'][number][],
  { detector, confidence, key, value, unit }: Hit,
): boolean {
  const id = asked.length + 1;
  const base = samples.find(({ point }) => point === 'finding')!;
  asked.push({
    ...base.findings[0]!,
    id,
    detector: detector.id,
    group: detector.group,
    class: detector.class,
    severity: detector.severity,
    confidence,
    key,
    length: value?.length ?? null,
    destinations: unit === null ? null : [...destinationsIn(unit, defaultLimits)],
    unit_bytes: unit?.length ?? null,
  });
  const decision = policy.decide({ ...base, finding: id, findings: asked.slice(-64), findings_total: asked.length });
  return decision.blocks.length > 0 || decision.holds.length > 0 || decision.masks.some(({ finding }) => finding === id);
}

function scanOnly(scanner: Scanner, text: string): readonly FoundAt[] {
  const bytes = Buffer.from(text);
  const scan = scanner.open();
  for (let at = 0; at < bytes.length; ) at = scan.advance(bytes, at);
  scan.finish();
  const offset = (at: number): number => bytes.subarray(0, Math.min(at, bytes.length)).toString().length;
  return scan.take().map(({ detector, start, end }) => ({
    start: offset(start),
    end: offset(end),
    detector: detector.id,
    group: detector.group,
    class: detector.class,
    isActedOn: true,
  }));
}
