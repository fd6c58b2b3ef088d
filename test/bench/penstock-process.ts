// Penstock as main.ts puts it together, with the shipped policy, in a process of its own whose CPU time can be read.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../extproc/config/load.ts';
import { serve } from '../../extproc/main.ts';
import { openLog } from '../../extproc/observe/log.ts';

const yaml = `
listen: { extproc: 127.0.0.1:0 }
data: ./data
connections:
  - { name: bench, hosts: [api.test], api: openai, upstream: http://127.0.0.1:1, identity: [anonymous] }
`;

const folder = mkdtempSync(join(tmpdir(), 'penstock-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGTERM', () => process.exit(0));
writeFileSync(join(folder, 'penstock.yaml'), yaml);
const outcome = loadConfig(join(folder, 'penstock.yaml'));
if (outcome.kind === 'problems') throw new Error(JSON.stringify(outcome.problems));
const serving = await serve(outcome.config, { log: openLog({ write: () => {} }), auditLine: () => {} });
process.send?.({ address: serving.address });
