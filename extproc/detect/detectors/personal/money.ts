// Accounts and what belongs to cards. Cards themselves have a file of their own, as IBANs have.
import type { Detector } from '../../scan.ts';
import { personal } from '../define.ts';
import { weighted } from './checksums.ts';
import { countries, ibanPattern, isIban } from './iban.ts';
import { isOneDigit, type NumberForm, numberDetectors } from './numbers.ts';
import { cardDetectors } from './payment-card.ts';
import { closely } from './words-before.ts';

const forms: readonly NumberForm[] = [
  {
    id: 'card-verification-code',
    title: 'verification code of a payment card',
    source: 'PCI DSS, glossary: card verification code',
    words: [
      'cvv',
      'cvv2',
      'cvc',
      'cvc2',
      'cvn',
      'card verification',
      'card security code',
      'kartenprüfnummer',
      'prüfziffer der karte',
    ],
    between: closely,
    behindWords: '[0-9]{3,4}',
    isValid: code => !/^0+$/.test(code),
    confidence: 0.85,
  },
  {
    id: 'bic',
    title: 'bank identifier code (BIC, SWIFT)',
    source: 'ISO 9362',
    words: ['bic', 'bic code', 'swift code', 'swift bic', 'bic swift', 'bic/swift', 'swift/bic', 'SWIFT:'],
    between: closely,
    behindWords: '[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?',
    isValid: code => countries.has(code.slice(4, 6)),
    confidence: 0.85,
    severity: 'low',
  },
  {
    id: 'us-bank-routing',
    title: 'US bank routing number',
    source: 'https://www.aba.com/about-us/routing-number',
    words: ['routing', 'routing number', 'routing no', 'aba', 'aba number', 'rtn', 'transit number'],
    behindWords: '[0-9]{9}',
    isValid: number => /^(?:0[0-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(number) && isRouting(number),
    severity: 'medium',
  },
  {
    id: 'us-bank-account',
    title: 'bank account number',
    source: 'https://www.nacha.org',
    words: [
      'bank account',
      'bank account number',
      'account number',
      'account no',
      'acct no',
      'acct number',
      'checking account',
      'savings account',
      'kontonummer',
      'konto nr',
    ],
    between: closely,
    behindWords: '[0-9]{6,17}',
    isValid: number => !isOneDigit(number),
    confidence: 0.6,
    severity: 'medium',
  },
  {
    id: 'uk-bank-sort-code',
    title: 'UK bank sort code',
    source: 'https://www.wearepay.uk/what-we-do/payment-systems/',
    words: ['sort code', 'sortcode'],
    between: closely,
    behindWords: '[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{6}',
    isValid: code => !isOneDigit(code),
    confidence: 0.9,
    severity: 'medium',
  },
];

export const moneyDetectors: readonly Detector[] = [
  ...cardDetectors,
  personal('iban', 'IBAN', ibanPattern, {
    severity: 'high',
    confidence: 0.98,
    accept: isIban,
    source: 'ISO 13616, SWIFT IBAN registry',
  }),
  ...forms.flatMap(numberDetectors),
];

function isRouting(number: string): boolean {
  return weighted(number, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 && !isOneDigit(number);
}
