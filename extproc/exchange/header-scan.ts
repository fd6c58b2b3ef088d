// Headers and trailers of an answer are read like its text: what a detector finds in a value is masked or blocks.
import { openTransformer } from '../content/open.ts';
import type { Limits } from '../words/limits.ts';
import type { Plan } from '../words/plan.ts';
import { hostBlock } from './block.ts';
import type { HeaderList } from './events.ts';
import type { Judge } from './judge.ts';
import type { PreparedPlan } from './surroundings.ts';

export interface HeaderScan {
  readonly judge: Judge;
  readonly prepared: PreparedPlan;
  readonly plan: Plan;
  readonly limits: Limits;
}

/** Gives the headers whose values were masked. The judge has the block, if there was one. */
export function scanHeaders(headers: HeaderList, place: 'headers' | 'trailers', scan: HeaderScan): HeaderList {
  const edited: [string, string][] = [];
  for (const [name, value] of headers) {
    if (name === ':status') continue;
    const masked = maskedValue(value, `${place}/${name}`, scan);
    if (scan.judge.block !== null) return [];
    if (masked !== value) edited.push([name, masked]);
  }
  return edited;
}

function maskedValue(value: string, channel: string, { judge, prepared, plan, limits }: HeaderScan): string {
  const bytes = Buffer.from(value, 'latin1');
  if (!judge.labels.finds(bytes.toString('utf8'))) return value;
  const pieces: Uint8Array[] = [];
  const { hit, toolCall } = judge.inspector('response');
  const transformer = openTransformer({
    format: 'text',
    shape: 'generic',
    scanner: prepared.scanner,
    plan,
    limits,
    side: 'response',
    inspector: { hit: found => hit({ ...found, channel, path: channel }), toolCall, ended: () => 'go' },
    emit: piece => pieces.push(piece),
  });
  const refusal = transformer.push(bytes) ?? transformer.end();
  if (refusal !== null) judge.refuse(hostBlock('response_header'));
  return Buffer.concat(pieces).toString('latin1');
}
