// Rego builtins that the host computes, for OPA's Wasm doesn't have them. Semantics are OPA's; a test compares the two.
// Kept out on purpose although the npm SDK has them: sprintf (throws on %q and null; template strings do its work),
// regex.split (a backtracking engine on text of strangers) and yaml.* (a parser with aliases, likewise).

type Builtin = (...args: readonly unknown[]) => unknown;

const implementations: Readonly<Record<string, Builtin>> = {
  'strings.any_prefix_match': (search, base) => anyPair(search, base, (text, part) => text.startsWith(part)),
  'strings.any_suffix_match': (search, base) => anyPair(search, base, (text, part) => text.endsWith(part)),
};

/** Names of what the host implements, sorted. */
export const hostBuiltinNames: readonly string[] = Object.keys(implementations).sort();

/**
 * The builtins as the runtime wants them: they never throw, for every throw through Wasm leaks a piece of the instance's stack;
 * what they can't compute is undefined in Rego.
 */
export const hostBuiltins: Readonly<Record<string, Builtin>> = Object.fromEntries(
  Object.entries(implementations).map(([name, implementation]) => [name, guarded(implementation)]),
);

/** Makes undefined of a throw. */
export function guarded(implementation: Builtin): Builtin {
  return (...args) => {
    try {
      return implementation(...args);
    } catch {
      return undefined;
    }
  };
}

/** Sets arrive as arrays, so that strings and collections of strings are all there is to tell apart. */
function anyPair(search: unknown, base: unknown, holds: (text: string, part: string) => boolean): boolean | undefined {
  const texts = strings(search);
  const parts = strings(base);
  if (texts === null || parts === null) return undefined;
  return texts.some(text => parts.some(part => holds(text, part)));
}

function strings(value: unknown): readonly string[] | null {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) && value.every(item => typeof item === 'string') ? value : null;
}
