// The page about shapes is the program's tables: what is done with each kind of field, and which fields are of that kind, by API.
// `npx vitest run <this file> -u` writes the tables anew.
import { expect, test } from 'vitest';
import { isAllowed } from '../../../extproc/access/path.ts';
import { configFrom } from '../../../extproc/config/load.ts';
import { type OwnTables, ownTables, shapesOf } from '../../../extproc/content/shapes/apis.ts';
import type { Role, RoleTable } from '../../../extproc/content/shapes/shape.ts';
import { apiShapes } from '../../../extproc/words/access.ts';
import { code, page, table } from './pages.ts';

interface Kind {
  readonly what: string;
  readonly scanned: string;
  readonly edited: string;
  readonly why: string;
}

const kinds = {
  piece: {
    what: 'text in pieces',
    scanned: 'over all its pieces',
    edited: 'yes, where it starts; later pieces keep what is left of them',
    why: 'a client joins them: a secret in two halves is whole there',
  },
  alone: {
    what: 'text that may come in pieces',
    scanned: 'over all its pieces, and each piece for itself',
    edited: 'yes',
    why: 'nothing says which of the two it is',
  },
  signedPiece: {
    what: 'signed text in pieces',
    scanned: 'over all its pieces',
    edited: 'never',
    why: 'its API refuses it when it comes back altered',
  },
  whole: { what: 'text told whole', scanned: 'for itself, code in its fences by line', edited: 'yes', why: 'it is complete' },
  signed: { what: 'signed text told whole', scanned: 'for itself', edited: 'never', why: 'as above' },
  sealed: {
    what: 'a signature, or what an API has sealed',
    scanned: 'for itself',
    edited: 'never',
    why: 'nobody but the provider can read it, and it comes back',
  },
  value: { what: 'a value of the protocol', scanned: 'for itself', edited: 'yes', why: 'it is complete' },
  told: {
    what: 'an object or list that is told whole',
    scanned: 'each value in it for itself',
    edited: 'yes',
    why: 'it is complete',
  },
  json: {
    what: 'JSON in a string',
    scanned: 'as JSON, fields by name; as text where it is none',
    edited: 'yes, and it stays JSON at both levels',
    why: 'what it spells by escapes the next reader sees',
  },
  token: {
    what: 'tokens of a text',
    scanned: 'joined, like the text',
    edited: 'yes',
    why: 'they tell the text again',
  },
  echo: {
    what: 'what tells a token again in another form',
    scanned: 'for itself',
    edited: 'becomes `null` or `[]` when its token is edited',
    why: 'bytes and likely tokens spell it too',
  },
  call: {
    what: 'a part of a tool call',
    scanned: 'when the call is complete, arguments as JSON',
    edited: 'yes; arguments stay JSON',
    why: 'an agent acts on it: none of it leaves before it is decided on',
  },
  payload: {
    what: 'base64',
    scanned: 'as text; not where the plan says `{"payload": "pass"}`',
    edited: 'yes, unless passed',
    why: 'an image says nothing as text; the record says that it passed',
  },
  schema: {
    what: 'a JSON schema',
    scanned: 'each value in it for itself; names of fields are declarations',
    edited: 'yes',
    why: '`password: {type: string}` is no password',
  },
} as const satisfies Record<string, Kind>;

/** Null for what is no text: where texts end, how they are told apart. */
function kindOf(role: Role): keyof typeof kinds | null {
  switch (role.kind) {
    case 'text':
      return role.signed ? 'signedPiece' : role.alone ? 'alone' : 'piece';
    case 'atom':
      return role.signed ? (role.markdown ? 'signed' : 'sealed') : role.markdown ? 'whole' : 'value';
    case 'complete':
      return 'told';
    case 'json':
    case 'token':
    case 'echo':
    case 'call':
    case 'payload':
    case 'schema':
      return role.kind;
    case 'signature':
      return 'sealed';
    case 'item':
    case 'told':
    case 'finish':
    case 'flag':
    case 'type':
      return null;
  }
}

const order = Object.keys(kinds) as (keyof typeof kinds)[];

function rows(table: RoleTable): string {
  const byKind = Map.groupBy(Object.entries(table), ([, role]) => kindOf(role));
  return order
    .filter(kind => byKind.has(kind))
    .map(
      kind =>
        `| ${kinds[kind].what} | ${byKind
          .get(kind)!
          .map(([place]) => `\`${place}\``)
          .join(', ')} |\n`,
    )
    .join('');
}

function section(api: string, { stream, typed, document, request }: OwnTables): string {
  const texts = Object.entries(typed).filter(([, table]) => rows(table) !== '');
  const events = texts.map(([type, table]) => `**In events of type \`${type}\`**\n\n${head}${rows(table)}\n`);
  const parts = [`**In streams**\n\n${head}${rows(stream)}\n`, ...events];
  const documents = [
    `**In answers of one document**\n\n${head}${rows(document)}\n`,
    `**In requests**\n\n${head}${rows(request)}\n`,
  ];
  return `### Fields of ${api}\n\n${[...parts, ...documents].join('')}`;
}

const head = '| what | fields |\n| --- | --- |\n';

test('the tables are those of the program', async () => {
  const { path, text } = page('docs/shapes.md');
  const [intro, rest] = split(text, '| what | scanned | edited | why |\n| --- | --- | --- | --- |\n');
  const [, prose] = split(rest, '\n\n');
  const [told] = split(prose, '## Fields\n');
  const done = order.map(kind => Object.values(kinds[kind])).map(cells => `| ${cells.join(' | ')} |\n`);
  const sections = Object.entries(ownTables).map(([api, tables]) => section(api, tables));
  const list = 'What an API says in words of its own; beneath, the words of all the others.\n\n';
  const wanted = `${intro}${done.join('')}\n${told}\n${list}${sections.join('')}`;
  await expect(`${wanted.trimEnd()}\n`).toMatchFileSnapshot(`../../../${path}`);
});

/** Both halves, the mark with the first. */
function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`docs/shapes.md lost ${JSON.stringify(mark)}`);
  return [text.slice(0, at + mark.length), text.slice(at + mark.length)];
}

test('every API has tables of its own, and the README names them', () => {
  const known = apiShapes.filter(api => api !== 'generic');
  expect(known.filter(api => shapesOf(api) === shapesOf('generic'))).toEqual([]);
  const [, told] = /\*\*APIs\*\* \| (.+?), each by tables of its own/.exec(page('README.md').prose)!;
  const names = told!
    .toLowerCase()
    .replaceAll(/ \([^)]*\)/g, '')
    .split(/, | and /);
  expect(names).toEqual(expect.arrayContaining(known));
  // Of Gemini's words and of a shape of its own below `generic`.
  expect(names.filter(name => !(known as readonly string[]).includes(name))).toEqual(['vertex', 'ollama']);
});

test('the path says whose words are spoken where an API passes on those of others', () => {
  const vertex = '/v1/projects/p/locations/l/publishers';
  expect(shapesOf('gemini', `${vertex}/google/models/g:streamGenerateContent`)).toBe(shapesOf('gemini'));
  expect(shapesOf('gemini', `${vertex}/anthropic/models/c:streamRawPredict`)).toBe(shapesOf('anthropic'));
  expect(shapesOf('gemini', `${vertex}/mistralai/models/m:rawPredict`)).toBe(shapesOf('openai'));
  expect(shapesOf('gemini', '/v1beta/openai/chat/completions')).toBe(shapesOf('openai'));
  expect(shapesOf('bedrock', '/model/us.anthropic.claude-3-v1%3A0/invoke')).toBe(shapesOf('anthropic'));
});

test('each provider of the page is a connection that allows what the page says', () => {
  const providers = table('docs/shapes.md', 'Providers');
  expect(providers.length).toBeGreaterThanOrEqual(14);
  for (const [name, api, hosts, allow] of providers) {
    const rules = code(allow!).filter(rule => rule.includes(' '));
    const hostName = code(hosts!)[0]?.toLowerCase() ?? 'host.example';
    const connection = { name: 'x', hosts: [hostName], api: code(api!)[0], ...(rules.length > 0 ? { allow: rules } : {}) };
    const outcome = configFrom(JSON.stringify({ connections: [connection] }), '/etc/penstock.yaml');
    expect({ name, problems: outcome.kind === 'problems' ? outcome.problems : [] }).toEqual({ name, problems: [] });
    for (const rule of rules) {
      const [method, path] = rule.replaceAll('*', 'some-name').split(' ');
      expect(isAllowed({ allow: rules }, method!, path!)).toBe(true);
    }
  }
});
