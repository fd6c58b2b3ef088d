// An exchange that was sealed and recorded, as its proof tells it: made with the writer's own tree and notes, which the checks share nothing with.
import { createHash } from 'node:crypto';
import { checkpointText } from '../../../extproc/audit/log/checkpoint.ts';
import { signerOf, signNote, verifierKey } from '../../../extproc/audit/log/note.ts';
import { Frontier, inclusionProof, leafHash, nodesOf } from '../../../extproc/audit/log/tree.ts';
import { AccountReader } from '../../../extproc/proof/account.ts';
import type { OriginalHead } from '../../../extproc/proof/commitment.ts';
import { type Frame, frameBytes, headBytes, padding } from '../../../extproc/proof/layout.ts';
import type { Proof } from '../../../extproc/proof/proof.ts';
import { canonicalJson } from '../../../extproc/words/canonical-json.ts';
import type { EntryDraft, Json, Segment } from '../../../extproc/words/evidence.ts';
import { Secret } from '../../../extproc/words/secret.ts';

export const head: OriginalHead = { version: 1, exchange: 'ex_01', side: 'response', policy: 'r1' };

const signer = signerOf('penstock.test/log', new Secret(Buffer.alloc(32, 7)));
const deployment = signerOf('penstock.test/deployment', new Secret(Buffer.alloc(32, 8)));
export const logKey = verifierKey(signer);
export const deploymentKey = verifierKey(deployment);
export const otherKey = verifierKey(signerOf('penstock.test/log', new Secret(Buffer.alloc(32, 9))));
const certificate = signNote(`penstock/replica-key/v1\n${logKey}\n`, [deployment]);

/** What stands inside the sealed original; nonces and salts by number, so that runs are alike. */
export function insideOf(segments: readonly Segment[], of: OriginalHead = head): Buffer {
  const chance = (at: number): Buffer => createHash('sha256').update(`${at}`).digest();
  const frames = segments.flatMap((segment, at): readonly Frame[] => {
    if (segment.kind === 'masked') return [{ ...segment, kind: 'masked', nonce: chance(at) }];
    return [
      { kind: 'kept', salt: chance(at) },
      { kind: 'bytes', bytes: segment.bytes },
    ];
  });
  const plain = Buffer.concat([headBytes(of), ...[...frames, { kind: 'end' } as const].map(frameBytes)]);
  return Buffer.concat([plain, padding(plain.length)]);
}

export function accountOf(inside: Uint8Array) {
  const reader = new AccountReader();
  reader.push(inside);
  return reader.end();
}

export interface Story {
  readonly segments: readonly Segment[];
  /** Changes what the ledger says of the end. */
  readonly ended?: { readonly [name: string]: Json };
  readonly sealed?: { readonly [name: string]: Json };
  readonly masks?: readonly { readonly finding: number; readonly with: string }[];
  readonly blob?: Uint8Array;
}

export const finding = (id: number, over: object = {}) => ({
  id,
  detector: 'aws-access-key',
  side: 'response',
  action: 'mask',
  ...over,
});

export function proofOf({ segments, ended = {}, sealed = {}, masks = [], blob = Buffer.from('blob') }: Story): Proof {
  const account = accountOf(insideOf(segments));
  const delivered = Buffer.concat(segments.map(segment => (segment.kind === 'kept' ? segment.bytes : segment.delivered)));
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const left = delivered.length === 0 ? null : `sha256:${sha256(delivered)}`;
  const drafts: readonly EntryDraft[] = [
    { kind: 'decision', about: head.exchange, data: { masks } },
    {
      kind: 'original.sealed',
      about: head.exchange,
      data: {
        side: head.side,
        policy: head.policy,
        digest: sha256(blob),
        size: blob.length,
        root: account.root.toString('hex'),
        segments: segments.length,
        ...sealed,
      },
    },
    {
      kind: 'exchange.ended',
      about: head.exchange,
      data: {
        policy_revision: head.policy,
        decision: 'mask',
        ending: 'delivered',
        digests: { request: { came: null, left: null }, response: { came: null, left } },
        findings: [finding(1)],
        findings_total: 1,
        ...ended,
      },
    },
  ];
  return {
    format: 'penstock-proof/1',
    head: { ...head },
    body: null,
    delivered: delivered.toString('base64'),
    segments: [...account.segments],
    records: recordsIn(drafts),
    log: { verifier: logKey, certificate },
  };
}

/** For an exchange of its own: an original as it was sealed, and one finding, masked. */
export function recordsAbout(
  about: string,
  { sealed, left }: { readonly sealed: object; readonly left: string },
): Pick<Proof, 'records' | 'log'> {
  const told = JSON.parse(JSON.stringify(sealed)) as { [name: string]: Json };
  const records = recordsIn([
    { kind: 'original.sealed', about, data: told },
    {
      kind: 'exchange.ended',
      about,
      data: {
        policy_revision: 'r1',
        decision: 'mask',
        ending: 'delivered',
        digests: { request: { came: null, left: null }, response: { came: null, left } },
        findings: [finding(1)],
        findings_total: 1,
      },
    },
  ]);
  return { records, log: { verifier: logKey, certificate } };
}

/** In a log with others' records before and behind. */
function recordsIn(drafts: readonly EntryDraft[]): Proof['records'] {
  const others: readonly EntryDraft[] = ['server.started', 'policy.loaded'].map(
    kind => ({ kind, about: null, data: {} }) as EntryDraft,
  );
  const leaves = [...others, ...drafts, ...others].map((draft, at) =>
    Buffer.from(canonicalJson({ version: 1, id: `re_${at}`, time_ms: at, ...draft }, 16)!),
  );
  const hashes = leaves.map(leafHash);
  const tree = new Frontier();
  for (const hash of hashes) tree.add(hash);
  const checkpoint = signNote(checkpointText({ origin: signer.name, size: leaves.length, root: tree.root(), extra: [] }), [
    signer,
  ]);
  return drafts.map((_, at) => {
    const index = others.length + at;
    const path = inclusionProof(index, leaves.length, nodesOf(hashes));
    const base64 = path.map(hash => Buffer.from(hash).toString('base64'));
    return { index, leaf: leaves[index]!.toString(), size: leaves.length, hashes: base64, checkpoint };
  });
}
