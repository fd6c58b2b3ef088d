// Personal data where they stand: forms, mails, tables, documents, tickets. A number comes with what it is called.
import type { Chance } from '../chance.ts';
import { personName } from '../kinds/people.ts';
import { type Door, fence, type Split } from './carrier.ts';

export interface PersonalCargo {
  /** `Social Security Number`. */
  readonly label: string;
  /** Labelled. */
  readonly value: string;
}

export interface PersonalCarrier {
  readonly id: string;
  readonly door: Door;
  readonly only?: Split;
  readonly write: (cargo: PersonalCargo, chance: Chance) => string;
}

const key = (label: string): string =>
  label
    .toLowerCase()
    .replaceAll(/[^\p{L}0-9]+/gu, '_')
    .replaceAll(/^_|_$/g, '');

const rows: readonly (readonly [id: string, write: PersonalCarrier['write'], only?: Split])[] = [
  [
    'sentence',
    ({ label, value }, chance) =>
      `${personName(chance)} asked us to update the record. The ${label} is ${value} and the rest stays as it was.`,
  ],
  ['my', ({ label, value }) => `Hello, my ${label} is ${value}. Can you check whether the claim was accepted?`],
  ['colon', ({ label, value }, chance) => `Name: ${personName(chance)}\n${label}: ${value}\nStatus: open\n`],
  ['parenthesis', ({ label, value }, chance) => `${personName(chance)} (${label} ${value}) has an appointment on Tuesday.`],
  ['bold-list', ({ label, value }, chance) => `- **Name:** ${personName(chance)}\n- **${label}:** ${value}\n- **Plan:** basic\n`],
  [
    'table',
    ({ label, value }, chance) =>
      `| Name | ${label} | Plan |\n| --- | --- | --- |\n| ${personName(chance)} | ${value} | basic |\n`,
  ],
  [
    'csv',
    ({ label, value }, chance) =>
      `name,${key(label)},plan\n"${personName(chance)}",${value.includes(',') ? `"${value}"` : value},basic\n`,
  ],
  [
    'yaml',
    ({ label, value }, chance) =>
      fence('yaml', `customer:\n  name: ${personName(chance)}\n  ${key(label)}: "${value}"\n  plan: basic`),
  ],
  [
    'json',
    ({ label, value }, chance) =>
      fence('json', JSON.stringify({ name: personName(chance), [key(label)]: value, plan: 'basic' }, null, 2)),
  ],
  [
    'sql',
    ({ label, value }, chance) =>
      fence('sql', `INSERT INTO customers (name, ${key(label)}) VALUES ('${personName(chance)}', '${value}');`),
  ],
  [
    'python',
    ({ label, value }, chance) => fence('python', `customer = {"name": "${personName(chance)}", "${key(label)}": "${value}"}`),
    'held-out',
  ],
  ['log', ({ label, value }) => `2026-03-04T09:12:44Z INFO update customer=8841 ${key(label)}="${value}" ok\n`],
  ['chat', ({ label, value }) => `**support** 10:02\nPlease confirm your ${label}\n**customer** 10:03\n${label} ${value}\n`],
  [
    'mail',
    ({ label, value }, chance) =>
      `Dear team,\n\nplease note the new data of ${personName(chance)}:\n${label} ${value}\n\nKind regards\n`,
    'held-out',
  ],
  ['xml', ({ label, value }) => fence('xml', `<customer>\n  <${key(label)}>${value}</${key(label)}>\n</customer>`), 'held-out'],
];

export const personalCarriers: readonly PersonalCarrier[] = [
  ...rows.map(([id, write, only]): PersonalCarrier => ({ id, door: 'markdown', write, ...(only === undefined ? {} : { only }) })),
  {
    id: 'document',
    door: 'json',
    write: ({ label, value }, chance) => JSON.stringify({ id: 8841, name: personName(chance), [key(label)]: value }),
  },
  {
    id: 'document-text',
    door: 'json',
    write: ({ label, value }) => JSON.stringify({ ticket: 12, body: `Customer says: ${label} ${value}, please check.` }),
  },
  {
    id: 'call',
    door: 'call',
    write: ({ label, value }) => JSON.stringify({ record: 'customer', fields: { [key(label)]: value } }),
  },
];

/** Without a word of what it is: for what says so by itself. */
export const wordlessCarriers: readonly PersonalCarrier[] = [
  {
    id: 'wordless-prose',
    door: 'markdown',
    write: ({ value }, chance) =>
      `I spoke with ${personName(chance)} this morning, here it is: ${value}. Let me know if that helps.`,
  },
  { id: 'wordless-list', door: 'markdown', write: ({ value }) => `- ${value}\n- (none)\n` },
  { id: 'wordless-code', door: 'markdown', write: ({ value }) => fence('python', `row = ["${value}", 12, None]`) },
  { id: 'wordless-log', door: 'markdown', write: ({ value }) => `2026-03-04 09:12:44 INFO sent to ${value} in 120 ms\n` },
  { id: 'wordless-document', door: 'json', write: ({ value }) => JSON.stringify({ rows: [[1, value]] }) },
];
