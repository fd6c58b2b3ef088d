// JSON in the one spelling that equal documents share (RFC 8785): no white space, names sorted by UTF-16 code units, numbers and strings as
// ECMAScript writes them. Knows values as JSON.parse gives them; what was lost in parsing (a key twice, digits of long numbers) is lost here.

/**
 * Gives the canonical text. Null for what has none: lone surrogates, numbers that are not finite, values that JSON does not have, and nesting
 * deeper than `depthMax`.
 */
export function canonicalJson(value: unknown, depthMax: number): string | null {
  const parts: string[] = [];
  return write(value, depthMax, parts) ? parts.join('') : null;
}

function write(value: unknown, depthLeft: number, parts: string[]): boolean {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) return false;
      parts.push(JSON.stringify(value));
      return true;
    case 'number':
      if (!Number.isFinite(value)) return false;
      parts.push(JSON.stringify(value));
      return true;
    case 'boolean':
      parts.push(value ? 'true' : 'false');
      return true;
    case 'object':
      if (value === null) parts.push('null');
      else if (depthLeft === 0) return false;
      else return Array.isArray(value) ? writeList(value, depthLeft - 1, parts) : writeObject(value, depthLeft - 1, parts);
      return true;
    default:
      return false;
  }
}

function writeList(list: readonly unknown[], depthLeft: number, parts: string[]): boolean {
  parts.push('[');
  for (const [at, item] of list.entries()) {
    if (at > 0) parts.push(',');
    if (!write(item, depthLeft, parts)) return false;
  }
  parts.push(']');
  return true;
}

function writeObject(object: object, depthLeft: number, parts: string[]): boolean {
  const { toJSON } = object as { readonly toJSON?: unknown };
  if (typeof toJSON === 'function') return false; // a date, say: no value of JSON's
  parts.push('{');
  // The default order is by UTF-16 code units, as section 3.2.3 wants it.
  for (const [at, name] of Object.keys(object).sort().entries()) {
    if (at > 0) parts.push(',');
    if (!write(name, 0, parts)) return false;
    parts.push(':');
    if (!write((object as Readonly<Record<string, unknown>>)[name], depthLeft, parts)) return false;
  }
  parts.push('}');
  return true;
}
