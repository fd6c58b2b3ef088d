// Checks a proof, one claim after the other. Pure: what scans, and what was decrypted, are arguments. Trusts neither who wrote the proof nor who ran the server;
// what a proof can't show is in docs/proof-format.md.
import { createHash } from 'node:crypto';
import { certifiedKey, type LogKey, readCheckpoint, readKey } from '../verify/checkpoint.ts';
import { isIncluded, leafOf } from '../verify/tree.ts';
import { type Account, rootOf } from './account.ts';
import { headText } from './commitment.ts';
import type { Proof } from './proof.ts';
import { type Records, recordsOf } from './records.ts';

export const claims = ['log', 'commitment', 'delivered', 'policy', 'findings', 'rescan', 'sealed'] as const;

/** `open`: neither shown nor wrong; what would show it is not there. */
export interface Result {
  readonly claim: (typeof claims)[number];
  readonly outcome: 'shown' | 'failed' | 'open';
  readonly detail: string;
}

export interface CheckSetting {
  /** A verifier key that the log is known by, or the deployment's key that certifies it; null: nobody gave one. */
  readonly key: string | null;
  /** Gives the detectors that find something in the content, of those that masked in it; null where it can't be scanned. */
  readonly rescan:
    | ((delivered: Buffer, detectors: readonly string[], of: Pick<Proof, 'body' | 'head'>) => readonly string[] | null)
    | null;
  /** The blob, and what stands in it, where somebody has the key. */
  readonly opened: { readonly blob: Uint8Array; readonly account: Account } | null;
}

type Outcome = Omit<Result, 'claim'>;

export function checkProof(proof: Proof, setting: CheckSetting): readonly Result[] {
  const records = recordsOf(proof);
  const delivered = Buffer.from(proof.delivered, 'base64');
  const outcomes: Readonly<Record<Result['claim'], Outcome>> = {
    log: checkLog(proof, setting.key),
    commitment: checkCommitment(proof, records, delivered),
    delivered: checkDelivered(proof, records, delivered),
    policy: checkPolicy(proof, records),
    findings: checkFindings(proof, records),
    rescan: checkRescan(proof, records, delivered, setting.rescan),
    sealed: checkSealed(proof, records, setting.opened),
  };
  return claims.map(claim => ({ claim, ...outcomes[claim] }));
}

/** Each record is in the log, by a checkpoint that its key signed. */
function checkLog({ records, log }: Proof, given: string | null): Outcome {
  const key = readKey(log.verifier);
  if (key === null) return failed('the key of the log is none');
  if (records.length === 0) return failed('there are no records');
  for (const { index, leaf, size, hashes, checkpoint } of records) {
    const signed = readCheckpoint(checkpoint, key, '');
    if (signed === null || signed.size !== size) return failed(`the checkpoint of record ${index} is not one of this log`);
    const path = hashes.map(hash => Buffer.from(hash, 'base64'));
    if (!isIncluded(leafOf(Buffer.from(leaf)), index, size, path, signed.root))
      return failed(`record ${index} is not in the log`);
  }
  if (given === null)
    return open(`${records.length} records are in the log of ${log.verifier}; nobody said which key it must be`);
  return isKnown(key, log, given)
    ? shown(`${records.length} records are in the log`)
    : failed('the log is signed with another key than the one that was given');
}

function isKnown(key: LogKey, { verifier, certificate }: Proof['log'], given: string): boolean {
  if (verifier.trim() === given.trim()) return true;
  const deployment = readKey(given);
  const certified = deployment === null || certificate === null ? null : certifiedKey(certificate, deployment);
  return certified !== null && certified.name === key.name && certified.id.equals(key.id) && certified.key.equals(key.key);
}

/** The segments, with the delivered content, are what the ledger committed to. */
function checkCommitment({ head, segments }: Proof, { sealed }: Records, delivered: Buffer): Outcome {
  if (sealed === null) return failed('no record tells of the sealed original');
  const root = rootOf(head, segments, delivered);
  if (root === null) return failed('the segments do not cover the delivered content');
  if (sealed.segments !== segments.length)
    return failed(`the record tells of ${sealed.segments} segments, the proof of ${segments.length}`);
  if (root.toString('hex') !== sealed.root) return failed('the segments are not those that the record commits to');
  const masked = segments.filter(segment => 'masked' in segment).length;
  return shown(`the delivered content is the original but for ${masked} places`);
}

/** This content left. */
function checkDelivered({ head }: Proof, { ended }: Records, delivered: Buffer): Outcome {
  const left = ended?.digests[head.side].left ?? null;
  if (ended === null) return failed('no record tells of the end of the exchange');
  if (left === null) return delivered.length === 0 ? shown('nothing left') : failed('the record says that nothing left');
  const digest = `sha256:${createHash('sha256').update(delivered).digest('hex')}`;
  return digest === left ? shown(`${delivered.length} bytes left, as recorded`) : failed('what left was another content');
}

function checkPolicy({ head }: Proof, { ended, sealed }: Records): Outcome {
  const same = ended?.policy_revision === head.policy && sealed?.policy === head.policy;
  return same ? shown(head.policy) : failed('the records name another revision of the policy');
}

/** Each masked place has a finding of this side that a decision masks. */
function checkFindings({ head, segments }: Proof, { ended, masks }: Records): Outcome {
  if (ended === null) return failed('no record tells of findings');
  const found = new Map(ended.findings.map(finding => [finding.id, finding]));
  let untold = 0;
  let bare = 0;
  for (const [at, segment] of segments.entries()) {
    if (!('masked' in segment)) continue;
    if (segment.findings.length === 0) bare++;
    for (const id of segment.findings) {
      const finding = found.get(id);
      if (finding === undefined && id > 0 && id <= ended.findings_total) untold++;
      else if (finding === undefined) return failed(`segment ${at} is masked for finding ${id}, which there is not`);
      else if (finding.side !== head.side) return failed(`finding ${id} of segment ${at} is of the other side`);
      // A finding that counts several times may have been masked once and passed later: then a decision tells.
      else if (finding.action !== 'mask' && !masks.has(id)) return failed(`no decision masks finding ${id} of segment ${at}`);
    }
  }
  // What is withheld, and what is said while people decide, has no finding. An exchange that just passed has neither.
  const isPlain = ended.ending === 'delivered' && (ended.decision === 'allow' || ended.decision === 'mask');
  if (bare > 0 && isPlain) return failed(`${bare} places are masked without a finding`);
  if (bare > 0) return open(`${bare} places have no finding: the exchange was held, blocked or cut off (${ended.decision})`);
  if (untold > 0) return open(`${untold} findings are not told one by one in the records`);
  return shown('each masked place has a finding and a decision');
}

function checkRescan(
  { segments, body, head }: Proof,
  { ended }: Records,
  delivered: Buffer,
  rescan: CheckSetting['rescan'],
): Outcome {
  const ids = new Set(segments.flatMap(segment => ('masked' in segment ? segment.findings : [])));
  const detectors = [...new Set((ended?.findings ?? []).filter(({ id }) => ids.has(id)).map(({ detector }) => detector))];
  const found = rescan === null ? null : rescan(delivered, detectors, { body, head });
  if (found === null) return open('the content was not scanned again');
  // A policy may let one pass and mask another of the same detector.
  const passed = new Set(ended?.findings.filter(({ action }) => action !== 'mask').map(({ detector }) => detector));
  const unexpected = found.filter(detector => !passed.has(detector));
  return unexpected.length === 0
    ? shown(`${detectors.length} detectors that masked in it find nothing any more`)
    : failed(`still found: ${[...new Set(unexpected)].join(', ')}`);
}

/** The blob is the recorded one, and holds the original that was committed to. */
function checkSealed({ head, segments }: Proof, { sealed }: Records, opened: CheckSetting['opened']): Outcome {
  if (opened === null) return open('the sealed original was not opened');
  const { blob, account } = opened;
  if (sealed === null) return failed('no record tells of the sealed original');
  if (createHash('sha256').update(blob).digest('hex') !== sealed.digest) return failed('the file is not the recorded one');
  if (headText(account.head) !== headText(head)) return failed('the file is the original of something else');
  if (account.root.toString('hex') !== sealed.root) return failed('the sealed original is not the one that was committed to');
  if (account.segments.length !== segments.length) return failed('the sealed original has other segments');
  return shown('the sealed original is the one that was committed to');
}

const shown = (detail: string): Outcome => ({ outcome: 'shown', detail });
const failed = (detail: string): Outcome => ({ outcome: 'failed', detail });
const open = (detail: string): Outcome => ({ outcome: 'open', detail });
