import { expect, test } from 'vitest';
import { assigned, isRandom } from '../../../extproc/detect/detectors/assigned.ts';
import { findWith } from './find.ts';
import { lookalikes, run } from './samples/sample.ts';

const value = run('hex', 32, 3);
const services = ['datadog', 'dd[_-](?:api|app)'];
const detector = assigned('acme-key', 'Acme key', { services, value: '[a-f0-9]{32}\\b' });

test.for([
  { name: 'a variable', text: `DATADOG_API_KEY=${value}` },
  { name: 'a variable of the shell', text: `export DATADOG_API_KEY="${value}"` },
  { name: 'a variable with a longer name', text: `DATADOG_API_KEY_PROD=${value}` },
  { name: 'a short name', text: `DD_API_KEY: ${value}` },
  { name: 'a property with dots', text: `datadog.api.key=${value}` },
  { name: 'aligned', text: `datadog_api_key      = "${value}"` },
  { name: 'JSON', text: `{"datadogApiKey":"${value}"}` },
  { name: 'JSON in JSON', text: `{\\"datadog_api_key\\": \\"${value}\\"}` },
  { name: 'an object of the service', text: `"datadog": {\n    "apiKey": "${value}"` },
  { name: 'YAML', text: `datadog:\n  api_key: ${value}` },
  { name: 'INI', text: `[datadog]\napi_key = ${value}` },
  { name: 'XML', text: `<datadogApiKey>${value}</datadogApiKey>` },
  { name: 'an attribute', text: `<add key="DatadogApiKey" value="${value}" />` },
  { name: 'a constructor', text: `new Datadog({ apiKey: '${value}' })` },
  { name: 'a call', text: `datadog.initialize(api_key='${value}')` },
  { name: 'a typed constant', text: `const datadogApiKey: string = "${value}";` },
  { name: 'a short declaration', text: `myDatadogKey := "${value}"` },
  { name: 'a map', text: `os.environ["DATADOG_API_KEY"] = "${value}"` },
  { name: 'a default', text: `os.getenv("DATADOG_API_KEY", "${value}")` },
  { name: 'an arrow', text: `datadog_api_key=>"${value}"` },
  { name: 'a header', text: `-H "DD-API-KEY: ${value}"` },
  { name: 'an option', text: `--datadog-api-key ${value}` },
  { name: 'an option with =', text: `--datadog-api-key=${value}` },
  { name: 'Docker', text: `ENV DATADOG_API_KEY ${value}` },
  { name: 'Kubernetes', text: `- name: DATADOG_API_KEY\n  value: "${value}"` },
  { name: 'Terraform', text: `variable "datadog_api_key" {\n  default = "${value}"` },
  { name: 'prose', text: `my Datadog API key is ${value}.` },
  { name: 'prose with a detour', text: `the Datadog API key has been rotated, it's now ${value}` },
  { name: 'prose, the service last', text: `the token for Datadog is ${value}` },
  { name: 'Markdown', text: `**Datadog API key:** \`${value}\`` },
  { name: 'a remark in brackets', text: `Datadog API key (prod): ${value}` },
  { name: 'more settings before it', text: `datadog:\n    enabled: true\n    api_key: ${value}` },
  { name: 'a variable with a description', text: `variable "datadog_api_key" {\n  type    = string\n  default = "${value}"\n}` },
  { name: 'Ruby', text: `ENV['DATADOG_API_KEY'] ||= '${value}'` },
  { name: 'an option behind the name', text: `gh secret set DATADOG_API_KEY --body "${value}"` },
  { name: 'a column', text: `id,name,datadog_api_key\n1,orders,${value}\n` },
  { name: 'German', text: `Der API-Schlüssel für Datadog lautet ${value}.` },
  { name: 'German, one word', text: `Der Datadog-Schlüssel ist ${value}.` },
  { name: 'Spanish', text: `la clave de Datadog es ${value}` },
  { name: 'a table', text: `| Datadog API key | \`${value}\` |` },
])('a key is known by its name: $name', ({ text }) => expect(findWith([detector], text)).toEqual([value]));

test.for([
  { name: 'no service is named', text: `api_key=${value}` },
  { name: 'no key is spoken of', text: `datadog: ${value}` },
  { name: 'a digest of an image', text: `datadog/agent@sha256:${lookalikes.sha256}` },
  { name: 'the name belongs to another value', text: `datadog_api_key=x; commit ${value}` },
  { name: 'the id of a key', text: `datadog_api_key_id=${value}` },
  { name: 'the digest of a key', text: `datadog key sha256: ${value}` },
  { name: 'a public key', text: `datadog_public_key: ${value}` },
  { name: 'a longer value', text: `DATADOG_API_KEY=${lookalikes.sha256}` },
  { name: 'filled with one digit', text: `DATADOG_API_KEY=${'0'.repeat(32)}` },
  { name: 'counted up', text: `DATADOG_API_KEY=${'0123456789abcdef'.repeat(2)}` },
])('what is no key is let be: $name', ({ text }) => expect(findWith([detector], text)).toEqual([]));

test.for([
  'authentication-provider-2024',
  'DATADOG_API_KEY_FROM_ENV',
  'MyServiceAccountProvider',
  'abcdefghijklmnopqrstuvwx',
  'xxxxxxxxxxxxxxxxxxxxxxxx',
])('was not made by chance: %s', text => expect(isRandom(Buffer.from(text))).toBe(false));

test.for([run('hex', 32, 5), run('base62', 20, 5), run('base62', 40, 6), run('lower36', 32, 7), run('base64', 44, 8)])(
  'may have been made by chance: %s',
  text => expect(isRandom(Buffer.from(text))).toBe(true),
);
