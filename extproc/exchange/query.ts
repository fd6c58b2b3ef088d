// What a request's query says, where it decides how the answer is read. Knows names and values; which of them count is for others.

/** Values of the parameters of this name, decoded, in order. `target`: path and query, as they go upstream. */
export function queryValues(target: string, name: string): readonly string[] {
  const queryAt = target.indexOf('?');
  if (queryAt < 0) return [];
  return target
    .slice(queryAt + 1)
    .split('&')
    .map(parameter => {
      const at = parameter.indexOf('=');
      return at < 0 ? [parameter, ''] : [parameter.slice(0, at), parameter.slice(at + 1)];
    })
    .filter(([key]) => decoded(key!) === name)
    .map(([, value]) => decoded(value!));
}

function decoded(text: string): string {
  const plain = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
