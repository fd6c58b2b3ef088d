// Which blocks of the program an input went through, as V8 itself counts them.
import { Session } from 'node:inspector';

interface FunctionRanges {
  readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
}
interface Taken {
  readonly result: readonly { readonly url: string; readonly functions: readonly FunctionRanges[] }[];
}

export class Coverage {
  readonly #session = new Session();
  readonly #seen = new Set<string>();

  constructor() {
    this.#session.connect();
    this.#post('Profiler.enable');
    this.#post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Blocks so far. */
  get size(): number {
    return this.#seen.size;
  }

  /** Blocks that ran since the last call, and never before. */
  news(): readonly string[] {
    const { result } = this.#post('Profiler.takePreciseCoverage') as Taken;
    const blocks: string[] = [];
    for (const { url, functions } of result) {
      const at = url.indexOf('/extproc/');
      if (at < 0) continue;
      const file = url.slice(at);
      for (const { ranges } of functions) {
        for (const { startOffset, endOffset, count } of ranges) {
          const block = `${file}:${startOffset}-${endOffset}`;
          if (count > 0 && !this.#seen.has(block)) blocks.push(block);
        }
      }
    }
    return blocks;
  }

  note(blocks: readonly string[]): void {
    for (const block of blocks) this.#seen.add(block);
  }

  #post(method: string, parameters: object = {}): unknown {
    let answer: unknown;
    let problem: Error | null = null;
    // Sessions in this thread answer before post() returns.
    this.#session.post(method, parameters, (error, result) => {
      problem = error;
      answer = result;
    });
    if (problem !== null) throw problem;
    return answer;
  }
}
