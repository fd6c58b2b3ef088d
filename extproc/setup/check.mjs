#!/usr/bin/env node
// `npm run check`: format, lint, types, policies and the fast tests, all of them even when one fails; the inner loop, under 30 s.
import { dirname } from 'node:path';
import { findOpa } from './opa.mjs';
import { root, within } from './project.mjs';
import { foreground } from './run.mjs';
import { main, say } from './say.mjs';
import { setUpProgram } from './setup.mjs';

main(async () => {
  const { node } = await setUpProgram();
  const opa = await findOpa();
  const failed = [];
  for (const { name, command, args } of steps(node, opa)) {
    const began = Date.now();
    const code = await foreground(command, args, {
      cwd: root,
      env: opa === null ? process.env : { ...process.env, OPA_BIN: opa },
    });
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    if (code !== 0) failed.push(name);
  }
  if (failed.length > 0) say(`failed: ${failed.join(', ')}`);
  return failed.length > 0 ? 1 : 0;
});

function steps(node, opa) {
  const biome = within('node_modules/@biomejs/biome/bin/biome');
  return [
    { name: 'format and lint', command: node, args: [biome, 'check', '--error-on-warnings'] },
    { name: 'types', command: node, args: [within('node_modules/typescript/bin/tsc'), '--noEmit', '-p', root] },
    {
      name: 'types of the page',
      command: node,
      args: [within('node_modules/typescript/bin/tsc'), '--noEmit', '-p', within('extproc/admin/web')],
    },
    ...policySteps(node, opa),
    {
      name: 'fast tests',
      command: node,
      args: [
        within('node_modules/vitest/vitest.mjs'),
        'run',
        '--config',
        within('test/vitest.config.ts'),
        '--reporter=dot',
        // Not those that wait for real timers, sockets and processes; `npm test` runs them.
        '--project=shared',
        'test/unit',
        'test/golden',
      ],
    },
  ];
}

function policySteps(node, opa) {
  if (opa === null) {
    say('policies are not checked: there is no OPA on the PATH (`npm test` builds one where Go is)');
    return [];
  }
  // Not `opa check policies`: the built bundle stands in there too, with the same rules once more.
  return [{ name: `policies (${dirname(opa)}/opa)`, command: node, args: [within('extproc/policy/build.ts'), '--check'] }];
}
