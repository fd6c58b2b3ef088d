// Reads the log that this replica writes: pages of records, and proofs from its hashes. Serves what was synced, never what is under way.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { consistencyProof, Frontier, type Hash, inclusionProof, type NodeReader, nodeHash, nodesOf } from '../audit/log/tree.ts';
import type { GrowthProof, KeptRecord, LedgerReader, LogIdentity, RecordProof, TrimmedRecords } from '../words/evidence.ts';
import { fixedLimits } from '../words/limits.ts';
import { numbered, numberOf, readRoots, segmentLeaves } from './format.ts';
import { broken, placesIn } from './recover.ts';
import { SegmentIndex } from './segment-index.ts';

export interface Standing {
  /** Records that are there for good. */
  readonly size: number;
  readonly checkpoint: { readonly note: string; readonly size: number } | null;
}

export function diskReader(
  folder: string,
  identity: LogIdentity,
  standing: () => Standing,
  leaves: number = segmentLeaves,
): LedgerReader {
  return new DiskReader(folder, identity, standing, leaves);
}

/** The smallest and the largest that an id can be. */
const idForm = /^re_[0-9A-HJKMNP-TV-Z]{26}$/;

class DiskReader implements LedgerReader {
  readonly identity: LogIdentity;
  readonly #folder: string;
  readonly #standing: () => Standing;
  readonly #leaves: number;
  /** The last used ones. */
  readonly #indexes = new Map<number, SegmentIndex>();
  readonly #firstIds = new Map<number, string>();

  constructor(folder: string, identity: LogIdentity, standing: () => Standing, leaves: number) {
    this.#folder = folder;
    this.identity = identity;
    this.#standing = standing;
    this.#leaves = leaves;
  }

  get checkpoint(): string | null {
    return this.#standing().checkpoint?.note ?? null;
  }

  async trimmed(): Promise<TrimmedRecords> {
    const leaves = (await segmentsIn(this.#folder))[0] ?? 0;
    const roots = (await this.#roots()).slice(0, leaves / this.#leaves);
    const frontier = new Frontier();
    for (const root of roots) frontier.add(root);
    return { leaves, roots: frontier.roots.map(root => root.toString('base64')) };
  }

  async records(from: number, limit: number): Promise<readonly KeptRecord[]> {
    const { size } = this.#standing();
    const segments = await segmentsIn(this.#folder);
    const start = Math.max(from, segments[0] ?? 0);
    const items: KeptRecord[] = [];
    const wanted = Math.min(limit, fixedLimits.ledgerPageMax);
    let bytesLeft: number = fixedLimits.ledgerPageBytesMax;
    while (items.length < wanted && bytesLeft > 0 && start + items.length < size) {
      const at = start + items.length;
      const first = at - (at % this.#leaves);
      const to = Math.min(at + wanted - items.length, size, first + this.#leaves);
      const some = await this.#index(first).records(at - first, to - first, bytesLeft);
      items.push(...some);
      bytesLeft -= some.reduce((bytes, { leaf }) => bytes + leaf.length, 0);
      if (at + some.length < to) break;
    }
    return items;
  }

  async proofOf(record: string): Promise<RecordProof | null> {
    const { checkpoint } = this.#standing();
    if (!idForm.test(record) || checkpoint === null) return null;
    const found = await this.#find(record, checkpoint.size);
    if (found === null) return null;
    const { size, note } = checkpoint;
    const hashes = await this.#prove(size, node => inclusionProof(found.index, size, node));
    return { ...found, size, hashes, checkpoint: note };
  }

  async growth(from: number, to: number): Promise<GrowthProof | null> {
    if (!(from >= 1 && from <= to && to <= this.#standing().size)) return null;
    const trimmed = (await segmentsIn(this.#folder))[0] ?? 0;
    if (from < trimmed && from % this.#leaves !== 0) return null;
    return { from, to, hashes: await this.#prove(to, node => consistencyProof(from, to, node)) };
  }

  /** The nodes that a proof has are asked for first, then read, then put in. */
  async #prove(size: number, proof: (node: NodeReader) => readonly Hash[]): Promise<readonly string[]> {
    const asked: [number, number][] = [];
    const nothing = Buffer.alloc(0);
    proof((from, to) => {
      asked.push([from, to]);
      return nothing;
    });
    const roots = await this.#roots();
    const read = new Map<string, Hash>();
    for (const [from, to] of asked) read.set(`${from} ${to}`, await this.#node(from, to, size, roots));
    return proof((from, to) => read.get(`${from} ${to}`)!).map(hash => hash.toString('base64'));
  }

  async #node(from: number, to: number, size: number, roots: readonly Hash[]): Promise<Hash> {
    const first = from - (from % this.#leaves);
    const root = roots[first / this.#leaves];
    if (to - from === this.#leaves && root !== undefined) return root;
    if (to <= first + this.#leaves) {
      const hashes = await this.#index(first).hashes(Math.min(size - first, this.#leaves));
      return nodesOf(hashes)(from - first, to - first);
    }
    const middle = from + 2 ** Math.floor(Math.log2(to - from - 1));
    return nodeHash(await this.#node(from, middle, size, roots), await this.#node(middle, to, size, roots));
  }

  async #find(id: string, size: number): Promise<KeptRecord | null> {
    for (const first of await this.#likeliest(id, size)) {
      const found = await this.#findIn(first, id);
      if (found !== null) return found.index < size ? found : null;
    }
    return null;
  }

  /** Ids sort by time: the segment in which it must be, were all clocks right, then its neighbours, then further away. */
  async #likeliest(id: string, size: number): Promise<readonly number[]> {
    const segments = (await segmentsIn(this.#folder)).filter(first => first < size);
    const ids = await Promise.all(segments.map(first => this.#firstId(first)));
    const likely = ids.findLastIndex(firstId => firstId <= id);
    const distance = (first: number) => Math.abs(segments.indexOf(first) - likely);
    return segments.toSorted((a, b) => distance(a) - distance(b));
  }

  async #firstId(first: number): Promise<string> {
    const known = this.#firstIds.get(first);
    if (known !== undefined) return known;
    const [record] = await this.#index(first).records(0, 1, 1);
    const { id } = JSON.parse(record!.leaf) as { readonly id: string };
    this.#firstIds.set(first, id);
    return id;
  }

  async #findIn(first: number, id: string): Promise<KeptRecord | null> {
    const bytes = await readFile(this.#segment(first));
    const wanted = `"id":"${id}"`;
    for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) {
      const index = Number(bytes.toString('latin1', bytes.lastIndexOf('\n', at) + 1, at).split(' ', 1)[0]);
      const there = index >= first && index < Math.min(this.#standing().size, first + this.#leaves);
      const [record] = there ? await this.#index(first).records(index - first, index - first + 1, 1) : [];
      // Others may speak of it.
      if (record !== undefined && (JSON.parse(record.leaf) as { readonly id: unknown }).id === id) return record;
    }
    return null;
  }

  #index(first: number): SegmentIndex {
    const index = this.#indexes.get(first) ?? new SegmentIndex(this.#segment(first), first);
    this.#indexes.delete(first);
    this.#indexes.set(first, index);
    if (this.#indexes.size > fixedLimits.ledgerSegmentsInMemoryMax) this.#indexes.delete(this.#indexes.keys().next().value!);
    return index;
  }

  #segment(first: number): string {
    return join(placesIn(this.#folder).segments, numbered(first, '.log'));
  }

  async #roots(): Promise<readonly Hash[]> {
    const bytes = await readFile(placesIn(this.#folder).roots).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0);
      throw broken("the roots of full segments can't be read");
    });
    return readRoots(bytes, this.#leaves);
  }
}

/** Where the segments begin that are there, in their order. */
export async function segmentsIn(folder: string): Promise<readonly number[]> {
  const names = await readdir(placesIn(folder).segments);
  return names
    .map(name => numberOf(name, '.log'))
    .filter(first => first !== null)
    .toSorted((a, b) => a - b);
}
