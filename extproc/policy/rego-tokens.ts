// Cuts Rego into tokens: names, strings, numbers, punctuation, each with its line and how deep in brackets it stands.
// Knows Rego's lexical grammar (raw and template strings included) and nothing of rules; comments and space are left out.

export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'punctuation';
  readonly text: string;
  readonly line: number;
  /** Brackets around it; an opening bracket stands outside of itself, a closing one too. */
  readonly depth: number;
}

/** Where and why a text is no Rego. */
export class TokenProblem extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** Throws TokenProblem. Linear in the text's length. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const [kind, end] = next(text, at, line);
    const found = text.slice(at, end);
    if (kind === 'punctuation' && closing.includes(found)) depth--;
    if (depth < 0) throw new TokenProblem(line, `there is a "${found}" too many`);
    if (kind !== 'space') tokens.push({ kind, text: found, line, depth });
    if (kind === 'punctuation' && opening.includes(found)) depth++;
    line += found.split('\n').length - 1;
    at = end;
  }
  if (depth > 0) throw new TokenProblem(line, 'a bracket is not closed');
  return tokens;
}

const opening: readonly string[] = ['(', '[', '{'];
const closing: readonly string[] = [')', ']', '}'];

/** Each is tried at one place of the text (the y flag), and none can match the same text in two ways. */
const space = /[ \t\r\n]+|#[^\n]*/y;
const nameOf = /[\p{L}_][\p{L}\p{N}_]*/uy;
const numberOf = /[0-9][0-9a-zA-Z.]*(?:(?<=[eE])[+-][0-9]+)?/y;
const stringOf = /"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`/y;
const operator = /:=|==|!=|<=|>=|[^\p{L}\p{N}_"`]/uy;

function next(text: string, at: number, line: number): readonly [Token['kind'] | 'space', number] {
  if (text[at] === '$' && (text[at + 1] === '"' || text[at + 1] === '`')) return ['string', templateEnd(text, at + 1, line, 0)];
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return [kind, pattern.lastIndex];
  }
  throw new TokenProblem(line, 'a string is not closed');
}

const patterns = [
  ['space', space],
  ['name', nameOf],
  ['number', numberOf],
  ['string', stringOf],
  ['punctuation', operator],
] as const;

const templateDepthMax = 16;

/** Where the template string whose quote stands at `quoteAt` ends: `{…}` in it holds Rego, with strings and templates of its own. */
function templateEnd(text: string, quoteAt: number, line: number, nesting: number): number {
  if (nesting > templateDepthMax) throw new TokenProblem(line, 'template strings are nested too deeply');
  const quote = text[quoteAt];
  for (let at = quoteAt + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
    else if (text[at] === '{') at = expressionEnd(text, at + 1, line, nesting);
  }
  throw new TokenProblem(line, 'a template string is not closed');
}

/** Where the brace is that closes an expression. */
function expressionEnd(text: string, from: number, line: number, nesting: number): number {
  let open = 1;
  for (let at = from; at < text.length; ) {
    const template = text[at] === '$' && (text[at + 1] === '"' || text[at + 1] === '`');
    const end = template ? templateEnd(text, at + 1, line, nesting + 1) : next(text, at, line)[1];
    if (text[at] === '{') open++;
    if (text[at] === '}') open--;
    if (open === 0) return at;
    at = end;
  }
  throw new TokenProblem(line, 'a template string is not closed');
}
