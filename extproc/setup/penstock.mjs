#!/usr/bin/env node
// The `penstock` command: `npx --no-install penstock …`. Runs the command line under a Node that is new enough.
import { within } from './project.mjs';
import { foreground } from './run.mjs';
import { main } from './say.mjs';
import { programEnvironmentOf, setUpDemo, setUpProgram } from './setup.mjs';

main(async () => {
  const args = process.argv.slice(2);
  const showsHelp = args.includes('--help') || args.includes('-h');
  const ready = args[0] === 'start' && !showsHelp ? await setUpDemo() : await setUpProgram();
  return foreground(ready.node, [within('extproc/cli/main.ts'), ...args], { ipc: true, env: programEnvironmentOf(ready) });
});
