// The bootstrap that is shipped is one that Envoy takes, from the project's folder as its README says.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';

// The file names the authorities of Debian and Ubuntu.
test.runIf(existsSync('/etc/ssl/certs/ca-certificates.crt'))('envoy/penstock.yaml is a bootstrap', () => {
  const root = new URL('../../..', import.meta.url).pathname;
  const flags = ['--mode', 'validate', '-c', 'envoy/penstock.yaml', '--log-level', 'error'];
  const { status, stderr } = spawnSync(process.env.ENVOY_BIN ?? 'envoy', flags, { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toMatchObject({ status: 0 });
});
