// The pattern language means what JavaScript's regular expressions mean by the same words, where both have them: the longest match, or
// the preferred one for patterns with lazy repeats.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { patterns, text } from './detect-engine-arbitraries.ts';

const counted = { found: 0 };

test.for([
  { name: 'greedy patterns take the longest match', lazy: false, endOf: longestEnd },
  { name: 'patterns with lazy repeats take the match that is preferred', lazy: true, endOf: preferredEnd },
])('$name, as in JavaScript', ({ lazy, endOf }) => {
  fc.assert(
    fc.property(patterns(lazy), text, (pattern, bytes) => {
      fc.pre(isUsable(pattern) && hasLazy(pattern) === lazy && !(lazy && repeatsTheEmpty(pattern)));
      const subject = bytes.toString();
      const want = allMatches(pattern, subject, endOf);
      counted.found += want.length;
      expect(scan(pattern, bytes)).toEqual(want);
    }),
    { numRuns: 300 },
  );
  expect(counted.found).toBeGreaterThan(100);
});

function scan(pattern: string, bytes: Uint8Array): string[] {
  // Committing early is no matter of regular expressions.
  const limits = { ...defaultLimits, matchCommitBytes: 1 << 20 };
  const detector = { id: 'd', group: 'g', class: 'c', severity: 'low' as const, confidence: 1, title: 't', pattern };
  const text = compileScanner([detector], limits).open();
  for (let at = 0; at < bytes.length; ) at = text.advance(bytes, at);
  text.finish();
  return text.take().map(({ start, end }) => Buffer.from(bytes.subarray(start, end)).toString());
}

function allMatches(pattern: string, subject: string, endOf: (pattern: string, subject: string, at: number) => number): string[] {
  const found: string[] = [];
  for (let at = 0; at < subject.length; ) {
    const end = isHalfOfPair(subject, at) ? -1 : endOf(pattern, subject, at);
    if (end > at) found.push(subject.slice(at, end));
    at = end > at ? end : at + 1;
  }
  return found;
}

function preferredEnd(pattern: string, subject: string, at: number): number {
  const regexp = new RegExp(pattern, 'uy');
  regexp.lastIndex = at;
  return regexp.test(subject) ? regexp.lastIndex : -1;
}

function longestEnd(pattern: string, subject: string, at: number): number {
  for (let end = subject.length; end > at; end -= 1) {
    const regexp = new RegExp(`(?:${pattern})(?<=^[^]{${[...subject.slice(0, end)].length}})`, 'uy');
    regexp.lastIndex = at;
    if (!isHalfOfPair(subject, end) && regexp.test(subject) && regexp.lastIndex === end) return end;
  }
  return -1;
}

function isHalfOfPair(subject: string, at: number): boolean {
  return /[\udc00-\udfff]/.test(subject[at] ?? '');
}

function hasLazy(pattern: string): boolean {
  return /[*+?}]\?/.test(pattern);
}

/** A round of a repeat that takes nothing: JavaScript then tries what is preferred less, RE2 and this engine don't. */
function repeatsTheEmpty(pattern: string): boolean {
  return [...pattern.matchAll(/\(\?i?:([^()]*(?:\(\?i?:[^()]*\)[^()]*)*)\)[*+?{]/g)].some(([, inner]) =>
    /[?*^$]|\{0|\\b/i.test(inner!.replaceAll(/\(\?i?:/g, '')),
  );
}

function isUsable(pattern: string): boolean {
  try {
    scan(pattern, Buffer.from(''));
    return true;
  } catch {
    return false;
  }
}
