// Samples for keys that say by their form whose they are: the same value in the places where people and programs put it.
import { hit, miss, type NearMiss, type Samples } from './sample.ts';

/** `value` gives another one for each seed; `cutShort` is how many of its characters are too few. */
export function formed(
  detector: string,
  value: (seed: number) => string,
  cutShort: number,
  ...misses: readonly NearMiss[]
): Samples {
  return {
    detector,
    hits: [
      hit('in an environment file', 'A=1\nKEY=', value(1), '\nB=2\n'),
      hit('quoted', '{"key": "', value(2), '"}'),
      hit('in a header', "curl -H 'X-Key: ", value(3), "' https://api.example.com"),
      hit('in prose', 'I use ', value(4), ', does that work?'),
      hit('in a log', '2026-01-02T03:04:05Z DEBUG auth key=', value(5), ' status=401'),
    ],
    misses: [miss('cut short', `KEY=${value(1).slice(0, cutShort)}\n`), ...misses],
  };
}
