// Reads the records of a proof: what the ledger says of one exchange. Pure. What is not there, or of another form, is null, and shows nothing.
import { z } from 'zod';
import type { Proof } from './proof.ts';

const entry = z.looseObject({
  version: z.literal(1),
  kind: z.string(),
  about: z.string().nullable(),
  data: z.looseObject({}),
});

const sealed = z.looseObject({
  side: z.string(),
  policy: z.string(),
  digest: z.string(),
  size: z.int(),
  root: z.string(),
  segments: z.int(),
});

const sides = z.looseObject({ left: z.string().nullable() });

const ended = z.looseObject({
  policy_revision: z.string().nullable(),
  decision: z.string(),
  ending: z.string(),
  digests: z.looseObject({ request: sides, response: sides }),
  findings: z.array(z.looseObject({ id: z.int(), detector: z.string(), side: z.string(), action: z.string() })),
  findings_total: z.int(),
});

const decision = z.looseObject({ masks: z.array(z.looseObject({ finding: z.int(), with: z.string() })) });

export type Ended = z.output<typeof ended>;

export interface Records {
  readonly sealed: z.output<typeof sealed> | null;
  readonly ended: Ended | null;
  /** How each finding is masked, as decisions have it. */
  readonly masks: ReadonlyMap<number, string>;
}

/** Those about the exchange of the proof; of the original's record the one of its side. */
export function recordsOf({ head, records }: Proof): Records {
  const entries = records.map(({ leaf }) => entryOf(leaf)).filter(one => one?.about === head.exchange);
  const dataOf = (kind: string): readonly unknown[] => entries.flatMap(one => (one?.kind === kind ? [one.data] : []));
  const masks = dataOf('decision').flatMap(data => decision.safeParse(data).data?.masks ?? []);
  return {
    sealed: firstOf(dataOf('original.sealed'), data => {
      const read = sealed.safeParse(data).data ?? null;
      return read?.side === head.side ? read : null;
    }),
    ended: firstOf(dataOf('exchange.ended'), data => ended.safeParse(data).data ?? null),
    masks: new Map(masks.map(mask => [mask.finding, mask.with])),
  };
}

function entryOf(leaf: string): z.output<typeof entry> | null {
  try {
    return entry.safeParse(JSON.parse(leaf)).data ?? null;
  } catch {
    return null;
  }
}

function firstOf<T>(all: readonly unknown[], read: (data: unknown) => T | null): T | null {
  for (const data of all) {
    const value = read(data);
    if (value !== null) return value;
  }
  return null;
}
