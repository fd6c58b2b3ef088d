// A recording as it is replayed: its pieces in their order, each with the text that it brought. Pure.
import { masksIn } from '../mask/seen.ts';
import type { Side } from '../words/finding.ts';
import type { Limits } from '../words/limits.ts';
import type { Piece } from './frames.ts';
import type { PieceText, RecordedExchange, Replay, ReplayText } from './ports.ts';
import { readSide } from './reading.ts';

/** Of one text. */
const masksMax = 1_000;

export function replayed(exchange: RecordedExchange, pieces: readonly Piece[], isWhole: boolean, limits: Limits): Replay {
  const brought = pieces.map((): PieceText[] => []);
  const texts: ReplayText[] = [];
  const read = (['request', 'response'] as const).filter(side => tellTexts(exchange, side, pieces, { texts, brought }, limits));
  return {
    exchange: exchange.id,
    isWhole,
    read,
    texts,
    pieces: pieces.map(({ atMs, side, bytes }, at) => ({
      atMs,
      side,
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
      texts: brought[at]!,
    })),
  };
}

/** Tells each piece of a side what it brought; false: the side is empty, or can't be read. */
function tellTexts(
  exchange: RecordedExchange,
  side: Side,
  pieces: readonly Piece[],
  told: { readonly texts: ReplayText[]; readonly brought: readonly PieceText[][] },
  limits: Limits,
): boolean {
  const places = pieces.flatMap((piece, at) => (piece.side === side ? [at] : []));
  if (places.length === 0) return false;
  const stretches = places.map(at => Buffer.from(pieces[at]!.bytes));
  const texts = readSide(stretches, { exchange, end: exchange.end, side }, limits);
  if (texts === null) return false;
  // Values of the protocol are in the bytes; where there is nothing else, they are what there is.
  const speaks = texts.some(({ kind }) => kind !== 'other');
  for (const { channel, kind, name, text, grew } of texts) {
    if (speaks && kind === 'other') continue;
    const of = told.texts.push({ side, channel, kind, name, masks: masksIn(text, masksMax) }) - 1;
    let from = 0;
    for (const { stretch, chars } of grew) {
      if (chars > from) told.brought[places[stretch]!]!.push({ of, text: text.slice(from, chars) });
      from = chars;
    }
  }
  return true;
}
