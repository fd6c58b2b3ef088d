#!/usr/bin/env node
// `npm test`: sets up all that the tests need, runs them, real Envoy and real Wasm included, and ends with one line of totals.
// Arguments after `--` are path filters: `npm test -- test/unit/config`.
import { main } from './say.mjs';
import { programEnvironmentOf, setUpAllTests } from './setup.mjs';
import { conclude, runTests } from './vitest.mjs';

const configs = ['test/vitest.config.ts', 'test/e2e/vitest.config.ts'];

main(async () => {
  const only = process.argv.slice(2);
  const ready = await setUpAllTests();
  const runs = [];
  for (const config of configs) runs.push(await runTests({ node: ready.node, env: programEnvironmentOf(ready), config, only }));
  const { line, code, failures } = conclude(runs);
  process.stdout.write(`${failures.map(failure => `\nfailed: ${failure}`).join('')}\n${line}\n`);
  return code;
});
