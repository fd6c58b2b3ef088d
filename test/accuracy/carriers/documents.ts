// A value in a JSON document of its own, in the arguments of a tool call, and in what is inside of these.
import { type Carrier, camel, kebab, pascal, snake } from './carrier.ts';

const indent = (value: unknown): string => JSON.stringify(value, null, 2);

export const namedDocuments: readonly Carrier[] = [
  {
    id: 'document',
    door: 'json',
    write: ({ name, value }) => JSON.stringify({ id: 41, environment: 'prod', [camel(name)]: value }),
  },
  {
    id: 'document-nested',
    door: 'json',
    write: ({ name, service, value }) => indent({ data: { items: [{ service, config: { [snake(name)]: value, retries: 3 } }] } }),
  },
  {
    id: 'document-name-value',
    door: 'json',
    write: ({ name, value }) =>
      indent({
        env: [
          { name, value },
          { name: 'PORT', value: '8080' },
        ],
      }),
  },
  {
    id: 'document-appsettings',
    door: 'json',
    only: 'held-out',
    write: ({ name, value }) => indent({ Logging: { LogLevel: { Default: 'Warning' } }, Client: { [pascal(name)]: value } }),
  },
  {
    id: 'call-config',
    door: 'call',
    write: ({ name, value }) => JSON.stringify({ path: 'config.json', values: { [snake(name)]: value } }),
  },
  {
    id: 'call-write-env',
    door: 'call',
    write: ({ name, value }) => JSON.stringify({ path: '.env', content: `PORT=8080\n${name}=${value}\n` }),
  },
  {
    id: 'call-header',
    door: 'call',
    only: 'held-out',
    write: ({ name, value }) => JSON.stringify({ url: 'https://api.example.com', headers: { [`x-${kebab(name)}`]: value } }),
  },
];

export const bareDocuments: readonly Carrier[] = [
  {
    id: 'document-message',
    door: 'json',
    write: ({ value }) => JSON.stringify({ status: 401, message: `the credential ${value} was refused` }),
  },
  { id: 'document-list', door: 'json', write: ({ value }) => indent({ rows: [['orders', value, 3]], total: 1 }) },
  {
    id: 'document-in-string',
    door: 'json',
    write: ({ value }) => JSON.stringify({ body: JSON.stringify({ note: 'kept', v: value }) }),
  },
  {
    id: 'document-log-field',
    door: 'json',
    only: 'held-out',
    write: ({ value }) => JSON.stringify({ log: `2026-03-04 GET /x?k=${value} 200\n`, stream: 'stdout' }),
  },
  {
    id: 'call-command',
    door: 'call',
    write: ({ value }) =>
      JSON.stringify({ command: `curl -s -H "Authorization: Bearer ${value}" https://api.example.com/v1/me` }),
  },
  {
    id: 'call-note',
    door: 'call',
    write: ({ value }) => JSON.stringify({ title: 'handover', text: `Use ${value} until Friday.` }),
  },
];
