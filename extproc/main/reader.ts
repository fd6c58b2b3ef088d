// How people read and edit what is held: the content room reads, detectors mark the places that made a rule hold, and masks are told by how they look.
// One at a time, and in turns with the exchanges: what a model wrote decides how long it takes. Where the content room gives up, people see the body as
// it is written, so that nobody decides on what was not shown.
import type { ContentReader, ReadText } from '../approvals/ports.ts';
import { type BodyText, editingBody, type Late, type ReadableBody, readingBody } from '../content/reading.ts';
import { formatOf, rescan } from '../exchange/rescan.ts';
import type { Surroundings } from '../exchange/surroundings.ts';
import { Fault } from '../words/fault.ts';
import type { HeldContent } from '../words/hold.ts';
import { Marking } from './marking.ts';

/** Who waits behind these is told to come back. */
const waitingMax = 16;

export function contentReader(around: Surroundings, now: () => number): ContentReader {
  const { limits, workedMs } = around;
  const inTurn = queue();
  /** Each pause begins anew; half a turn leaves the other half for what can't be paused. */
  const late: Late = () => workedMs() > limits.turnMsMax / 2;
  return {
    read: content => inTurn(() => paced(reading(content))),
    edit: (content, edits) =>
      inTurn(async () => {
        const body = bodyOf(content);
        if (body === null) return { kind: 'refused', why: 'nothing can be replaced in bytes that can not be read' };
        return paced(editingBody(body, edits, limits, late));
      }),
    rescan: content => inTurn(() => paced(rescan(content, around, now()))),
  };

  function* reading(content: HeldContent): Generator<void, readonly ReadText[]> {
    const body = bodyOf(content);
    const read = body === null ? null : yield* readingBody(body, limits, late);
    const texts = read?.kind === 'read' ? read.texts : [asWritten(content)];
    const marking = new Marking(content, around.prepare(content.plan).scanner);
    const shown: ReadText[] = [];
    for (const { channel, kind, name, text, leftChars, isEditable } of [...texts, ...headersOf(content)]) {
      shown.push({ channel, kind, name, text, leftChars, isEditable, marks: yield* marking.marksIn(text) });
    }
    return shown;
  }
}

/** Gives the event loop a turn at each pause. */
async function paced<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await new Promise<void>(resolve => setImmediate(resolve));
  }
}

function queue(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return act => {
    if (waiting >= waitingMax) return Promise.reject(new Fault('ERR_HOLD_BUSY', 'too many read what is held at this moment'));
    waiting++;
    const turn = last.then(act).finally(() => waiting--);
    last = turn.catch(() => {});
    return turn;
  };
}

/** Null: nobody can read it. */
function bodyOf(content: HeldContent): ReadableBody | null {
  const { api, path, side, body } = content;
  const format = formatOf(content);
  // A beginning that is cut can't be read on from.
  const before = content.beforeIsCut ? new Uint8Array(0) : content.before;
  return format === null ? null : { ...format, api, path, side, before, body };
}

type Shown = Omit<BodyText, 'path'>;

function asWritten({ before, beforeIsCut, body }: HeldContent): Shown {
  const left = beforeIsCut ? '' : Buffer.from(before).toString();
  const text = left + Buffer.from(body).toString();
  return { channel: 'as it is written', kind: 'text', name: null, text, leftChars: left.length, isEditable: false };
}

/** They go with the body, and may be why it is held. */
function headersOf({ headers, trailers }: HeldContent): readonly Shown[] {
  const all = [...headers.map(line => ['headers', ...line] as const), ...trailers.map(line => ['trailers', ...line] as const)];
  return all.map(([place, name, value]) => ({
    channel: `${place}/${name}`,
    kind: 'other',
    name: null,
    text: Buffer.from(value, 'latin1').toString(),
    leftChars: 0,
    isEditable: false,
  }));
}
