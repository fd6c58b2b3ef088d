// What a proof shows, and that whoever changes anything in it is found out; a verifier in another language, written from the description, agrees each time.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckSetting, checkProof } from '../../../extproc/proof/check.ts';
import { type Proof, proofText, readProof } from '../../../extproc/proof/proof.ts';
import { kept, masked } from '../vault/segments.ts';
import { accountOf, deploymentKey, finding, head, insideOf, logKey, otherKey, proofOf } from './scene.ts';

const segments = [kept('key: '), masked('A-SECRET', '[x]'), kept(', and '), masked('-TAIL', '', 1), kept('.')];
const plain = proofOf({ segments });
const setting: CheckSetting = { key: logKey, rescan: null, opened: null };
const shown = {
  log: 'shown',
  commitment: 'shown',
  delivered: 'shown',
  policy: 'shown',
  findings: 'shown',
  rescan: 'open',
  sealed: 'open',
};

interface Row {
  readonly name: string;
  readonly proof: Proof;
  readonly key?: string | null;
  /** Claims that are other than in a good proof. */
  readonly want: Partial<Record<keyof typeof shown, string>>;
}

const failed = (...claims: readonly (keyof typeof shown)[]) => Object.fromEntries(claims.map(claim => [claim, 'failed']));
const changed = (change: (proof: Proof) => void): Proof => {
  const copy = structuredClone(plain);
  change(copy);
  return copy;
};

const rows: readonly Row[] = [
  { name: 'a good proof', proof: plain, want: {} },
  { name: 'of a certified log', proof: plain, key: deploymentKey, want: {} },
  { name: 'whose key nobody named', proof: plain, key: null, want: { log: 'open' } },
  { name: 'by another key', proof: plain, key: otherKey, want: failed('log') },
  {
    name: 'with another delivered text',
    proof: changed(proof => (proof.delivered = Buffer.from('key: [y], and .').toString('base64'))),
    want: failed('commitment', 'delivered'),
  },
  {
    name: 'in which a masked place is told as kept',
    proof: changed(proof => (proof.segments[1] = { kept: 3, salt: (proof.segments[0] as { salt: string }).salt })),
    want: failed('commitment'),
  },
  {
    name: 'in which a place is masked for another finding',
    proof: changed(proof => (proof.segments[1] = { ...proof.segments[1]!, findings: [2] } as Proof['segments'][number])),
    want: failed('commitment', 'findings'),
  },
  { name: 'without a segment', proof: changed(proof => proof.segments.pop()), want: failed('commitment') },
  {
    name: 'of another exchange',
    proof: changed(proof => (proof.head.exchange = 'ex_02')),
    want: failed('commitment', 'delivered', 'policy', 'findings'),
  },
  { name: 'of another policy', proof: changed(proof => (proof.head.policy = 'r2')), want: failed('commitment', 'policy') },
  {
    name: 'with a record that was changed',
    proof: changed(proof => (proof.records[0]!.leaf = proof.records[0]!.leaf.replace('re_2', 're_9'))),
    want: failed('log'),
  },
  { name: 'with a record at another place', proof: changed(proof => proof.records[0]!.index++), want: failed('log') },
  {
    name: 'with a checkpoint of another tree',
    proof: changed(proof => (proof.records[0]!.checkpoint = proof.records[0]!.checkpoint.replace('\n7\n', '\n8\n'))),
    want: failed('log'),
  },
  {
    name: 'without records',
    proof: changed(proof => (proof.records = [])),
    want: failed('log', 'commitment', 'delivered', 'policy', 'findings'),
  },
  {
    name: 'with a finding that no decision masks',
    proof: proofOf({ segments, ended: { findings: [finding(1, { action: 'pass' })] } }),
    want: failed('findings'),
  },
  {
    name: 'with a finding that passed later and was masked by a decision',
    proof: proofOf({ segments, ended: { findings: [finding(1, { action: 'pass' })] }, masks: [{ finding: 1, with: 'drop' }] }),
    want: {},
  },
  {
    name: 'with a finding of the other side',
    proof: proofOf({ segments, ended: { findings: [finding(1, { side: 'request' })] } }),
    want: failed('findings'),
  },
  {
    name: 'whose findings are not told one by one',
    proof: proofOf({ segments, ended: { findings: [], findings_total: 3 } }),
    want: { findings: 'open' },
  },
  {
    name: 'with a place masked for nothing',
    proof: proofOf({ segments: [...segments, masked('text that somebody hid', '', 9, [])] }),
    want: failed('findings'),
  },
  {
    name: 'of an exchange that was blocked in its middle',
    proof: proofOf({
      segments: [...segments, masked('what was withheld', '', 9, [])],
      ended: { decision: 'block', ending: 'blocked' },
    }),
    want: { findings: 'open' },
  },
  { name: 'of an empty body', proof: proofOf({ segments: [] }), want: {} },
  {
    name: 'with another number of segments recorded',
    proof: proofOf({ segments, sealed: { segments: 4 } }),
    want: failed('commitment'),
  },
];

describe('a proof', () => {
  test.for(rows)('$name', ({ proof, key = logKey, want }) => {
    expect(outcomesOf(readProof(proofText(proof)), { ...setting, key })).toEqual({ ...shown, ...want });
  });

  test('no byte of a delivered text or of a segment can be changed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = Buffer.from(plain.delivered, 'base64');
        bytes[at % bytes.length]! ^= flip;
        const proof = { ...plain, delivered: bytes.toString('base64') };
        expect(outcomesOf(proof, setting)).toMatchObject(failed('commitment', 'delivered'));
      }),
      { numRuns: 50 },
    );
  });

  test.for([
    { name: 'a field that nobody knows', text: JSON.stringify({ ...plain, more: 1 }) },
    { name: 'base64 in two spellings', text: JSON.stringify({ ...plain, delivered: `${plain.delivered}\n` }) },
    { name: 'another version', text: JSON.stringify({ ...plain, format: 'penstock-proof/2' }) },
    { name: 'no JSON', text: '{' },
  ])('is refused with $name', ({ text }) => expect(() => readProof(text)).toThrow('this is no proof'));

  test('tells neither the secret nor how long it was', () => {
    const longer = proofOf({
      segments: segments.map(one => (one.kind === 'masked' ? { ...one, original: Buffer.from('x'.repeat(200)) } : one)),
    });
    const shape = (proof: Proof) => proof.segments.map(segment => ({ ...segment, hidden: 0 }));
    expect(shape(longer)).toEqual(shape(plain));
    expect(proofText(plain).includes('A-SECRET')).toBe(false);
  });
});

describe('content that is scanned again', () => {
  const rescan = (found: readonly string[]): CheckSetting => ({ ...setting, rescan: () => found });
  test('finds nothing', () => expect(outcomesOf(plain, rescan([])).rescan).toBe('shown'));
  test('finds one that was left', () => expect(outcomesOf(plain, rescan(['aws-access-key'])).rescan).toBe('failed'));
  test('finds one of a kind that was let pass too', () => {
    const proof = proofOf({ segments, ended: { findings: [finding(1), finding(2, { action: 'pass' })], findings_total: 2 } });
    expect(outcomesOf(proof, rescan(['aws-access-key'])).rescan).toBe('shown');
  });
});

describe('an original that was opened', () => {
  const blob = Buffer.from('blob');
  const other = [kept('key: '), masked('B-SECRET', '[x]'), ...segments.slice(2)];
  const rows = [
    { name: 'is the one that was committed to', blob, inside: insideOf(segments), want: 'shown' },
    { name: 'is another file', blob: Buffer.from('other'), inside: insideOf(segments), want: 'failed' },
    { name: 'has another secret in it', blob, inside: insideOf(other), want: 'failed' },
    { name: 'is of another exchange', blob, inside: insideOf(segments, { ...head, exchange: 'ex_02' }), want: 'failed' },
  ];
  test.for(rows)('$name', ({ blob, inside, want }) => {
    expect(outcomesOf(plain, { ...setting, opened: { blob, account: accountOf(inside) } }).sealed).toBe(want);
  });

  test.skipIf(python() === null).for(rows)('$name, says the second verifier', ({ blob, inside, want }) => {
    expect(secondOpinion([plain], ['--key', logKey], { blob, inside })[0]).toEqual({ ...shown, sealed: want });
  });
});

test.skipIf(python() === null)('the second verifier agrees about all of them', () => {
  for (const key of new Set(rows.map(row => row.key))) {
    const same = rows.filter(row => row.key === key);
    const args = key === null ? [] : ['--key', key ?? logKey];
    const opinions = secondOpinion(
      same.map(({ proof }) => proof),
      args,
    );
    expect(opinions).toEqual(same.map(({ want }) => ({ ...shown, ...want })));
  }
});

function outcomesOf(proof: Proof, with_: CheckSetting): Record<string, string> {
  return Object.fromEntries(checkProof(proof, with_).map(({ claim, outcome }) => [claim, outcome]));
}

function python(): string | null {
  try {
    execFileSync('python3', ['--version'], { stdio: 'pipe' });
    return 'python3';
  } catch {
    console.warn('there is no Python here: the second verifier is not asked');
    return null;
  }
}

function secondOpinion(
  proofs: readonly Proof[],
  args: readonly string[],
  files: Readonly<Record<string, Buffer>> = {},
): unknown[] {
  const folder = mkdtempSync(join(tmpdir(), 'proof-'));
  try {
    const paths = proofs.map((_, at) => join(folder, `${at}.json`));
    for (const [at, path] of paths.entries()) writeFileSync(path, proofText(proofs[at]!));
    const more = Object.entries(files).flatMap(([name, bytes]) => {
      writeFileSync(join(folder, name), bytes);
      return [`--${name}`, join(folder, name)];
    });
    const verifier = join(import.meta.dirname, '../../verifier/verify.py');
    return said(['-B', verifier, ...paths, ...args, ...more]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Exits with 1 where a claim failed, which is what some rows want. */
function said(args: readonly string[]): unknown[] {
  let output: string;
  try {
    output = execFileSync('python3', args, { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    output = (error as { readonly stdout: string }).stdout;
  }
  return output
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as unknown);
}
