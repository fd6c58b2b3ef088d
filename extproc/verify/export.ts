// A ledger as one file of JSON lines: a first line that says whose it is, then each record as it is in the tree, then the checkpoints. Writes and reads that form;
// docs/ledger.md describes it.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Part, type Source, type Subtree, type Told, Unreadable } from './source.ts';

const format = 'penstock-ledger-export/1';

/** Gives the lines, without line breaks. Throws Unreadable at the first problem of the source. */
export async function* exportLines(source: Source): AsyncGenerator<string> {
  const { key, certificate } = source;
  let isBegun = false;
  const head = (trimmed: readonly Subtree[]): string =>
    JSON.stringify({ format, key, certificate, trimmed: trimmed.map(({ height, root }) => [height, root.toString('base64')]) });
  for await (const part of source.parts()) {
    if (part.kind === 'problem') throw new Unreadable(`${part.where}: ${part.problem}`);
    if (!isBegun) yield head(part.kind === 'trimmed' ? part.subtrees : []);
    isBegun = true;
    if (part.kind === 'record') yield part.leaf.toString();
  }
  if (!isBegun) yield head([]);
  for (const { note } of source.checkpoints) yield JSON.stringify({ checkpoint: note });
}

/** Reads the file twice: for its checkpoints, and for its records. Rejects with Unreadable for what is no such file. */
export async function exportSource(file: string): Promise<Source> {
  let head: Head | null = null;
  const checkpoints: Told[] = [];
  for await (const { text, where } of linesOf(file)) {
    head ??= readHead(text);
    if (head === null) throw new Unreadable(`${file} is no export of a ledger`);
    const note = noteIn(text);
    if (note !== null) checkpoints.push({ note, where });
  }
  if (head === null) throw new Unreadable(`${file} is empty`);
  const { key, certificate, trimmed } = head;
  return { key, certificate, checkpoints, parts: () => parts(file, trimmed) };
}

async function* parts(file: string, trimmed: readonly Subtree[]): AsyncGenerator<Part> {
  if (trimmed.length > 0) yield { kind: 'trimmed', subtrees: trimmed };
  let isHead = true;
  for await (const { text, where } of linesOf(file)) {
    if (!isHead && noteIn(text) === null) yield { kind: 'record', leaf: Buffer.from(text), where };
    isHead = false;
  }
}

async function* linesOf(file: string): AsyncGenerator<{ readonly text: string; readonly where: string }> {
  let line = 0;
  // A record may hold U+2028; readline ends lines at \n and \r\n only, and a canonical record has neither.
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }))
    yield { text, where: `${file}:${++line}` };
}

function noteIn(text: string): string | null {
  if (!text.startsWith('{"checkpoint":')) return null;
  try {
    const { checkpoint } = JSON.parse(text) as { readonly checkpoint: unknown };
    return typeof checkpoint === 'string' ? checkpoint : '';
  } catch {
    return '';
  }
}

interface Head {
  readonly key: string | null;
  readonly certificate: string | null;
  readonly trimmed: readonly Subtree[];
}

function readHead(text: string): Head | null {
  try {
    const head = JSON.parse(text) as Record<'format' | 'key' | 'certificate' | 'trimmed', unknown>;
    if (head.format !== format || !Array.isArray(head.trimmed)) return null;
    return {
      key: typeof head.key === 'string' ? head.key : null,
      certificate: typeof head.certificate === 'string' ? head.certificate : null,
      trimmed: (head.trimmed as readonly [number, string][]).map(([height, root]) => ({
        height,
        root: Buffer.from(root, 'base64'),
      })),
    };
  } catch {
    return null;
  }
}
