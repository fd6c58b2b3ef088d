#!/usr/bin/env node
// `npm run bench`: sets up, then measures (test/bench/main.ts), beside a no-op server in the same harness.
import { existsSync } from 'node:fs';
import { within } from './project.mjs';
import { foreground } from './run.mjs';
import { main, SetupProblem } from './say.mjs';
import { environmentOf, setUpTests } from './setup.mjs';

main(async () => {
  const program = within('test/bench/main.ts');
  if (!existsSync(program))
    throw new SetupProblem('there is no test/bench/main.ts in this checkout', 'git status tells what is missing');
  const ready = await setUpTests();
  return foreground(ready.node, [program, ...process.argv.slice(2)], { ipc: true, env: environmentOf(ready) });
});
