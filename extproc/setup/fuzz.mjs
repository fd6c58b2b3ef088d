#!/usr/bin/env node
// `npm run fuzz`: fuzzes the decoders (test/fuzz/main.ts), guided by V8's own coverage. `npm run fuzz -- --seconds 600 --seed 7`.
import { within } from './project.mjs';
import { foreground } from './run.mjs';
import { main } from './say.mjs';
import { setUpProgram } from './setup.mjs';

main(async () => {
  const { node } = await setUpProgram();
  return foreground(node, [within('test/fuzz/main.ts'), ...process.argv.slice(2)]);
});
