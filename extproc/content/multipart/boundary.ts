// Reads what a content type says of a form (RFC 7578): the boundary between its parts. Strict: what two servers may read in two ways is none.

/** Whether it says that the body is a form, however it goes on. */
export function isForm(contentType: string): boolean {
  return /^\s*multipart\/form-data\s*(?:;|$)/i.test(contentType);
}

/** Null where there is none, or more than one. */
export function boundaryOf(contentType: string): string | null {
  const [, parameters = ''] = /^\s*multipart\/form-data\s*((?:;.*)?)$/i.exec(contentType) ?? [];
  const found = parametersOf(parameters);
  const boundary = found?.get('boundary');
  return boundary !== undefined && found!.size <= 2 && isBoundary(boundary) ? boundary : null;
}

/** RFC 2046, 5.1.1. Spaces are allowed there too; nobody sends any. */
function isBoundary(text: string): boolean {
  return /^[0-9A-Za-z'()+_,./:=?-]{1,70}$/.test(text);
}

/**
 * `; name="value"; name=value`, names in small letters. Null where it goes on otherwise, says a thing twice, or has a quote in a value: servers
 * differ over what escapes one.
 */
export function parametersOf(text: string): ReadonlyMap<string, string> | null {
  const found = new Map<string, string>();
  const next = /[ \t]*;[ \t]*([A-Za-z0-9_*-]+)=(?:"([^"\r\n]*)"|([^\s";,]+))/y;
  while (next.lastIndex < text.length) {
    const match = next.exec(text);
    if (match === null) return null;
    const name = match[1]!.toLowerCase();
    const value = match[2] ?? match[3]!;
    if (value.endsWith('\\') || found.has(name)) return null;
    found.set(name, value);
  }
  return found;
}
