#!/usr/bin/env node
// `npm run accuracy`: sets up, then measures recall and false alarms on the labelled corpus (test/accuracy/main.ts).
import { within } from './project.mjs';
import { foreground } from './run.mjs';
import { main } from './say.mjs';
import { setUpProgram } from './setup.mjs';

main(async () => {
  const { node } = await setUpProgram();
  return foreground(node, [within('test/accuracy/main.ts'), ...process.argv.slice(2)]);
});
