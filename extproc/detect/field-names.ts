// Compares field names the way people mean them: `apiKey`, `API_KEY` and `api-key` are one name, and `openai_api_key` ends with it.
// `password_policy`, `max_tokens` and `mytoken` are other names.

/** Longer names are compared by their end only, as prefixes don't count anyway. */
const nameCharsMax = 256;
const cacheNamesMax = 4096;
const cacheKeySetsMax = 64;

type Matcher = (name: string) => string | null;
const matchers = new Map<string, Matcher>();
/** Asked for each key of each JSON document: a plan's list is known by its identity. */
const byList = new WeakMap<readonly string[], Matcher>();

/** Gives the question "which of these keys does a name stand for", with its answers kept in a bounded cache. */
export function nameMatcher(keys: readonly string[]): Matcher {
  const known = byList.get(keys);
  if (known !== undefined) return known;
  const id = keys.join('\0');
  let matcher = matchers.get(id);
  if (matcher === undefined) {
    matcher = compile(keys);
    if (matchers.size >= cacheKeySetsMax) matchers.clear();
    matchers.set(id, matcher);
  }
  byList.set(keys, matcher);
  return matcher;
}

/** `openaiAPIKey_2` → openai, api, key. Lower case; a number at the end is no part of the name. */
export function wordsOf(name: string): readonly string[] {
  const words = name
    .replaceAll(/([\p{Ll}0-9])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(word => word !== '');
  if (words.length > 1 && /^[0-9]+$/.test(words.at(-1)!)) words.pop();
  return words;
}

function compile(keys: readonly string[]): Matcher {
  const keyByLetters = new Map<string, string>();
  // Of two spellings of one name the first stands.
  for (const key of keys) {
    const letters = wordsOf(key).join('');
    if (letters !== '' && !keyByLetters.has(letters)) keyByLetters.set(letters, key);
  }
  const longest = Math.max(0, ...[...keyByLetters.keys()].map(letters => letters.length));
  const answers = new Map<string, string | null>();
  return name => {
    if (name.length > nameCharsMax) return endsWithKey(name.slice(-nameCharsMax));
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = endsWithKey(name);
    if (answers.size >= cacheNamesMax) answers.clear();
    answers.set(name, answer);
    return answer;
  };

  function endsWithKey(name: string): string | null {
    let ending = '';
    let found: string | null = null;
    for (const word of wordsOf(name).toReversed()) {
      ending = word + ending;
      if (ending.length > longest) break;
      // The longest says most: `client_secret` is not just a `secret`.
      found = keyByLetters.get(ending) ?? keyByLetters.get(ending.replace(/[0-9]{1,2}$/, '')) ?? found;
    }
    return found;
  }
}
