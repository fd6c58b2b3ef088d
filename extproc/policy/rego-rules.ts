// Reads the package and the rule heads out of a Rego file. Knows how a head is written; bodies are stepped over.
// A rule begins where, outside of all brackets, a name follows something that was complete. That is how OPA's own parser sees it, for
// which several rules may stand on one line.
import { type Token, tokenize } from './rego-tokens.ts';

export interface RuleHead {
  /** `block`, or several where the head is a reference: `block.extra`. */
  readonly path: readonly string[];
  readonly line: number;
  readonly isDefault: boolean;
  /** `block(x)`. */
  readonly isFunction: boolean;
  /** `block[x]`. */
  readonly hasBrackets: boolean;
  /** `contains …`, or anything else: `:= …`, `= …`, `if …`, `{…}`. */
  readonly isSet: boolean;
  /** The tokens of what is contained; empty for other rules. */
  readonly contained: readonly Token[];
}

export interface RegoFile {
  /** `['penstock', 'rules', 'acme']`; empty when there is none, or it is not made of plain names. */
  readonly package: readonly string[];
  readonly rules: readonly RuleHead[];
  readonly tokens: readonly Token[];
}

/** Throws TokenProblem where the text is no Rego. */
export function readRego(text: string): RegoFile {
  const tokens = tokenize(text);
  const rules = tokens.flatMap((token, at) => (beginsRule(tokens, at) ? [readHead(tokens, at, token)] : []));
  return { package: readPackage(tokens), rules, tokens };
}

const keywords = new Set(['package', 'import', 'default', 'else', 'if', 'contains', 'in', 'some', 'every', 'not', 'with', 'as']);

function beginsRule(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!;
  if (token.depth > 0 || token.kind !== 'name' || keywords.has(token.text) || constants.has(token.text)) return false;
  const before = tokens[at - 1];
  return before === undefined || isComplete(before) || before.text === 'default';
}

const constants = new Set(['true', 'false', 'null']);

/** Whether an expression may end with it. */
function isComplete(token: Token): boolean {
  if (token.kind === 'punctuation') return [')', ']', '}', ';'].includes(token.text);
  return token.kind !== 'name' || !keywords.has(token.text);
}

function readHead(tokens: readonly Token[], at: number, first: Token): RuleHead {
  const path = [first.text];
  let [isFunction, hasBrackets] = [false, false];
  let end = at + 1;
  for (;;) {
    const token = tokens[end];
    if (token?.text === '.' && tokens[end + 1]?.kind === 'name') {
      path.push(tokens[end + 1]!.text);
      end += 2;
    } else if (token?.text === '[' || token?.text === '(') {
      hasBrackets ||= token.text === '[';
      isFunction ||= token.text === '(';
      end = closingAfter(tokens, end) + 1;
    } else break;
  }
  const isSet = tokens[end]?.text === 'contains';
  const isDefault = tokens[at - 1]?.text === 'default';
  return {
    path,
    line: first.line,
    isDefault,
    isFunction,
    hasBrackets,
    isSet,
    contained: isSet ? containedFrom(tokens, end + 1) : [],
  };
}

function closingAfter(tokens: readonly Token[], open: number): number {
  const depth = tokens[open]!.depth;
  let at = open + 1;
  while (at < tokens.length && tokens[at]!.depth > depth) at++;
  return at;
}

/** Up to the body, or to the next rule. */
function containedFrom(tokens: readonly Token[], from: number): readonly Token[] {
  let end = from;
  while (
    end < tokens.length &&
    !(tokens[end]!.depth === 0 && tokens[end]!.text === 'if') &&
    (end === from || !beginsRule(tokens, end))
  )
    end++;
  return tokens.slice(from, end);
}

function readPackage(tokens: readonly Token[]): readonly string[] {
  if (tokens[0]?.text !== 'package' || tokens[1]?.kind !== 'name') return [];
  const path = [tokens[1].text];
  let at = 2;
  for (; tokens[at]?.text === '.' && tokens[at + 1]?.kind === 'name'; at += 2) path.push(tokens[at + 1]!.text);
  return tokens[at]?.text === '[' && tokens[at]?.line === tokens[0].line ? [] : path;
}
