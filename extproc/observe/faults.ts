// Says of an error what may be said: a fault's own words, of any other error only its kind and place.
import { type Blame, Fault } from '../words/fault.ts';

const framesMax = 3;

export interface FaultFacts {
  readonly code: string;
  readonly blame: Blame;
  /** Null for errors that are not ours: their messages may quote what they choked on (JSON.parse does). */
  readonly reason: string | null;
  /** The innermost frames. */
  readonly where: string;
}

/** What may be told of anything that was thrown. */
export function factsOf(error: unknown): FaultFacts {
  if (error instanceof Fault) return { code: error.code, blame: error.blame, reason: error.message, where: framesOf(error) };
  if (error instanceof Error) return { code: codeOf(error), blame: 'bug', reason: null, where: framesOf(error) };
  return { code: `thrown ${typeof error}`, blame: 'bug', reason: null, where: '' };
}

function codeOf(error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' && /^[A-Z0-9_]{1,64}$/.test(code) ? code : error.constructor.name.slice(0, 64);
}

/** The stack behind the message that it begins with. Where the message is not found there (it was changed later), nothing is told. */
function framesOf(error: Error): string {
  const stack = error.stack ?? '';
  const at = stack.indexOf(error.message);
  if (at < 0) return '';
  const frames = stack
    .slice(at + error.message.length)
    .split('\n')
    .filter(line => /^ {4}at /.test(line));
  return frames.slice(0, framesMax).map(placeIn).join(' < ');
}

/** `exchangeStep (extproc/exchange/exchange.ts:12:3)`, without the folders before. */
function placeIn(frame: string): string {
  return frame
    .trim()
    .replace(/^at /, '')
    .replace(/(?:file:\/\/)?\/[^\s()]*\/(?=(?:extproc|node_modules|test)\/)/, '');
}
