import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { badRecipient } from '../../../extproc/vault/recipients.ts';

test('a recipient with a typing error is told before anything is sealed to it', async () => {
  const good = await identityToRecipient(await generateX25519Identity());
  const typo = good.slice(0, -1) + (good.endsWith('q') ? 'p' : 'q');
  expect(badRecipient({ recipients: [good], both: null })).toBe(null);
  expect(badRecipient({ recipients: [good, typo], both: null })).toBe(typo);
  expect(badRecipient({ recipients: [good], both: [typo] })).toBe(typo);
});
