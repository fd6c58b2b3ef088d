// Names of people, where a field or a phrase says that one stands there. Knows no list of names, so it finds none elsewhere.
import type { Detector } from '../../scan.ts';
import { personal } from '../define.ts';
import { leadsOf } from './words-before.ts';

const capital = '[A-Z\\x{c0}-\\x{de}]';
const small = '[a-z\\x{df}-\\x{17f}]';
const name = `(?:(?:O'|Mc|Mac|D')?${capital}${small}{1,15}(?:-${capital}${small}{1,15})?)`;
const particle = '(?:van|von|de|der|den|la|da|di|dos|del|bin|al|zu)';
const further = `(?: (?:${capital}\\.|${particle})){0,3} ${name}`;

const fields = [
  ...[
    'full name',
    'fullname',
    'customer name',
    'patient name',
    'employee name',
    'client name',
    'cardholder',
    'cardholder name',
    'account holder',
    'beneficiary',
  ],
  ...[
    'patient',
    'applicant',
    'recipient',
    'contact person',
    'emergency contact',
    'next of kin',
    'vollständiger name',
    'patientin',
    'nom complet',
    'nombre completo',
  ],
  ...['nome completo', 'nome e cognome', 'name of patient', 'name of the patient', 'name of applicant'],
];
const singles = [
  'first name',
  'firstname',
  'last name',
  'lastname',
  'surname',
  'given name',
  'family name',
  'middle name',
  'maiden name',
  'vorname',
  'nachname',
  'prénom',
];
const phrases = [
  'my name is',
  "my name's",
  'my full name is',
  'ich heiße',
  'mein name ist',
  'je m’appelle',
  "je m'appelle",
  'me llamo',
  'mi nombre es',
  'mi chiamo',
  'meu nome é',
  'mijn naam is',
  'jag heter',
];
const salutations = [
  'Dear Mr',
  'Dear Mrs',
  'Dear Ms',
  'Dear Miss',
  'Dear Dr',
  'Dear Prof',
  'Dear Professor',
  'Sehr geehrter Herr',
  'Sehr geehrte Frau',
  'Lieber Herr',
  'Liebe Frau',
  'Cher Monsieur',
  'Chère Madame',
  'Estimado Sr',
  'Estimada Sra',
  'Estimado Señor',
  'Estimada Señora',
  'Gentile Signor',
  'Gentile Signora',
  'Geachte heer',
  'Geachte mevrouw',
];

/** A colon or the like, and a quote where there is one. */
const assigned = '["\'`]{0,2}[*_]{0,2}[ \\t]{0,3}[:=>|][*_]{0,2}[ \\t]{0,3}["\'`]{0,2}';
const quoted = '["\'`]{0,2}[ \\t]{0,3}[:=][ \\t]{0,3}["\'`]';

const facts = {
  severity: 'low',
  confidence: 0.7,
  commit: 64,
  source: 'the customs of the languages',
  confidenceRule: '0.7 in a field or behind a phrase that names it',
  accept: isName,
} as const;

export const nameDetectors: readonly Detector[] = [
  ...named(fields, assigned, '{1,3}'),
  ...named(singles, quoted, '{0,2}'),
  ...named(phrases, ' ', '{0,2}'),
  ...named(salutations, '\\.? ', '{0,2}'),
];

function named(words: readonly string[], between: string, others: string): readonly Detector[] {
  return leadsOf(words, between).map(lead =>
    personal('person-name', 'name of a person', `${name}(?:${further})${others}\\b`, { ...facts, lead }),
  );
}

/** Types, headings, machines that introduce themselves, titles without a name. */
const notNames = new Set(
  (
    'String Str Text Varchar Char Name First Last Full Null None Undefined True False Optional Required Not The This What Your My Claude Chatgpt Gemini Copilot Assistant ' +
    'Siri Alexa Bot President Chairman Chairwoman Speaker Minister Ambassador Patient Customer User Unknown Anonymous Field Value Type Number Id Enter Please'
  ).split(' '),
);

function isName(value: Uint8Array): boolean {
  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
  return !text.split(' ').some(part => notNames.has(part));
}
