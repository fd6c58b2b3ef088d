// A ledger as the admin API gives it: the newest checkpoint, and page after page of records up to it. How it is asked is an argument.
import { type Part, type Source, Unreadable } from './source.ts';

export type Get = (path: string) => Promise<unknown>;

interface Standing {
  readonly origin: string;
  readonly verifier: string;
  readonly certificate: string | null;
  readonly checkpoint: string | null;
  readonly trimmed: { readonly leaves: number; readonly roots: readonly string[] };
}

interface Page {
  readonly items: readonly { readonly index: number; readonly leaf: string }[];
  readonly next: string | null;
}

/** Rejects with Unreadable, and with what asking rejects with. */
export async function apiSource(get: Get): Promise<Source> {
  const { verifier, certificate, checkpoint, trimmed } = (await get('/v1/ledger/checkpoint')) as Standing;
  if (checkpoint === null) throw new Unreadable('the ledger has no checkpoint yet');
  const size = Number(checkpoint.split('\n', 2)[1]);
  const checkpoints = [{ note: checkpoint, where: '/v1/ledger/checkpoint' }];
  return { key: verifier, certificate, checkpoints, parts: () => parts(get, trimmed, size) };
}

async function* parts(get: Get, trimmed: Standing['trimmed'], size: number): AsyncGenerator<Part> {
  if (trimmed.leaves > 0) yield { kind: 'trimmed', subtrees: subtreesOf(trimmed) };
  for (let from = trimmed.leaves; from < size; ) {
    const { items } = (await get(`/v1/ledger/records?from=${from}&limit=1000`)) as Page;
    // The checkpoint then has records that are not given: that is for the check to say.
    if (items.length === 0) return;
    for (const { index, leaf } of items) {
      const where = `/v1/ledger/records?from=${index}`;
      if (index !== from) return yield { kind: 'problem', problem: `record ${from} is missing`, where };
      if (from < size) yield { kind: 'record', leaf: Buffer.from(leaf), where };
      from++;
    }
  }
}

/** Largest first: one for each one of the number in binary. */
function subtreesOf({ leaves, roots }: Standing['trimmed']) {
  let rest = leaves;
  return roots.map(root => {
    const height = rest > 0 ? Math.floor(Math.log2(rest)) : 0;
    rest -= 2 ** height;
    return { height, root: Buffer.from(root, 'base64') };
  });
}
