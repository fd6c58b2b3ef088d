// Values that nobody may find again, and the search for them in whatever was written anywhere.
import { createHash } from 'node:crypto';

export interface Canary {
  readonly name: string;
  readonly value: string;
}

/** Letters and digits that stand nowhere else, the same each time. */
function core(seed: string, length: number, alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'): string {
  const bytes = createHash('shake256', { outputLength: length }).update(`canary ${seed}`).digest();
  return Array.from(bytes, byte => alphabet[byte % alphabet.length]).join('');
}

const upper = 'ABCDEFGHIJKLMNPQRSTUVWXYZ234567';

/** Found by detectors: no client may see one of these either, whatever way it came. */
export const secrets: readonly Canary[] = [
  { name: 'API key', value: `${'AK'}${'IA'}${core('api key', 16, upper)}` },
  { name: 'token', value: `${'gh'}${'p_'}${core('token', 36)}` },
  { name: 'card', value: ['4556', '7375', '8689', '9855'].join('-') },
  { name: 'e-mail', value: `${core('mailbox', 12)}@${core('domain', 10)}.${'net'}` },
  { name: 'password', value: core('password', 18) },
];

/** Known to nobody: a client may see what its answer says, but no log and no error of Penstock's may. */
export const plain: Canary = { name: 'plain words', value: core('plain', 24) };
export const podKey: Canary = { name: "pod's key", value: core('pod key', 24) };

/** All of the secrets in a sentence; of the password it says what it is. */
export const sentence = `key ${secrets[0]!.value}, token ${secrets[1]!.value}, card ${secrets[2]!.value}, to ${secrets[3]!.value}, password = "${secrets[4]!.value}"`;

/** Of a name that is too short for a sentence. */
export const short = secrets[0]!.value;

/** The names of those that stand in the bytes: as they are, or in an encoding in which programs print what they choke on. */
export function foundIn(bytes: Buffer, canaries: readonly Canary[]): readonly string[] {
  const text = bytes.toString('latin1');
  return canaries.filter(({ value }) => guises(value).some(guise => text.includes(guise))).map(({ name }) => name);
}

const guisesKept = new Map<string, readonly string[]>();

function guises(value: string): readonly string[] {
  const kept = guisesKept.get(value);
  if (kept !== undefined) return kept;
  const bytes = Buffer.from(value);
  const made = [
    ...parts(value),
    value.toLowerCase(),
    encodeURIComponent(value),
    value.replaceAll('-', ''),
    bytes.toString('hex'),
    [...bytes].join(','),
    [...bytes].join(', '),
    ...[0, 1, 2].map(offset => base64At(bytes, offset)),
  ];
  guisesKept.set(value, made);
  return made;
}

const partLength = 10;

/** A value that was cut is still a value. */
function parts(value: string): string[] {
  return Array.from({ length: Math.max(1, value.length - partLength + 1) }, (_, at) => value.slice(at, at + partLength));
}

/** What does not change of its base64, should it stand so many bytes behind a multiple of three. */
function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  return text.slice(offset === 0 ? 0 : 4, -2);
}
