// The plain first recorder: one JSON line an exchange, to wherever lines go.
import type { ExchangeRecord, Recorder } from './record.ts';

/** Writes each record as a line. What `write` does with it is its own business; a throw of it is told to `onLost` and goes no further. */
export function recordLines(write: (line: string) => void, onLost: (record: ExchangeRecord, error: unknown) => void): Recorder {
  return record => {
    try {
      write(`${JSON.stringify(record)}\n`);
    } catch (error) {
      onLost(record, error);
    }
  };
}
