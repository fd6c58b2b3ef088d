#!/usr/bin/env node
// `npm start`: sets up what is missing, then shows the main job (extproc/cli/main.ts start).
import { within } from './project.mjs';
import { foreground } from './run.mjs';
import { main } from './say.mjs';
import { programEnvironmentOf, setUpDemo, setUpProgram } from './setup.mjs';

main(async () => {
  const args = process.argv.slice(2);
  // Help needs no Envoy: nobody should wait for a download to read what the flags are.
  const ready = args.includes('--help') || args.includes('-h') ? await setUpProgram() : await setUpDemo();
  return foreground(ready.node, [within('extproc/cli/main.ts'), 'start', ...args], {
    ipc: true,
    env: programEnvironmentOf(ready),
  });
});
