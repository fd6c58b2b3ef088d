// Headers and trailers of an answer are read like its text: what a detector finds in a value is masked or blocks, and so is the whole value
// of a header whose name is one of the field names that the plan looks for.
import { isUtf8 } from 'node:buffer';
import { Inspection } from '../content/inspection.ts';
import { isMasked } from '../content/json/fields.ts';
import { spliced } from '../content/splice.ts';
import { judgeWhole, matchesIn } from '../content/whole.ts';
import { matchesField } from '../detect/fields.ts';
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
    const masked = maskedValue(name, value, `${place}/${name}`, scan);
    if (scan.judge.block !== null) return [];
    if (masked !== value) edited.push([name, masked]);
  }
  return edited;
}

function maskedValue(name: string, value: string, channel: string, { judge, prepared, plan, limits }: HeaderScan): string {
  const bytes = Buffer.from(value, 'latin1');
  const field = value === '' ? null : matchesField(plan.keys, name);
  const key = field === null || isMasked(bytes, field) ? null : field;
  if (key === null && !judge.labels.finds(bytes.toString('utf8'))) return value;
  if (!isUtf8(bytes)) judge.refuse(hostBlock('response_header'));
  if (judge.block !== null) return value;
  const inspection = new Inspection({
    scanner: prepared.scanner,
    plan,
    limits,
    side: 'response',
    inspector: judge.inspector('response'),
  });
  const found = matchesIn(inspection, bytes);
  const cuts = judgeWhole(inspection, bytes, found, key, { channel, path: channel, isMarkdown: false });
  if (inspection.refusal !== null) judge.refuse(hostBlock('response_header'));
  // A line break would begin another header.
  const parts = cuts.map(({ start, end, text }) => ({ start, end, bytes: Buffer.from(text.replaceAll(/[\r\n\0]+/g, ' ')) }));
  return spliced(bytes, parts).toString('latin1');
}
