// Lists and texts as they may stand in an entry: an entry that is too long for the ledger would be lost.
import { fixedLimits } from '../words/limits.ts';

/** Texts of others' making are cut: they name something, and are no place to hide a value. */
export function short(text: string): string {
  return text.slice(0, fixedLimits.entryTextCharsMax).toWellFormed();
}

export function names(texts: readonly string[]): readonly string[] {
  return fitting(texts.map(short), fixedLimits.entryNamesBytesMax);
}

/** The first of them, as many as have room. */
export function fitting<Item extends object | string>(items: readonly Item[], bytesMax: number): readonly Item[] {
  let bytes = 0;
  const end = items.findIndex(item => {
    bytes += Buffer.byteLength(JSON.stringify(item));
    return bytes > bytesMax;
  });
  return end < 0 ? items : items.slice(0, end);
}
