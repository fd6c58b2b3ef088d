// The proof file: what was delivered, how it is divided, and the records that commit to it. Pure. docs/proof-format.md is its description for everybody.
import { z } from 'zod';
import { canonicalJson } from '../words/canonical-json.ts';
import type { EntryDraft } from '../words/evidence.ts';
import { Fault } from '../words/fault.ts';
import type { Side } from '../words/finding.ts';
import { toldSegment } from './account.ts';

const base64 = z
  .string()
  .refine(text => Buffer.from(text, 'base64').toString('base64') === text, { error: 'must be base64, padded' });
const count = z.int().min(0);

const head = z.strictObject({
  version: z.literal(1),
  exchange: z.string().max(128),
  side: z.enum(['request', 'response']),
  policy: z.string().max(512),
});

const recordProof = z.strictObject({
  index: count,
  leaf: z.string(),
  size: count,
  hashes: z.array(base64).max(64),
  checkpoint: z.string(),
});

const proofSchema = z.strictObject({
  format: z.literal('penstock-proof/1'),
  head,
  /** What the content is, for whoever scans it again. Not committed to. */
  body: z.strictObject({ format: z.string(), api: z.string(), path: z.string() }).nullable(),
  delivered: base64,
  segments: z.array(toldSegment),
  records: z.array(recordProof).max(4096),
  log: z.strictObject({ verifier: z.string(), certificate: z.string().nullable() }),
});

export type Proof = z.output<typeof proofSchema>;

const depthMax = 8;

/** Throws ERR_PROOF_SHAPE, and says where. */
export function readProof(text: string): Proof {
  const read = proofSchema.safeParse(json(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Fault('ERR_PROOF_SHAPE', `this is no proof of format penstock-proof/1: ${issue?.path.join('.')} ${issue?.message}`);
}

/** In canonical JSON, with a line break behind it. */
export function proofText(proof: Proof): string {
  return `${canonicalJson(proof, depthMax)}\n`;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What the ledger is told of a sealed original. */
export interface SealedFacts {
  readonly exchange: string;
  readonly side: Side;
  readonly policy: string;
  readonly name: string;
  readonly digest: string;
  readonly size: number;
  readonly root: string;
  readonly segments: number;
}

export function originalSealed({ exchange, ...data }: SealedFacts): EntryDraft {
  return { kind: 'original.sealed', about: exchange, data: { ...data } };
}

/** `reason`: of whoever opens it. */
export function originalOpened(exchange: string, side: Side, by: string, reason: string): EntryDraft {
  return { kind: 'original.opened', about: exchange, data: { side, by, reason } };
}
