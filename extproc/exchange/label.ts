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

/** Labels under one plan. */
export function labelsUnder(scanner: Scanner): Labels {
  let scan: TextScan | null = null;
  const known = new Map<string, string>();
  const finds = (text: string): boolean => {
    scan ??= scanner.open();
    return findsIn(scan, Buffer.from(text));
  };
  const of = (name: string): string => {
    const seen = known.get(name);
    if (seen !== undefined) return seen;
    const label = isPlain(name) && !finds(name) ? name : withheld;
    if (known.size < cachedMax) known.set(name, label);
    return label;
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
