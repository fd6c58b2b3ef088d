// The project's pages, taken apart: headings with their anchors, links, fenced blocks, tables. Knows the little of Markdown that
// they use, and nothing of what they say.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = new URL('../../../', import.meta.url).pathname;

export interface Block {
  /** `sh`, `yaml`, …; empty where the fence names none. */
  readonly language: string;
  readonly text: string;
  /** The last line of prose before it. */
  readonly before: string;
  /** The nearest heading above it. */
  readonly heading: string;
}

export interface Page {
  /** From the project's folder. */
  readonly path: string;
  readonly text: string;
  /** Without fenced blocks. */
  readonly prose: string;
  readonly blocks: readonly Block[];
  readonly anchors: readonly string[];
}

const folders = ['.', 'docs', 'envoy', 'policies', 'istio'].filter(folder => existsSync(join(root, folder)));

/** Every page that people read, of the policies' topics too. */
export function pages(): readonly Page[] {
  const topics = readdirSync(join(root, 'policies'), { withFileTypes: true }).filter(entry => entry.isDirectory());
  return [...folders, ...topics.map(({ name }) => `policies/${name}`)].flatMap(folder =>
    readdirSync(join(root, folder))
      .filter(name => name.endsWith('.md'))
      .map(name => page(folder === '.' ? name : `${folder}/${name}`)),
  );
}

export function page(path: string): Page {
  const text = readFileSync(join(root, path), 'utf8');
  const blocks: Block[] = [];
  const prose: string[] = [];
  let open: { readonly language: string; readonly before: string; readonly lines: string[] } | null = null;
  let heading = '';
  for (const line of text.split('\n')) {
    const fence = /^```(\S*)$/.exec(line);
    if (open !== null && fence !== null) {
      blocks.push({ language: open.language, text: `${open.lines.join('\n')}\n`, before: open.before, heading });
      open = null;
    } else if (open !== null) open.lines.push(line);
    else if (fence !== null) open = { language: fence[1]!, before: prose.findLast(one => one.trim() !== '') ?? '', lines: [] };
    else {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
      prose.push(line);
    }
  }
  if (open !== null) throw new Error(`${path} has a fence that does not end`);
  return { path, text, prose: prose.join('\n'), blocks, anchors: anchorsOf(prose) };
}

/** As GitHub makes them: lower case, punctuation gone, blanks to dashes. */
function anchorsOf(prose: readonly string[]): string[] {
  const headings = prose.flatMap(line => /^#+ (.*)$/.exec(line)?.[1] ?? []);
  return headings.map(text =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The rows of the table under a heading, as cells. */
export function table(path: string, heading: string): readonly (readonly string[])[] {
  const { prose } = page(path);
  const section = prose.split(new RegExp(`^#+ ${heading}$`, 'm'))[1]?.split(/^#+ /m)[0];
  if (section === undefined) throw new Error(`${path} has no section "${heading}"`);
  const lines = section.split('\n').filter(line => line.startsWith('| '));
  return lines.slice(2).map(line => line.slice(2, -2).split(' | '));
}

/** What stands in backticks. */
export function code(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(match => match[1]!);
}
