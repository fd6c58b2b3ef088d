// Names that came from outside (a model, a tool, a JSON path made of an upstream's keys) on their way into policy input and records.
// A name is no place to hide a value: what is long, strange or found by a detector is withheld.
import type { Scanner, TextScan } from '../detect/scan.ts';

const charsMax = 256;
const withheld = '[withheld]';
const cachedMax = 512;

export interface Labels {
  /** Gives the name, or `[withheld]`. */
  of(name: string): string;
  /** Whether a detector of the plan finds something in it. */
  finds(text: string): boolean;
}

/** Labels under one plan, shared by all exchanges under it: they look at the same few names. */
export function labelsUnder(scanner: Scanner): Labels {
  let scan: TextScan | null = null;
  const known = new Set<string>(); // plain names only: what was withheld is not kept in memory
  const finds = (text: string): boolean => {
    scan ??= scanner.open();
    return findsIn(scan, Buffer.from(text));
  };
  const of = (name: string): string => {
    if (known.has(name)) return name;
    if (!isPlain(name) || finds(name)) return withheld;
    if (known.size < cachedMax) known.add(name);
    return name;
  };
  return { of, finds };
}

function isPlain(name: string): boolean {
  return name.length <= charsMax && !/[^\x20-\x7e]/.test(name);
}

function findsIn(scan: TextScan, bytes: Buffer): boolean {
  scan.reset();
  for (let at = 0; at < bytes.length; ) {
    at = scan.advance(bytes, at);
    if (scan.take().length > 0) return true;
  }
  scan.finish();
  return scan.take().length > 0;
}
