// Counts: which labels were covered, which clean texts were not let be, and how sure one can be of either.
import { leavesOf } from './align.ts';
import type { LabelledText } from './corpus.ts';
import { type FoundAt, leafGap, type Seen } from './guard.ts';
import { type Group, type Kind, type Span, unmarked } from './labels.ts';

export type Part = 'secrets, recognisable' | 'secrets, context' | 'personal, recognisable' | 'personal, context' | 'risk';

/** A hit covers so much of a value at the least. */
const coverageMin = 0.9;

export interface Outcome {
  readonly recipe: string;
  readonly kind: Kind;
  readonly isHit: boolean;
  /** What found it, if anything did. */
  readonly detectors: readonly string[];
  /** Findings of another kind about it than its own: a key that was found as a password, say. */
  readonly isNamed: boolean;
  readonly text: string;
}

export interface Alarm {
  readonly recipe: string;
  readonly found: readonly FoundAt[];
  /** The shipped policy does something about one of them. */
  readonly isActedOn: boolean;
  readonly text: string;
}

export function partOf({ group, form }: Kind): Part {
  return group === 'risk' ? 'risk' : `${group}, ${form}`;
}

/** The text's labels, as places in what the guard's offsets are told in. */
export function placed({ marked, door }: LabelledText): { readonly text: string; readonly spans: readonly Span[] } {
  return unmarked(door === 'markdown' ? marked : leavesOf(JSON.parse(marked)).join(leafGap));
}

export function outcomes(recipe: string, spans: readonly Span[], { text, found }: Seen): readonly Outcome[] {
  return spans.map(span => {
    const about = found.filter(
      one => groupOf(one) === span.kind.group && (span.kind.group === 'risk' || (one.start < span.end && one.end > span.start)),
    );
    const detectors = [...new Set(about.map(({ detector }) => detector))];
    const isHit = span.kind.group === 'risk' ? about.length > 0 : coverage(span, about, text) >= coverageMin;
    const vendor = span.kind.id.split('-')[0]!;
    return { recipe, kind: span.kind, isHit, detectors, isNamed: isHit && detectors.some(id => id.includes(vendor)), text };
  });
}

export function groupOf({ class: kind, group }: FoundAt): Group {
  return kind === 'secret' ? 'secrets' : kind === 'risk' ? 'risk' : group === 'personal' ? 'personal' : 'secrets';
}

/** Of the value's characters that are no white space. */
function coverage({ start, end }: Span, found: readonly FoundAt[], text: string): number {
  let seen = 0;
  let all = 0;
  for (let at = start; at < end; at++) {
    if (/\s/.test(text[at]!)) continue;
    all++;
    if (found.some(one => one.start <= at && at < one.end)) seen++;
  }
  return all === 0 ? 0 : seen / all;
}

/** The share, and Wilson's interval of 95 % around it. */
export function share(of: number, all: number): { readonly share: number; readonly low: number; readonly high: number } {
  if (all === 0) return { share: 0, low: 0, high: 1 };
  const z = 1.96;
  const p = of / all;
  const middle = (p + z ** 2 / (2 * all)) / (1 + z ** 2 / all);
  const reach = (z * Math.sqrt((p * (1 - p)) / all + z ** 2 / (4 * all ** 2))) / (1 + z ** 2 / all);
  return { share: p, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** Two views of one text show the same: the same detectors, and the same characters hidden. */
export function agree(a: Seen, b: Seen): boolean {
  const told = ({ found }: Seen): string =>
    JSON.stringify([
      [...new Set(found.map(({ detector }) => detector))].sort(),
      merged(found.filter(one => one.class !== 'risk' && one.end > one.start)),
    ]);
  return told(a) === told(b);
}

function merged(found: readonly FoundAt[]): readonly (readonly [number, number])[] {
  const whole: [number, number][] = [];
  for (const { start, end } of found.toSorted((a, b) => a.start - b.start)) {
    const last = whole.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else whole.push([start, end]);
  }
  return whole;
}
