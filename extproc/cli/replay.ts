// Replays an exchange in the terminal: at its pace, faster, or step by step. What the model wrote is shown, never obeyed.
import { createInterface } from 'node:readline';
import type { ToldPiece, ToldReplay } from './sessions-told.ts';
import { visible, visibleLine } from './visible.ts';

export interface Pace {
  /** How many times as fast as it was; Infinity: at once. */
  readonly speed: number;
  /** A longer silence is cut to so much, and said. */
  readonly waitMsMax: number;
  /** Each piece waits for a line from here; null: for its time. Gives false when there is no more to come. */
  readonly next: (() => Promise<boolean>) | null;
}

export interface Screen {
  /** What was delivered. */
  write(text: string): void;
  /** Words about it. */
  say(text: string): void;
  wait(ms: number): Promise<void>;
}

/** False: whoever looks has seen enough. */
export async function replay(recorded: ToldReplay, pace: Pace, screen: Screen): Promise<boolean> {
  const shown = new Shown(recorded);
  let atMs = recorded.pieces[0]?.atMs ?? 0;
  for (const piece of recorded.pieces) {
    if (pace.next !== null) {
      screen.say(`  ${seconds(piece.atMs)}  ${piece.side}, ${byteLength(piece)} bytes, Enter for more\n`);
      if (!(await pace.next())) return false;
    } else {
      const silentMs = (piece.atMs - atMs) / pace.speed;
      if (silentMs > pace.waitMsMax) screen.say(`\n‹silent for ${seconds(piece.atMs - atMs)}›\n`);
      if (silentMs > 0) await screen.wait(Math.min(silentMs, pace.waitMsMax));
    }
    atMs = piece.atMs;
    screen.write(shown.text(piece));
  }
  screen.write(shown.end());
  if (!recorded.isWhole) screen.say('‹this is not all of it: it runs still, or more came than was taken down›\n');
  return true;
}

/** What of pieces is shown: their texts, with a heading where another one begins; of a side that can't be read its bytes as text. */
export class Shown {
  readonly #recorded: Pick<ToldReplay, 'read' | 'texts'>;
  #heading = '';

  constructor(recorded: Pick<ToldReplay, 'read' | 'texts'>) {
    this.#recorded = recorded;
  }

  text({ side, texts, bytes }: ToldPiece): string {
    const told = this.#recorded.read.includes(side)
      ? texts.map(({ of, text }) => ({ ...this.#recorded.texts[of]!, text }))
      : [{ channel: '', kind: 'bytes', name: null, text: Buffer.from(bytes, 'base64').toString() }];
    return told
      .map(({ channel, kind, name, text }) => {
        const what = kind === 'tool_call' ? `tool call ${visibleLine(name ?? '')}` : kind;
        const heading = `── ${side} ── ${what}${channel === '' ? '' : `  ${visibleLine(channel, 100)}`}\n`;
        const before = heading === this.#heading ? '' : `${this.end()}${heading}`;
        this.#heading = heading;
        return before + visible(text);
      })
      .join('');
  }

  end(): string {
    return this.#heading === '' ? '' : '\n';
  }
}

/** A line each time it is asked; false at the end of the input, and for a line with q. */
export function linesOf(input: NodeJS.ReadableStream): { readonly next: () => Promise<boolean>; close(): void } {
  const lines = createInterface({ input });
  const each = lines[Symbol.asyncIterator]();
  return {
    async next() {
      const { done, value } = await each.next();
      return done !== true && String(value).trim() !== 'q';
    },
    close: () => lines.close(),
  };
}

function byteLength({ bytes }: ToldPiece): number {
  return Buffer.byteLength(bytes, 'base64');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;
}
