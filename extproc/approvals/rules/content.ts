// Held content as bytes: what an approval is bound to (its digest), and how it is laid out to be sealed. Knows nothing of what stands in it.
import { createHash } from 'node:crypto';
import type { HeldContent, HeldFinding } from '../../words/hold.ts';

/**
 * Of what people are shown and an approval releases. Headers are left out, since dates and request ids in them would make identical answers different,
 * but for those in which something was found that made a rule hold.
 */
export function digestOf(content: HeldContent): string {
  const { side, api, path, format, status, contentType, before, beforeIsCut, body } = content;
  const head = [side, api, path, format, status, contentType, beforeIsCut, before.length, body.length, heldLines(content)];
  const hash = createHash('sha256').update(JSON.stringify(head)).update('\0').update(before).update(body);
  return `sha256:${hash.digest('hex')}`;
}

function heldLines({ headers, trailers, findings }: HeldContent): readonly (readonly string[])[] {
  const holding = new Set(findings.filter(({ action }) => action === 'hold').map(({ channel }) => channel));
  const lines = [...headers.map(line => ['headers', ...line]), ...trailers.map(line => ['trailers', ...line])];
  return lines.filter(([place, name]) => holding.has(`${place}/${name}`));
}

/** Two lengths, the words as JSON, and the bytes as they are. */
export function pack(content: HeldContent): Buffer {
  const { before, body, ...words } = content;
  const json = Buffer.from(JSON.stringify(words));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(json.length, 0);
  lengths.writeUInt32BE(before.length, 4);
  return Buffer.concat([lengths, json, before, body]);
}

/** Takes only what pack() gave: seals are checked before. */
export function unpack(bytes: Buffer): HeldContent {
  const jsonEnd = 8 + bytes.readUInt32BE(0);
  const beforeEnd = jsonEnd + bytes.readUInt32BE(4);
  const words = JSON.parse(bytes.toString('utf8', 8, jsonEnd)) as Omit<HeldContent, 'before' | 'body'>;
  return { ...words, before: bytes.subarray(jsonEnd, beforeEnd), body: bytes.subarray(beforeEnd) };
}

/**
 * The findings that approvers look at first, as many as a policy sees: all are kept with the content. One of each kind comes before the second of
 * any: who writes many of one kind hides none of another, neither from people nor from the policy that says what may be remembered.
 */
export function foremost({ findings }: Pick<HeldContent, 'findings'>, findingsMax: number): readonly HeldFinding[] {
  const rank = { hold: 0, mask: 1, pass: 2 } as const;
  const firsts = new Map(findings.toReversed().map(finding => [`${finding.action} ${finding.detector}`, finding]));
  const rankOf = (finding: HeldFinding): number =>
    rank[finding.action] + (firsts.get(`${finding.action} ${finding.detector}`) === finding ? 0 : 3);
  return findings.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, findingsMax);
}
