#!/usr/bin/env node
// `npm run screenshots`: sets up, then takes the pictures of the page that docs/images has (test/e2e/page/screenshots.ts).
import { within } from './project.mjs';
import { foreground } from './run.mjs';
import { main } from './say.mjs';
import { environmentOf, setUpTests } from './setup.mjs';

main(async () => {
  const ready = await setUpTests();
  return foreground(ready.node, [within('test/e2e/page/screenshots.ts'), ...process.argv.slice(2)], {
    env: environmentOf(ready),
  });
});
