// Refuses secrets that stand in penstock.yaml itself: configuration is copied, committed, mounted and shown, secrets must not be.
// A net for accidents, not a scanner: the known prefixes of keys, private keys, tokens, and URLs with a password.

export interface SecretPlace {
  readonly path: readonly (string | number)[];
  readonly what: string;
}

const looks: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY/],
  ['an age secret key', /AGE-SECRET-KEY-1/i],
  ['a URL with a password', /^[a-z][a-z0-9+.-]*:\/\/[^/\s@]*:[^/\s@]+@/i],
  ['a JSON web token', /^eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+\./],
  ['a key', /^(?:sk|rk|pk)[-_](?:[a-z]+[-_]){0,3}[A-Za-z0-9_-]{16,}$/],
  ['a key', /^(?:AKIA|ASIA)[A-Z0-9]{16}$/],
  ['a key', /^AIza[A-Za-z0-9_-]{35}$/],
  ['a token', /^(?:gh[pousr]_|github_pat_|glpat-|xox[abposr]-|npm_|hf_|pst_)[A-Za-z0-9_-]{16,}$/],
  ['a bearer token', /^bearer\s+\S{8,}/i],
];

/** Every string of the document that looks like a secret, by its path. Patterns to look for are left out: they may look like what they find. */
export function inlineSecrets(document: unknown): readonly SecretPlace[] {
  const found: SecretPlace[] = [];
  walk(document, [], (text, path) => {
    if (path[0] === 'policies' && path.at(-1) === 'pattern') return;
    const look = looks.find(([, pattern]) => pattern.test(text));
    if (look !== undefined) found.push({ path, what: look[0] });
  });
  return found;
}

function walk(
  value: unknown,
  path: readonly (string | number)[],
  visit: (text: string, path: readonly (string | number)[]) => void,
): void {
  if (typeof value === 'string') visit(value, path);
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, [...path, index], visit);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) walk(item, [...path, key], visit);
  }
}
