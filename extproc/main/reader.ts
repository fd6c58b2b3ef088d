// How people read and edit what is held: the content room reads, detectors mark the places that made a rule hold, and masks are told by how they look.
import type { ContentReader, ReadText } from '../approvals/ports.ts';
import type { Format } from '../content/open.ts';
import { type BodyText, editBody, type ReadableBody, readBody } from '../content/reading.ts';
import type { Scanner } from '../detect/scan.ts';
import { rescan } from '../exchange/rescan.ts';
import type { Surroundings } from '../exchange/surroundings.ts';
import type { HeldContent } from '../words/hold.ts';

type Mark = ReadText['marks'][number];

/** Masks as `mask/replacement.ts` writes them: placeholders, hashes, pseudonyms. */
const masks = /\[REDACTED:([A-Za-z0-9_.-]+)\]|\[HASH:[0-9a-f]{12}\]|<([A-Z][A-Z0-9_]*)_[0-9A-Z]{4}>/g;
const marksMax = 1_000;

export function contentReader(around: Surroundings, now: () => number): ContentReader {
  return {
    read(content) {
      const reading = readBody(bodyOf(content), around.limits);
      if (reading.kind === 'unreadable') return null;
      const { scanner } = around.prepare(content.plan);
      return reading.texts.map(text => shown(text, content, scanner));
    },
    edit: (content, edits) => editBody(bodyOf(content), edits, around.limits),
    rescan: content => rescan(content, around, now()),
  };
}

function bodyOf(content: HeldContent): ReadableBody {
  const { api, path, side, body } = content;
  // A beginning that is cut can't be read on from.
  const before = content.beforeIsCut ? new Uint8Array(0) : content.before;
  return { format: content.format as Format, api, path, side, before, body };
}

function shown({ channel, kind, name, text, leftChars, isEditable }: BodyText, content: HeldContent, scanner: Scanner): ReadText {
  const holding = new Map(content.findings.filter(({ action }) => action === 'hold').map(({ detector, id }) => [detector, id]));
  const found = holding.size === 0 ? [] : holdsIn(text, holding, scanner);
  return { channel, kind, name, text, leftChars, isEditable, marks: [...found, ...masksIn(text)].slice(0, marksMax) };
}

function holdsIn(text: string, holding: ReadonlyMap<string, number>, scanner: Scanner): readonly Mark[] {
  const bytes = Buffer.from(text);
  const scan = scanner.open();
  const matches = [];
  for (let at = 0; at < bytes.length && matches.length < marksMax; ) {
    at = scan.advance(bytes, at);
    matches.push(...scan.take());
  }
  scan.finish();
  matches.push(...scan.take());
  const charsTo = (offset: number): number => bytes.toString('utf8', 0, Math.min(offset, bytes.length)).length;
  return matches
    .filter(({ detector }) => holding.has(detector.id))
    .map(({ detector, start, end }) => ({
      start: charsTo(start),
      end: charsTo(end),
      finding: holding.get(detector.id) ?? null,
      detector: detector.id,
      action: 'hold' as const,
    }));
}

function masksIn(text: string): readonly Mark[] {
  return [...text.matchAll(masks)].map(match => ({
    start: match.index,
    end: match.index + match[0].length,
    finding: null,
    detector: match[1] ?? match[2]?.toLowerCase().replaceAll('_', '-') ?? 'hash',
    action: 'mask',
  }));
}
