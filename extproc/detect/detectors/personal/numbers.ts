// How numbers that people are known by are found: by the words in front of them, or by a spelling that says enough alone. A run of
// digits with neither is no finding, whatever its check digit says: one in ten has the right one by chance.
// Knows no country's number.
import type { Severity } from '../../../words/finding.ts';
import type { Detector } from '../../scan.ts';
import { personal, textOf } from '../define.ts';
import { contextBytes, freely, leadsOf, loosely, wordsBefore } from './words-before.ts';

export interface NumberForm {
  readonly id: string;
  readonly title: string;
  /** Who says that it looks like this. */
  readonly source: string;
  /** What is written in front of it; see leadsOf(). */
  readonly words: readonly string[];
  /** What may stand between the words and it: freely where nothing is said and there is a check digit, else loosely. */
  readonly between?: string;
  /** How it is written behind the words; without it only as `alone` says. No spelling may be in both. */
  readonly behindWords?: string;
  /** How it is written where that says enough. */
  readonly alone?: { readonly pattern: string; readonly confidence: number };
  /** Of the number without blanks, dashes, dots and slashes, letters as they are. */
  readonly isValid: (compact: string) => boolean;
  /** The same behind words, where those make up for a check digit that not all have. */
  readonly isValidBehindWords?: (compact: string) => boolean;
  /** Behind its words; 0.95 where nothing is said, as for numbers with a check digit. */
  readonly confidence?: number;
  readonly severity?: Severity;
}

/** One more digit shows that the number goes on: the whole is another one. */
const goesOn = '(?:[-./:][0-9])?';

/** A few detectors of one id. */
export function numberDetectors(form: NumberForm): readonly Detector[] {
  return [...behindWords(form), ...alone(form)];
}

function behindWords(form: NumberForm): readonly Detector[] {
  if (form.behindWords === undefined) return [];
  const { behindWords: pattern, isValid, isValidBehindWords = isValid } = form;
  return leadsOf(form.words, form.between ?? (form.confidence === undefined ? freely : loosely)).map(lead =>
    personal(form.id, form.title, `(?:${pattern})\\b`, {
      ...facts(form),
      lead,
      accept: value => isValidBehindWords(compact(value)),
    }),
  );
}

function alone(form: NumberForm): readonly Detector[] {
  if (form.alone === undefined) return [];
  const { pattern, confidence } = form.alone;
  const isNamed = wordsBefore(form.words);
  const named = facts(form).confidence;
  return [
    personal(form.id, form.title, `\\b(?:${pattern})\\b${goesOn}`, {
      ...facts(form),
      context: contextBytes,
      accept: (value, before) => {
        // Words are looked for last: they cost most.
        const number = compact(value);
        const isSure = form.isValid(number);
        if (!isSure && form.isValidBehindWords?.(number) !== true) return false;
        if (isNamed(before)) return named;
        return isSure && beginsHere(textOf(value), before) && confidence;
      },
    }),
  ];
}

function facts(form: NumberForm): { severity: Severity; confidence: number; source: string; confidenceRule: string } {
  const confidence = form.confidence ?? 0.95;
  const otherwise = form.alone === undefined ? 'nothing without them' : `${form.alone.confidence} by its spelling alone`;
  const confidenceRule = `${confidence} behind words that name it, ${otherwise}`;
  return { severity: form.severity ?? 'high', confidence, source: form.source, confidenceRule };
}

/** Not in the middle of a longer number or name: `1-123-45-6789`, `item_123.456`, `4111 2363 4712 9038`. */
export function beginsHere(value: string, before: Uint8Array): boolean {
  const last = textOf(before.subarray(-2));
  return !/(?:[0-9][-./]|[A-Za-z0-9][-_])$/.test(last) && !(value.includes(' ') && /[0-9] $/.test(last));
}

function compact(value: Uint8Array): string {
  return textOf(value).replaceAll(/[ ./()-]/g, '');
}

/** `000000000` and the like pass many a check. */
export function isOneDigit(digits: string): boolean {
  return /^([0-9])\1*$/.test(digits);
}

/** Numbers that people write where they don't tell theirs, `123456789` and the like too: for those without a check digit. */
export function isSample(digits: string): boolean {
  return isOneDigit(digits) || '01234567890123456789'.includes(digits) || '98765432109876543210'.includes(digits);
}
