#!/usr/bin/env node
// `npm run nightly`: all of `npm test`, with the laws tried on far more texts and the decoders fuzzed for half an hour. Takes hours.
import { within } from './project.mjs';
import { foreground } from './run.mjs';
import { main } from './say.mjs';

const more = {
  PENSTOCK_PARTITIONS: '100000',
  PENSTOCK_PARTITIONS_SEED: String(Math.floor(Date.now() / 86_400_000)),
  PENSTOCK_PROPERTY_RUNS: '5000',
  PENSTOCK_FUZZ_SECONDS: '1800',
  PENSTOCK_ENDLESS_MIB: '200',
  PENSTOCK_HOLD_MS: '600000',
};

main(() =>
  foreground(process.execPath, [within('extproc/setup/test.mjs'), ...process.argv.slice(2)], {
    env: { ...more, ...process.env },
  }),
);
