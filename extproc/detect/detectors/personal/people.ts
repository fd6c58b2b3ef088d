// What identifies a person or a person's money: addresses, cards, accounts, numbers. Checksums tell them from other numbers.
import type { Detector } from '../../scan.ts';
import { personal, textOf } from '../define.ts';
import { ibanPattern, isIban } from './iban.ts';
import { isCard } from './payment-card.ts';

export const peopleDetectors: readonly Detector[] = [
  personal('email', 'e-mail address', '@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,8}[A-Za-z]{2,24}\\b', {
    back: { class: '[A-Za-z0-9._%+-]', min: 1, max: 64 },
    confidence: 0.95,
    accept: isAddress,
  }),
  personal('payment-card', 'payment card number', cardPattern(), {
    // Digits and a point before it make it the fraction of a number.
    back: { class: '[0-9.]', min: 0, max: 24 },
    severity: 'high',
    confidence: 0.95,
    accept: isCard,
  }),
  personal('iban', 'IBAN', ibanPattern, { severity: 'high', confidence: 0.98, accept: isIban }),
  personal(
    'phone',
    'phone number in international form',
    '\\B\\+[1-9][0-9]{0,2}[ .-]?(?:\\([0-9]{1,4}\\)[ .-]?)?(?:[0-9]{2,4}[ .-]?){1,4}[0-9]{2,4}\\b',
    {
      confidence: 0.6,
      accept: isPhone,
    },
  ),
];

/** Groups of four, or of 4-6-5 as on an Amex card; in one piece, or parted by one space or dash each time. */
function cardPattern(): string {
  const fours = '[2-6][0-9]{3}(?:[ -]?[0-9]{4}){2}[ -]?[0-9]{1,4}(?:[ -]?[0-9]{1,3})?';
  const amex = '3[0-9]{3}[ -]?[0-9]{6}[ -]?[0-9]{4,5}';
  return `\\b(?:${fours}|${amex})\\b`;
}

/** No address: `git@host` of clone URLs, pictures for dense screens (`logo@2x.png`), versions (`pkg@1.2.3-beta.rc`). */
function isAddress(value: Uint8Array): boolean {
  return !/^git@|@[0-9]+x\.|@[0-9]+\.[0-9]+|\.(?:png|jpe?g|gif|svg|webp|css|js|ts|md)$/i.test(textOf(value));
}

/** ITU E.164: 8 to 15 digits. More of the same digit in a row than people's numbers have is a sample or a number of another kind. */
function isPhone(value: Uint8Array): boolean {
  const digits = textOf(value).replaceAll(/[^0-9]/g, '');
  return digits.length >= 8 && digits.length <= 15 && !/([0-9])\1{5}/.test(digits);
}
