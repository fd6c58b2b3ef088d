// `penstock audit prove`: has the server make a proof, and looks at its form before it is kept.
import { proofText, readProof } from '../proof/proof.ts';
import type { Side } from '../words/finding.ts';
import { type AdminOptions, adminClient } from './admin-client.ts';
import { writeNew } from './audit-open.ts';
import { exitCodes, usage } from './words.ts';

export interface ProveOptions extends AdminOptions {
  readonly side: Side;
  readonly out: string;
}

export async function runAuditProve(id: string, { side, out, ...reach }: ProveOptions): Promise<number> {
  if (!/^ex_[0-9A-Z]{26}$/.test(id))
    throw usage(`${id} is no id of an exchange`, '`penstock sessions list --exchanges` lists some');
  const said = await adminClient(reach).get(`/v1/originals/${id}/proof?side=${side}`);
  writeNew(out, proofText(readProof(JSON.stringify(said))));
  process.stderr.write(`penstock: \`penstock audit check ${out}\` checks it, offline\n`);
  return exitCodes.fine;
}
