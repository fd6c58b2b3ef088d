// The tables of all detectors that ship: what is found out of them when the program is set up, and not each time that it starts.
import type { Decoding } from '../words/plan.ts';
import { openersFor } from './decode/openers.ts';
import type { ScannerLimits } from './engine/scanner.ts';
import { writeTables } from './engine/tables-writing.ts';
import { builtInDetectors } from './registry.ts';

export { readTables, useTables } from './engine/tables.ts';

const blockDecodings: readonly Decoding[] = ['base64', 'hex'];

/** Plans name groups mostly, and encodings: each group of detectors has a sieve, and so has what notices it in an encoding. */
export function tablesOfAll(sources: string, limits: ScannerLimits): Buffer {
  const byGroup = [...Map.groupBy(builtInDetectors, ({ group }) => group).values()];
  const openers = Object.fromEntries(
    blockDecodings.map(decoding => [
      decoding,
      builtInDetectors.map(detector => [detector, openersFor([detector], [decoding], limits)[0] ?? null] as const),
    ]),
  );
  const noticing = blockDecodings.flatMap(decoding => byGroup.map(group => openersFor(group, [decoding], limits)));
  return writeTables({ groups: [...byGroup, ...noticing.filter(group => group.length > 0)], openers, sources }, limits);
}
