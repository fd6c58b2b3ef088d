// Values under a field name that the plan names. All of them count, except those that masking would leave as they are and those that a mask
// left behind: what was masked, scanned again, finds nothing.

/** Whether the value is what a mask puts in the place of a value under this field name. */
export function isMasked(value: Uint8Array, key: string): boolean {
  if (value.length > 128) return false;
  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
  if (text === `[REDACTED:${key.replaceAll(/[^A-Za-z0-9_.-]/g, '_')}]`) return true;
  if (/^\[HASH:[0-9a-f]{12}\]$/.test(text) || /^\*{4}.{4}$/u.test(text)) return true;
  const label = key.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  return text.startsWith(`<${label}_`) && /^[0-9A-Z]{4}>$/.test(text.slice(label.length + 2));
}
