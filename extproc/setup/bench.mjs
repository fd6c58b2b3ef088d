#!/usr/bin/env node
// `npm run bench`: sets up, then measures (test/bench/main.ts), beside a no-op server in the same harness.
import { within } from './project.mjs';
import { foreground } from './run.mjs';
import { main } from './say.mjs';
import { environmentOf, setUpTests } from './setup.mjs';

main(async () => {
  const ready = await setUpTests();
  return foreground(ready.node, [within('test/bench/main.ts'), ...process.argv.slice(2)], {
    ipc: true,
    env: environmentOf(ready),
  });
});
