// The laws against Rego's ways of allowing in silence, held against the sources that a bundle carries. Each law names the file, the line and
// the remedy. These are checks on honest mistakes: that the module was compiled from these sources is not proved here.
// Knows the five names that topics add to, the library by its tokens, and the fields of the input.
import { createHash } from 'node:crypto';
import type { RegoSource } from './bundle.ts';
import { inputFieldProblem } from './input-fields.ts';
import { type RegoFile, type RuleHead, readRego } from './rego-rules.ts';
import { type Token, TokenProblem } from './rego-tokens.ts';

const libraryPackages: readonly string[] = ['penstock', 'penstock.approval'];

const topicSets = ['inspect', 'mask', 'hold', 'block', 'observe'] as const;

/** Problems as `file:line: what is wrong; remedy`, sorted by file. `library`: digests of the library's files, by sourceDigest(). */
export function checkSources(sources: readonly RegoSource[], library: ReadonlySet<string>): readonly string[] {
  if (sources.length === 0) {
    return [
      'the bundle carries no Rego sources, which are checked before use; build it with `opa build` or `node extproc/policy/build.ts`',
    ];
  }
  const files = sources.map(source => ({ source, parsed: parse(source) }));
  const problems = files.flatMap(({ source, parsed }) =>
    'problem' in parsed ? [parsed.problem] : fileProblems(source, parsed, library),
  );
  const topics = files.flatMap(({ parsed }) => ('problem' in parsed || !isTopic(parsed.package) ? [] : [parsed]));
  return [...missingLibrary(sources, library), ...problems, ...emptyTopics(topics)].sort();
}

/** Over the tokens, so that comments and layout, which `opa build` changes, don't matter. */
export function sourceDigest(text: string): string {
  return createHash('sha256')
    .update(JSON.stringify(readRego(text).tokens.map(token => token.text)))
    .digest('hex');
}

function parse(source: RegoSource): RegoFile | { readonly problem: string } {
  try {
    return readRego(source.text);
  } catch (thrown) {
    if (thrown instanceof TokenProblem) return { problem: `${source.path}:${thrown.line}: this is no Rego: ${thrown.message}` };
    throw thrown;
  }
}

function fileProblems(source: RegoSource, file: RegoFile, library: ReadonlySet<string>): readonly string[] {
  const place = (line: number, problem: string) => `${source.path}:${line}: ${problem}`;
  const packageProblem = problemOfPackage(source, file, library);
  if (packageProblem !== null) return [place(file.tokens[0]?.line ?? 1, packageProblem)];
  if (!isTopic(file.package)) return [];
  return [
    ...file.rules.flatMap(head => headProblems(head).map(problem => place(head.line, problem))),
    ...inputProblems(file.tokens).map(({ line, problem }) => place(line, problem)),
  ];
}

/** OPA's own bundles lack the rules that are entrypoints, and with them what shows that the library gathers all that topics say. */
function missingLibrary(sources: readonly RegoSource[], library: ReadonlySet<string>): readonly string[] {
  const there = new Set(sources.filter(source => source.path.startsWith('penstock/')).map(source => digestOrNull(source.text)));
  const missing = [...library].filter(digest => !there.has(digest)).length;
  if (missing === 0) return [];
  return [
    `the bundle lacks ${missing} of the ${library.size} files of the library as this program has it; build it with \`node extproc/policy/build.ts\``,
  ];
}

function digestOrNull(text: string): string | null {
  try {
    return sourceDigest(text);
  } catch {
    return null;
  }
}

function isTopic(name: readonly string[]): boolean {
  return name.length === 3 && name[0] === 'penstock' && name[1] === 'rules';
}

function problemOfPackage(source: RegoSource, file: RegoFile, library: ReadonlySet<string>): string | null {
  if (isTopic(file.package)) return null;
  const name = file.package.join('.');
  if (libraryPackages.includes(name)) {
    if (library.has(sourceDigest(source.text))) return null;
    return `package ${name} is the library, and this file is not of it as this program has it; move your rules to package penstock.rules.<topic>`;
  }
  return `the library gathers topics from packages penstock.rules.<topic> only, and would never see ${name === '' ? 'this one' : `"${name}"`}; rename the package, and leave test files out of the bundle`;
}

function headProblems(head: RuleHead): readonly string[] {
  const [first] = head.path;
  const name = topicSets.find(known => known === first);
  const inner = head.path.slice(1).find(part => (topicSets as readonly string[]).includes(part));
  if (inner !== undefined)
    return [`"${head.path.join('.')}" stands below the topic, where nobody looks; write \`${inner} contains {…} if …\``];
  if (name !== undefined) return setProblem(head, name).map(problem => `${problem}; write \`${name} contains {…} if …\``);
  const near = topicSets.find(known => isOneEdit(first!.toLowerCase(), known) || first!.toLowerCase() === known);
  return near === undefined
    ? []
    : [`"${first}" is nearly "${near}", and nobody would look at it; write "${near}", or give it a name of its own`];
}

function setProblem(head: RuleHead, name: string): readonly string[] {
  if (head.isDefault) return [`"${name}" is a set and has no default`];
  if (head.isFunction) return [`"${name}" is a set, not a function`];
  if (head.path.length > 1 || head.hasBrackets) return [`"${name}" is a set of objects, without keys`];
  if (!head.isSet) return [`"${name}" must be a set of objects; as anything else the library steps over it`];
  return mayBeObject(head.contained, name) ? [] : [`"${name}" must contain objects`];
}

/** An object literal or comprehension, or something whose value the source does not show: a variable, a call. */
function mayBeObject(tokens: readonly Token[], name: string): boolean {
  const [first] = tokens;
  if (first === undefined) return false;
  if (first.text === '{')
    return tokens[1]?.text === '}' ? false : tokens.some(token => token.depth === first.depth + 1 && token.text === ':');
  if (first.kind === 'string') return name === 'inspect';
  return first.kind === 'name' && !['true', 'false', 'null', 'set'].includes(first.text);
}

/** Every `input.a.b` in the file, followed as far as it is made of plain names. */
function inputProblems(tokens: readonly Token[]): readonly { readonly line: number; readonly problem: string }[] {
  return tokens.flatMap((token, at) => {
    if (token.kind !== 'name' || token.text !== 'input' || tokens[at - 1]?.text === '.') return [];
    const problem = inputFieldProblem(pathFrom(tokens, at + 1));
    return problem === null ? [] : [{ line: token.line, problem }];
  });
}

function pathFrom(tokens: readonly Token[], from: number): readonly string[] {
  const path: string[] = [];
  for (let at = from; ; ) {
    const [token, after, close] = [tokens[at], tokens[at + 1], tokens[at + 2]];
    if (token?.text === '.' && after?.kind === 'name') {
      path.push(after.text);
      at += 2;
    } else if (token?.text === '[' && after?.kind === 'string' && close?.text === ']') {
      path.push(after.text.slice(1, -1));
      at += 3;
    } else return path;
  }
}

/** A topic whose every rule was misnamed would do nothing at all. */
function emptyTopics(files: readonly RegoFile[]): readonly string[] {
  const adding = new Set(
    files.filter(file => file.rules.some(head => (topicSets as readonly string[]).includes(head.path[0]!))).map(topicOf),
  );
  return [...new Set(files.map(topicOf))]
    .filter(topic => !adding.has(topic))
    .map(
      topic =>
        `the topic "${topic}" adds nothing to ${topicSets.join(', ')}; give it a rule such as \`block contains {…} if …\`, or leave it out`,
    );
}

/** Names of the topics that the sources make, sorted. */
export function topicsOf(sources: readonly RegoSource[]): readonly string[] {
  const files = sources.map(parse).filter(file => 'package' in file);
  return [...new Set(files.filter(file => isTopic(file.package)).map(topicOf))].sort();
}

function topicOf(file: RegoFile): string {
  return file.package.at(-1)!;
}

/** One letter too many, too few, another, or two swapped. */
function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const [restA, restB] = [a.slice(same), b.slice(same)];
  const swapped = restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) || swapped;
}
