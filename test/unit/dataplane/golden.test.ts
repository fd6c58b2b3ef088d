// The bootstrap that is shipped in envoy/ is what the renderer writes: `npx vitest -u` on this file writes it anew.
import { expect, test } from 'vitest';
import { stringifyYaml } from '../../../extproc/config/yaml.ts';
import { renderBootstrap } from '../../../extproc/dataplane/bootstrap.ts';
import { renderSecret, sdsFileName } from '../../../extproc/dataplane/credentials.ts';
import { credentialPlaces, type Plane } from '../../../extproc/dataplane/plane.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';

const credential = { keyFile: 'data/keys/chatgpt.key', ...credentialPlaces.openai };
const shipped: Plane = {
  listen: { host: '127.0.0.1', port: 10_000 },
  extproc: '127.0.0.1:9000',
  admin: { host: '127.0.0.1', port: 9901 },
  sdsDir: 'envoy/sds',
  trustedCa: '/etc/ssl/certs/ca-certificates.crt',
  accessLog: 'stdout',
  exchangesMax: defaultLimits.exchangesMax,
  connections: [{ name: 'chatgpt', domains: ['*'], upstream: 'https://api.openai.com', credential }],
};

const bootstrapHeader = `# An Envoy in front of api.openai.com, with Penstock beside it. From the project's folder: envoy -c envoy/penstock.yaml
# Written by extproc/dataplane/bootstrap.ts (a test holds the two together); README.md beside it says what must not be changed.
`;
const secretHeader = `# Where Envoy finds the key of the connection "chatgpt". The key's own file holds the key and nothing else.
`;

test('envoy/penstock.yaml is what the renderer writes', async () => {
  const text = bootstrapHeader + stringifyYaml(renderBootstrap(shipped));
  await expect(text).toMatchFileSnapshot('../../../envoy/penstock.yaml');
});

test('envoy/sds/chatgpt.yaml is what the renderer writes', async () => {
  const text = secretHeader + stringifyYaml(renderSecret('chatgpt', credential));
  await expect(text).toMatchFileSnapshot(`../../../envoy/sds/${sdsFileName('chatgpt')}`);
});
