import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { libraryDigests } from '../../../extproc/policy/library.ts';
import { tokenize } from '../../../extproc/policy/rego-tokens.ts';
import { checkSources, sourceDigest, topicsOf } from '../../../extproc/policy/source-check.ts';
import { cpuMillisOf } from '../../bench/cpu-time.ts';
import { shipped } from './setting.ts';

const library = await libraryDigests();
const librarySources = shipped.sources.filter(source => source.path.startsWith('penstock/'));

/** Problems of a bundle with the library and this file. */
function problemsOf(text: string, path = 'acme/acme.rego'): readonly string[] {
  return checkSources([...librarySources, { path, text }], library);
}

const inTopic = (...lines: readonly string[]) => problemsOf(['package penstock.rules.acme', '', ...lines, ''].join('\n'));
const fine = 'observe contains {"would": "block"} if input.point == "request"';

test('the shipped bundle is taken', () => {
  expect(shipped.sources.length).toBeGreaterThan(7);
  expect(checkSources(shipped.sources, library)).toEqual([]);
  expect(topicsOf(shipped.sources)).toEqual(['exfiltration', 'fields', 'personal', 'privileged', 'secrets']);
});

describe('what Rego would step over in silence is refused', () => {
  test.for([
    { name: 'a block that is true', rule: 'block := true', want: 'must be a set of objects' },
    {
      name: 'a block that is true under a condition',
      rule: 'block if input.point == "finding"',
      want: 'must be a set of objects',
    },
    { name: 'a block that is one object', rule: 'block := {"code": "x", "message": "y"}', want: 'must be a set of objects' },
    { name: 'a block that is a whole set', rule: 'block = {{"code": "x", "message": "y"}}', want: 'must be a set of objects' },
    { name: 'a block with keys', rule: 'block[x] if some x in ["a"]', want: 'without keys' },
    { name: 'a block with a name below it', rule: 'block.extra contains {"code": "x"}', want: 'without keys' },
    { name: 'a block that is a function', rule: 'block(x) := {"code": x}', want: 'not a function' },
    { name: 'a block with a default', rule: 'default block := false', want: 'has no default' },
    { name: 'a block that contains a string', rule: 'block contains "exfiltration"', want: 'must contain objects' },
    { name: 'a block that contains a number', rule: 'block contains 1', want: 'must contain objects' },
    { name: 'a block that contains true', rule: 'block contains true if input.point == "x"', want: 'must contain objects' },
    { name: 'a mask that contains an array', rule: 'mask contains ["a", "b"]', want: 'must contain objects' },
    { name: 'a mask that contains a set', rule: 'mask contains {"a", "b"}', want: 'must contain objects' },
    { name: 'a mask that contains an empty object', rule: 'mask contains {}', want: 'must contain objects' },
    { name: 'a hold below the topic', rule: 'sub.hold contains {"rule": "x"}', want: 'stands below the topic' },
    { name: 'a hold on the line of another rule', rule: 'x := 1 hold := true', want: '"hold" must be a set' },
    { name: 'a hold after a body on its line', rule: 'x if { true } hold := true', want: '"hold" must be a set' },
    { name: 'a hold after an else on its line', rule: 'x if { true } else := 3 hold := true', want: '"hold" must be a set' },
    { name: 'a hold on two lines', rule: 'hold :=\n  true', want: '"hold" must be a set' },
    { name: 'a hold behind a comment', rule: '# hold contains {"rule": "x"}\nhold := 1', want: '"hold" must be a set' },
    { name: 'a hold behind a string that looks like a comment', rule: 'x := "#" hold := 1', want: '"hold" must be a set' },
    { name: 'a hold behind a raw string over lines', rule: 'x := `\n"\n`\nhold := 1', want: '"hold" must be a set' },
    { name: 'a hold behind a template string', rule: 'x := $"{"}"} {`{`}" hold := 1', want: '"hold" must be a set' },
    {
      name: 'a field that the input lacks',
      rule: 'block contains {"code": "x"} if input.methd == "POST"',
      want: 'the input has no field "input.methd"',
    },
    {
      name: 'one below a field that may be null',
      rule: 'block contains {"code": "x"} if input.request.methd == "POST"',
      want: 'the input has no field "input.request.methd"',
    },
    {
      name: 'one in brackets',
      rule: 'block contains {"code": "x"} if input["request"]["methd"] == "POST"',
      want: 'the input has no field "input.request.methd"',
    },
    {
      name: 'one in an argument',
      rule: 'block contains {"code": "x"} if count(input.finding.ids) > 1',
      want: 'the input has no field "input.finding.ids"',
    },
    {
      name: 'one below a string',
      rule: 'block contains {"code": "x"} if input.point.name == "x"',
      want: 'the input has no field "input.point.name"',
    },
  ])('$name', ({ rule, want }) => {
    const problems = inTopic(rule, fine);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(want);
    expect(problems[0]).toMatch(/^acme\/acme\.rego:[346]: /);
  });

  test.for(
    [
      'blocks',
      'bloc',
      'blok',
      'block_',
      'lbock',
      'Block',
      'BLOCK',
      'masks',
      'mark',
      'holds',
      'hodl',
      'inspects',
      'inspct',
      'observes',
      'observ',
    ].map(name => ({ name })),
  )('a set that is named $name, nearly one of the five', ({ name }) => {
    const problems = inTopic(`${name} contains {"code": "x"} if input.point == "finding"`, fine);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^acme/acme.rego:3: "${name}" is nearly "(block|mask|hold|inspect|observe)"`));
  });

  test.for([
    { name: 'one level down', text: 'package penstock.rules.acme.block\n\ncode := "x"' },
    { name: 'one level up', text: `package penstock.rules\n\nblock contains {"code": "x"}` },
    { name: 'a misspelt one', text: `package penstock.rule.acme\n\n${fine}` },
    { name: 'one of quoted names', text: `package penstock["rules"].acme\n\n${fine}` },
    { name: 'another project’s', text: `package acme\n\n${fine}` },
    { name: 'a test', text: 'package acme_test\n\ntest_allows_all if true' },
  ])('a package $name', ({ text }) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('acme/acme.rego:1: the library gathers topics from packages penstock.rules.<topic> only');
  });

  test('a rule in the library’s package', () => {
    for (const path of ['acme/acme.rego', 'penstock/more.rego']) {
      const problems = problemsOf('package penstock\n\nblocks contains {"code": "x"} if false\n', path);
      expect(problems).toEqual([expect.stringContaining(`${path}:1: package penstock is the library`)]);
    }
  });

  test('a library that was changed', () => {
    const changed = shipped.sources.map(source =>
      source.path === 'penstock/decision.rego'
        ? { ...source, text: source.text.replace('"holds": holds', '"holds": set()') }
        : source,
    );
    expect(checkSources(changed, library)).toEqual([
      expect.stringContaining('penstock/decision.rego:1'),
      expect.stringContaining('lacks 1 of the 4 files of the library'),
    ]);
  });

  test('a topic that adds nothing', () => {
    expect(inTopic('helper(x) := x + 1')).toEqual([expect.stringContaining('the topic "acme" adds nothing')]);
  });

  test('a bundle without sources', () => {
    expect(checkSources([], library)).toEqual([expect.stringContaining('carries no Rego sources')]);
  });

  test.for([
    { name: 'a string that does not end', rule: 'x := "abc' },
    { name: 'a bracket that does not close', rule: 'x := [1' },
    { name: 'a bracket too many', rule: 'x := 1]' },
    { name: 'a template string that does not end', rule: 'x := $"{a' },
  ])('what is no Rego: $name', ({ rule }) => {
    expect(inTopic(rule, fine)[0]).toMatch(/^acme\/acme\.rego:[35]: this is no Rego/);
  });
});

describe('what is written well is taken', () => {
  test.for([
    { name: 'an object under a condition', rule: 'block contains {"code": "x", "message": "y"} if input.point == "finding"' },
    {
      name: 'an object over lines',
      rule: 'hold contains {\n\t"rule": "x",\n\t"approvers": ["group:a"],\n} if {\n\tinput.point == "finding"\n}',
    },
    { name: 'a variable', rule: 'mask contains m if some m in {{"finding": 1, "with": "drop"}}' },
    { name: 'a call', rule: 'mask contains object.union({"finding": 1}, {"with": "drop"})' },
    { name: 'an object comprehension', rule: 'observe contains {k: v | some k, v in {"would": "mask"}}' },
    { name: 'a detector’s name', rule: 'inspect contains "secrets"' },
    {
      name: 'helpers of other names',
      rule: 'helper(x) if x > 1\n\nblocked_hosts := ["a"]\n\ndefault limit := 3\n\ntable.a.b := 1\n\ntable.c[x] := 1 if some x in [1]',
    },
    { name: 'the five names inside of bodies', rule: 'names := {"block", "mask"}\n\nx if {\n\tblock := 1\n\tblock == 1\n}' },
    { name: 'a use of one of the five', rule: 'busy if block[_]\n\nmore if count(hold) > 0\n\nnone if not mask' },
    { name: 'a function that is called contains', rule: 'x if contains(input.principal.id, "a")\n\ny := 1' },
    {
      name: 'fields that exist',
      rule: 'x if input.tool_call.destinations[0].host == input.request.headers["x-a"]\n\ny if input.principal.claims.any.thing\n\nz := input.tool_call.arguments.url',
    },
    { name: 'the whole input', rule: 'x := input\n\ny := input[name] if some name in ["point"]' },
    { name: 'data below a name of input', rule: 'x := data.config.input.whatever' },
    { name: 'template strings with braces', rule: 'x := $"{input.point} \\{ {{"a": $`{1}`}.a}"' },
  ])('$name', ({ rule }) => {
    expect(inTopic(rule, fine)).toEqual([]);
  });
});

test('comments and layout make no other digest, and every other change does', () => {
  const text = 'package a\n\nx := {"b": 1} if true\n';
  expect(sourceDigest(`# c\npackage a\nx := {\n"b": 1} if true # d`)).toBe(sourceDigest(text));
  for (const other of [
    'package a\n\nx := {"b": 2} if true\n',
    'package a\n\nx := {"b": "1"} if true\n',
    'package a\n\nx = {"b": 1} if true\n',
  ]) {
    expect(sourceDigest(other)).not.toBe(sourceDigest(text));
  }
});

test('tokens joined are the text without its space', () => {
  const piece = fc.constantFrom(
    'a',
    '_b1',
    '12',
    '1e-3',
    ':=',
    '==',
    '{',
    '}',
    '[',
    ']',
    '.',
    '"x y"',
    '`\n`',
    '$"{a}"',
    '|',
    '# c\n',
    ' ',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      const text = pieces.join(' ');
      const balanced = ['{}', '[]'].every(([open, close]) => text.split(open!).length === text.split(close!).length);
      try {
        const joined = tokenize(text).map(token => token.text);
        expect(joined.join('')).toBe(pieces.filter(item => !/^(#|\s)/.test(item)).join(''));
      } catch (thrown) {
        if (balanced && !/[\]}]/.test(text)) throw thrown;
      }
    }),
  );
});

test('a long hostile source is read in linear time', () => {
  const hostile = [
    '"'.padEnd(200_000, '\\"'),
    '$"{'.repeat(50_000),
    '$"'.padEnd(200_000, '\\'),
    '`'.padEnd(200_000, '#'),
    '['.repeat(200_000),
    '1e'.repeat(100_000),
  ];
  const read = () => hostile.map(text => problemsOf(`package penstock.rules.acme\n\nx := ${text}`));
  expect(cpuMillisOf(read)).toBeLessThan(3000);
});
