// The tree against RFC 6962's own definition and its example, notes and checkpoints against C2SP's, and proofs against a verifier that was written from the
// RFC alone.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkpointText, parseCheckpoint } from '../../../extproc/audit/log/checkpoint.ts';
import { openNote, signerOf, signNote, verifierKey, verifierOf } from '../../../extproc/audit/log/note.ts';
import {
  consistencyProof,
  emptyRoot,
  Frontier,
  type Hash,
  inclusionProof,
  leafHash,
  nodesOf,
} from '../../../extproc/audit/log/tree.ts';
import { Secret } from '../../../extproc/words/secret.ts';

/** The leaves of the test vectors that logs of certificates use. */
const vectors = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(hex =>
  Buffer.from(hex, 'hex'),
);
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the tree', () => {
  test('of nothing is the hash of nothing', () => {
    expect(emptyRoot().equals(createHash('sha256').digest())).toBe(true);
    expect(new Frontier().root().equals(emptyRoot())).toBe(true);
  });

  test('has the roots of the known vectors', () => {
    const frontier = new Frontier();
    const seen = vectors.map(leaf => {
      frontier.add(leafHash(leaf));
      return frontier.root().toString('hex');
    });
    expect(seen).toEqual(roots);
  });

  test('goes on from what was kept of it', () => {
    for (let at = 0; at <= vectors.length; at++) {
      const first = new Frontier();
      for (const leaf of vectors.slice(0, at)) first.add(leafHash(leaf));
      const second = new Frontier(first.size, first.roots);
      for (const leaf of vectors.slice(at)) second.add(leafHash(leaf));
      expect(second.root().toString('hex')).toBe(roots.at(-1));
    }
  });

  test('is the one of the definition, for any leaves', () => {
    const defined = (leaves: readonly Buffer[]): Buffer => {
      const sha = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
      if (leaves.length === 0) return sha();
      if (leaves.length === 1) return sha(Buffer.of(0), leaves[0]!);
      let k = 1;
      while (k * 2 < leaves.length) k *= 2;
      return sha(Buffer.of(1), defined(leaves.slice(0, k)), defined(leaves.slice(k)));
    };
    fc.assert(
      fc.property(
        fc.array(
          fc.uint8Array({ maxLength: 9 }).map(bytes => Buffer.from(bytes)),
          { maxLength: 70 },
        ),
        leaves => {
          const frontier = new Frontier();
          for (const leaf of leaves) frontier.add(leafHash(leaf));
          expect(frontier.root().equals(defined(leaves))).toBe(true);
        },
      ),
    );
  });
});

const sha = (left: Uint8Array, right: Uint8Array) =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();

/** RFC 9162, 2.1.3.2: written from its steps, and not from the code that is tried. */
function isIncluded(index: number, size: number, leaf: Hash, proof: readonly Hash[], root: Hash): boolean {
  if (index >= size) return false;
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = sha(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else r = sha(r, p);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 && r.equals(root);
}

/** RFC 9162, 2.1.4.2. */
function isConsistent(first: number, second: number, firstRoot: Hash, secondRoot: Hash, proof: readonly Hash[]): boolean {
  if (first === second) return proof.length === 0 && firstRoot.equals(secondRoot);
  const path = (first & (first - 1)) === 0 ? [firstRoot, ...proof] : [...proof];
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [fn >> 1, sn >> 1];
  let [fr, sr] = [path[0]!, path[0]!];
  for (const c of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [sha(c, fr), sha(c, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else sr = sha(sr, c);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return fr.equals(firstRoot) && sr.equals(secondRoot) && sn === 0;
}

describe('proofs', () => {
  const leaves = Array.from({ length: 65 }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));
  const node = nodesOf(leaves);
  const root = (size: number) => node(0, size);

  test('show of each leaf that it is in the tree, and of no other', () => {
    for (let size = 1; size <= 65; size++)
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(index, size, node);
        expect(isIncluded(index, size, leaves[index]!, proof, root(size))).toBe(true);
        expect(isIncluded(index, size, leaves[(index + 1) % 65]!, proof, root(size))).toBe(false);
      }
  });

  test('show of each smaller tree that it is the beginning, and of no other', () => {
    for (let size = 1; size <= 65; size++)
      for (let older = 1; older <= size; older++) {
        const proof = consistencyProof(older, size, node);
        expect(isConsistent(older, size, root(older), root(size), proof)).toBe(true);
        expect(isConsistent(older, size, leafHash(Buffer.from('x')), root(size), proof)).toBe(false);
      }
  });

  test.for([
    { name: 'a leaf behind the end', act: () => inclusionProof(5, 5, node) },
    { name: 'a leaf before the beginning', act: () => inclusionProof(-1, 5, node) },
    { name: 'a larger tree', act: () => consistencyProof(6, 5, node) },
    { name: 'a tree without leaves', act: () => consistencyProof(0, 5, node) },
  ])('of $name there is none', ({ act }) => expect(act).toThrow(RangeError));
});

describe('notes', () => {
  const ann = signerOf('ann.example/log', new Secret(Buffer.alloc(32, 1)));
  const bob = signerOf('bob.example/log', new Secret(Buffer.alloc(32, 2)));
  const note = signNote('hello\nthere\n', [ann, bob]);

  test('look as the specification says', () => {
    expect(note).toMatch(/^hello\nthere\n\n— ann\.example\/log [A-Za-z0-9+/]{91}=\n— bob\.example\/log [A-Za-z0-9+/]{91}=\n$/);
  });

  test('are opened by those who have the key, each on its own', () => {
    const verifier = verifierOf(verifierKey(ann));
    expect(openNote(note, [verifier])).toEqual({ text: 'hello\nthere\n', by: [verifier] });
    expect(openNote(note, [])).toEqual({ text: 'hello\nthere\n', by: [] });
  });

  test('with any byte of text or of a known signature changed are not', () => {
    const bytes = Buffer.from(note);
    const end = bytes.indexOf('— bob');
    for (let at = 0; at < end; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      const opened = openNote(changed.toString(), [ann]);
      expect(opened === null || opened.by.length === 0).toBe(true);
    }
  });

  test.for(['x+00000000+AQ==', 'no plus', 'a+zzzzzzzz+AAAA', verifierKey(ann).replace('ann', 'eve')])(
    'a key that is none is refused: %s',
    text => {
      expect(() => verifierOf(text)).toThrow(expect.objectContaining({ code: 'ERR_LEDGER_KEY' }));
    },
  );

  test.for(['', 'x', 'x\n\n', 'x\n\n— a b', 'x\n\n— a !!!!\n', 'x\r\n\n— a AAAAAAAA\n'])('what is none is none: %s', text =>
    expect(openNote(text, [ann])).toBeNull(),
  );
});

describe('checkpoints', () => {
  const checkpoint = {
    origin: 'penstock.example/r1',
    size: 15_368_405,
    root: leafHash(Buffer.from('x')),
    extra: ['time 1795500000'],
  };

  test('are three lines and more, and read back', () => {
    const text = checkpointText(checkpoint);
    expect(text).toBe(`penstock.example/r1\n15368405\n${checkpoint.root.toString('base64')}\ntime 1795500000\n`);
    expect(parseCheckpoint(text)).toEqual(checkpoint);
  });

  test.for([
    { name: 'a size with a zero in front', text: `o\n01\n${'A'.repeat(43)}=\n` },
    { name: 'a root that is too short', text: 'o\n1\nAAAA\n' },
    { name: 'a root that is spelled otherwise', text: `o\n1\n${'A'.repeat(42)}B=\n` },
    { name: 'no origin', text: `\n1\n${'A'.repeat(43)}=\n` },
    { name: 'no line break at its end', text: `o\n1\n${'A'.repeat(43)}=` },
  ])('$name is none', ({ text }) => expect(parseCheckpoint(text)).toBeNull());
});
