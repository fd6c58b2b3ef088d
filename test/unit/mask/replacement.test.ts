import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskKeys } from '../../../extproc/mask/keys.ts';
import { type Masked, replacementFor } from '../../../extproc/mask/replacement.ts';
import { strategies } from '../../../extproc/words/decision.ts';
import { Secret } from '../../../extproc/words/secret.ts';

const master = new Secret(Buffer.alloc(32, 7));
const keys = maskKeys(master).session('se_1');
const nothing = () => false;
const masked = (value: string | null, detector = 'email', key: string | null = null): Masked => ({
  key,
  detector,
  value: value === null ? null : Buffer.from(value),
});

describe('what replaces a value', () => {
  test.for([
    {
      name: 'placeholder names the detector',
      input: masked('a@b.example'),
      strategy: 'placeholder',
      want: /^\[REDACTED:email\]$/,
    },
    {
      name: 'placeholder of a field names the field',
      input: masked('x', 'field', 'api_key'),
      strategy: 'placeholder',
      want: /^\[REDACTED:api_key\]$/,
    },
    {
      name: 'a field name cannot break out of its brackets',
      input: masked('x', 'field', 'a"]\n'),
      strategy: 'placeholder',
      want: /^\[REDACTED:a___\]$/,
    },
    {
      name: 'pseudonym is short and typed',
      input: masked('a@b.example'),
      strategy: 'pseudonym',
      want: /^<EMAIL_[0-9A-HJKMNP-TV-Z]{4}>$/,
    },
    {
      name: 'partial keeps the last four of a long value',
      input: masked('4111111111111111'),
      strategy: 'partial',
      want: /^\*{4}1111$/,
    },
    {
      name: 'partial of a short value keeps nothing',
      input: masked('123456789012345'),
      strategy: 'partial',
      want: /^\[REDACTED:email\]$/,
    },
    { name: 'partial counts characters, not bytes', input: masked('ééééééé'), strategy: 'partial', want: /^\[REDACTED:email\]$/ },
    { name: 'hash is keyed and short', input: masked('a@b.example'), strategy: 'hash', want: /^\[HASH:[0-9a-f]{12}\]$/ },
    {
      name: 'format keeps length, classes and marks',
      input: masked('AB-12 xy'),
      strategy: 'format',
      want: /^[A-Z]{2}-\d{2} [a-z]{2}$/,
    },
    { name: 'drop leaves nothing', input: masked('a@b.example'), strategy: 'drop', want: /^$/ },
  ] as const)('$name', ({ input, strategy, want }) => {
    expect(replacementFor(input, strategy, keys, nothing)).toMatch(want);
  });

  test.for(strategies.filter(strategy => strategy !== 'drop'))(
    '%s of a value whose end is not known yet is the placeholder',
    strategy => {
      expect(replacementFor(masked(null), strategy, keys, nothing)).toBe('[REDACTED:email]');
    },
  );

  test('what would be found again becomes the placeholder, and a placeholder that would be found becomes nothing', () => {
    expect(replacementFor(masked('AB12'), 'format', keys, text => !text.startsWith('['))).toBe('[REDACTED:email]');
    expect(replacementFor(masked('AB12'), 'format', keys, () => true)).toBe('');
  });

  test('no strategy but partial lets any three characters of a value through', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), bytes => {
        const value = Buffer.from(bytes).toString('base64url');
        for (const strategy of ['placeholder', 'pseudonym', 'hash', 'drop'] as const) {
          const text = replacementFor(masked(value, 'm'), strategy, keys, nothing);
          expect(text.includes(value.slice(0, 6))).toBe(false);
        }
        expect(replacementFor(masked(value), 'format', keys, nothing)).not.toBe(value);
      }),
    );
  });
});

describe('keys', () => {
  const digest = (master: Secret, session: string, value: string) =>
    maskKeys(master).session(session).digest('pseudonym', 'email', Buffer.from(value)).toString('hex');

  test('a value has one name within a session on every replica, and another in each other session', () => {
    expect(digest(master, 'se_1', 'a')).toBe(digest(new Secret(Buffer.alloc(32, 7)), 'se_1', 'a'));
    expect(digest(master, 'se_1', 'a')).not.toBe(digest(master, 'se_2', 'a'));
    expect(digest(master, 'se_1', 'a')).not.toBe(digest(master, 'se_1', 'b'));
    expect(digest(master, 'se_1', 'a')).not.toBe(digest(new Secret(randomBytes(32)), 'se_1', 'a'));
  });

  test('fingerprints are the same in all sessions of an installation only', () => {
    const value = Buffer.from('value');
    expect(maskKeys(master).fingerprint(value)).toMatch(/^[0-9a-f]{32}$/);
    expect(maskKeys(master).fingerprint(value)).toBe(maskKeys(new Secret(Buffer.alloc(32, 7))).fingerprint(value));
    expect(maskKeys(master).fingerprint(value)).not.toBe(maskKeys(new Secret(randomBytes(32))).fingerprint(value));
  });
});
