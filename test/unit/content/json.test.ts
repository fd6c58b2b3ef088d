import { describe, expect, test } from 'vitest';
import { isStrictJson } from '../../../extproc/content/json/strict.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { bytewise, run } from './run.ts';

const json = (input: string, options: object = {}) => run([input], { format: 'json', shape: 'generic', ...options });

describe('edits in documents', () => {
  test.for([
    { name: 'a secret in a string', input: '{"a" : "x KEY-ABCD1234"}', want: '{"a" : "x [key:12]"}' },
    { name: 'a secret that is spelled with escapes', input: '["\\u004bEY-\\u0041BCD1234\\n"]', want: '["[key:12]\\n"]' },
    { name: 'a secret between escapes', input: '["\\"KEY-ABCD1234\\\\"]', want: '["\\"[key:12]\\\\"]' },
    { name: 'a secret as a key', input: '{"KEY-ABCD1234":1}', want: '{"[key:12]":1}' },
    { name: 'a long number that is one', input: '[4111111111111111, 4111111111111112e0]', want: '[0, 0]' },
    { name: 'a string at the top', input: '"KEY-ABCD1234"', want: '"[key:12]"' },
    { name: 'the value of a field', input: '{"api_key":"s3cr3t"}', want: '{"api_key":"[field:6]"}' },
    {
      name: 'a field under another spelling of its name',
      input: '{"\\u0061piKey":"s3cr3t"}',
      want: '{"\\u0061piKey":"[field:6]"}',
    },
    {
      name: 'a number, a boolean and a null under a field',
      input: '{"password":[1.5,true,false,null,""]}',
      want: '{"password":[0,false,false,null,""]}',
    },
    {
      name: 'all leaves of an object under a field',
      input: '{"password":{"a":"x","b":["y",{"c":7}]}}',
      want: '{"password":{"a":"[field:1]","b":["[field:1]",{"c":0}]}}',
    },
    {
      name: 'a field and a secret in it, replaced once and with nothing shown',
      input: '{"password":"x KEY-ABCD1234"}',
      want: '{"password":"[field]"}',
    },
    {
      name: 'nothing of what a mask left behind',
      input: '{"api_key":"[REDACTED:api_key]","password":"[HASH:0123456789ab]"}',
      want: '{"api_key":"[REDACTED:api_key]","password":"[HASH:0123456789ab]"}',
    },
    {
      name: 'a truth right under a field, which is a flag',
      input: '{"password":true,"token":false}',
      want: '{"password":true,"token":false}',
    },
    { name: 'a short number right under a field', input: '{"token":12,"password":999}', want: '{"token":12,"password":999}' },
    { name: 'a longer number right under a field', input: '{"password":48151623}', want: '{"password":0}' },
    {
      name: 'what a label, a hint and a reference say',
      input: '{"password":"Mot de passe","api_key":"${API_KEY}","a":{"password":"Enter your password"}}',
      want: '{"password":"Mot de passe","api_key":"${API_KEY}","a":{"password":"Enter your password"}}',
    },
    {
      name: 'what a schema says of a field, in any document',
      input: '{"x":{"properties":{"password":{"type":"string","minLength":12,"description":"Long."}},"required":["password"]}}',
      want: '{"x":{"properties":{"password":{"type":"string","minLength":12,"description":"Long."}},"required":["password"]}}',
    },
    {
      name: 'the value that a schema or a template has for a field',
      input: '{"parameters":{"password":{"type":"string","default":"hunter2","value":"s3cr3t"}}}',
      want: '{"parameters":{"password":{"type":"string","default":"[field:7]","value":"[field:6]"}}}',
    },
    {
      name: 'what describes a value or says where it is kept',
      input: '{"password":{"min_length":12,"required":true},"secret":{"secretName":"web-tls","defaultMode":420,"optional":true}}',
      want: '{"password":{"min_length":12,"required":true},"secret":{"secretName":"web-tls","defaultMode":420,"optional":true}}',
    },
    {
      name: 'a package that is called like a field, and its version',
      input: '{"passwd":{"version":"1.2.1","dev":true},"generate-password":"^1.7.0"}',
      want: '{"passwd":{"version":"1.2.1","dev":true},"generate-password":"^1.7.0"}',
    },
    {
      name: 'a name of a member under the name of a key, but not under that of a password',
      input: '{"token":"nextToken","password":"nextToken"}',
      want: '{"token":"nextToken","password":"[field:9]"}',
    },
    {
      name: 'a value that is called properties, or stands right in them',
      input: '{"properties":{"password":"hunter2"},"password":{"properties":{"a":"hunter2"}}}',
      want: '{"properties":{"password":"[field:7]"},"password":{"properties":{"a":"[field:7]"}}}',
    },
    { name: 'what only looks like a mask', input: '{"api_key":"[REDACTED:hunter2]"}', want: '{"api_key":"[field:18]"}' },
    {
      name: 'no name of a field that a schema declares',
      input: '{"tools":[{"function":{"parameters":{"properties":{"password":{"type":"string"}}}}}]}',
      want: '{"tools":[{"function":{"parameters":{"properties":{"password":{"type":"string"}}}}}]}',
    },
  ])('$name', ({ input, want }) => {
    expect(json(input)).toMatchObject({ output: want, refusal: null });
    expect(run(bytewise(input), { format: 'json', shape: 'generic' }).output).toBe(want);
  });

  test('replacements are spelled as JSON', () => {
    const rule = () => ({ kind: 'mask', text: '"\\\n\u{1f600}', opaque: '' }) as const;
    expect(JSON.parse(json('["KEY-ABCD1234"]', { rule }).output)).toEqual(['"\\\n\u{1f600}']);
  });

  test('a hit says where it stands, and never with a key that is a secret itself', () => {
    const input = '{"a":[{"b.c":"KEY-ABCD1234"}],"KEY-ABCD1234":{"password":"x"}}';
    expect(json(input).hits.map(({ path, channel, key }) => [path, channel, key])).toEqual([
      ['a[0]["b.c"]', 'a/0/b.c', null],
      ['', 'data', null],
      ['[…].password', '…/password', 'password'],
    ]);
  });

  test.for([
    { name: 'a short number', input: '{"badge":7,"tax_id":12}', want: '{"badge":0,"tax_id":0}' },
    { name: 'a truth', input: '{"badge":true,"tax_id":true}', want: '{"badge":false,"tax_id":true}' },
    { name: 'a word', input: '{"badge":"x","internal_id":"y"}', want: '{"badge":"[field:1]","internal_id":"[field:1]"}' },
    { name: 'a label', input: '{"badge":"Badge","tax_id":"Steuernummer"}', want: '{"badge":"Badge","tax_id":"Steuernummer"}' },
  ])(
    'under a name that says nothing of secrets, what $name may be depends on whether it names a number of people',
    ({ input, want }) => {
      expect(json(input, { plan: { keys: ['badge', 'internal_id', 'tax_id'] } }).output).toBe(want);
    },
  );

  test('a stop lets nothing out', () => {
    expect(json('{"a":"KEY-ABCD1234"}', { rule: () => ({ kind: 'stop' }) })).toMatchObject({ output: '', refusal: null });
    expect(json('{"a":1}', { ruleEnd: () => 'stop' })).toMatchObject({ output: '', refusal: null });
  });

  test('a byte order mark, which clients skip, stays', () => {
    expect(json('\ufeff{"a":1}')).toMatchObject({ output: '\ufeff{"a":1}', refusal: null });
  });
});

describe('completions', () => {
  const secret = 'KEY-ABCD1234';
  const body = (choice: object) =>
    JSON.stringify({ id: 'chatcmpl-1', choices: [{ index: 0, finish_reason: 'stop', ...choice }] });
  const choice = (output: string) => JSON.parse(output).choices[0];

  test('a tool call is looked through as the JSON that it is, and asked about after its hits', () => {
    const args = JSON.stringify({ to: `"${secret}"`, password: 'p', list: [4111111111111111] });
    const call = { id: 'call_1', type: 'function', function: { arguments: args, name: 'send' } };
    const { output, asked } = run([body({ message: { role: 'assistant', content: null, tool_calls: [call] } })], {
      format: 'json',
    });
    expect(JSON.parse(choice(output).message.tool_calls[0].function.arguments)).toEqual({
      to: '"[key:12]"',
      password: '[field:1]',
      list: [0],
    });
    expect(asked.map(each => JSON.parse(each).slice(0, 3))).toEqual([
      ['key', 'choices/0/tool_calls/0/arguments', 'choices[0].message.tool_calls[0].function.arguments.to'],
      ['field', 'choices/0/tool_calls/0/arguments', 'choices[0].message.tool_calls[0].function.arguments.password'],
      ['card', 'choices/0/tool_calls/0/arguments', 'choices[0].message.tool_calls[0].function.arguments.list[0]'],
      ['call', 'choices/0/tool_calls/0/arguments', 'send'],
      ['ended', 0],
    ]);
  });

  test.for([
    { name: 'no arguments are an empty object', args: '', want: {}, valid: true },
    { name: 'arguments that are no JSON are given as text', args: '{"a":', want: '{"a":', valid: false },
    { name: 'a list is an argument too', args: '[1]', want: [1], valid: true },
  ])('$name', ({ args, want, valid }) => {
    const call = { id: 'call_1', function: { name: 'f', arguments: args } };
    const { calls } = run([body({ message: { tool_calls: [call] } })], { format: 'json' });
    expect(calls).toMatchObject([{ arguments: want, argumentsValid: valid }]);
  });

  test('arguments that are no JSON are masked as text', () => {
    const call = { id: 'call_1', function: { name: 'f', arguments: `to: "${secret}"` } };
    const { output } = run([body({ message: { tool_calls: [call] } })], { format: 'json' });
    expect(choice(output).message.tool_calls[0].function.arguments).toBe('to: "[key:12]"');
  });

  test('arguments with a key twice are refused: two parsers would read two things', () => {
    const call = { id: 'call_1', function: { name: 'f', arguments: '{"url":"a","url":"b"}' } };
    expect(run([body({ message: { tool_calls: [call] } })], { format: 'json' })).toMatchObject({
      output: '',
      refusal: 'duplicate_keys',
    });
  });

  test('code in an answer is judged by its lines', () => {
    const { hits } = run([body({ message: { content: 'Run\n```\nls\nrm RISK!\n```\n' } })], { format: 'json' });
    expect(Buffer.from(hits[0]!.unit!).toString()).toBe('rm RISK!\n');
  });

  test('the tokens of a secret are edited, and what tells them again with them', () => {
    const token = (text: string) => ({
      token: text,
      logprob: -0.5,
      bytes: [...Buffer.from(text)],
      top_logprobs: [{ token: text, logprob: -0.5, bytes: [1] }],
    });
    const tokens = ['a ', 'KEY', '-AB', 'CD1234', ' b'].map(token);
    const { output } = run([body({ message: { content: `a ${secret} b` }, logprobs: { content: tokens } })], { format: 'json' });
    const told = choice(output);
    expect(told.message.content).toBe('a [key:12] b');
    expect(told.logprobs.content.map((each: { token: string }) => each.token)).toEqual(['a ', '[key:12]', '', '', ' b']);
    expect(told.logprobs.content[1]).toEqual({ token: '[key:12]', logprob: -0.5, bytes: null, top_logprobs: [] });
    expect(told.logprobs.content[0]).toEqual(tokens[0]);
  });

  test('the tokens of an older completion too', () => {
    const logprobs = { tokens: ['a ', 'KEY-', 'ABCD1234'], top_logprobs: [{ 'a ': -1 }, { 'KEY-': -1 }, { ABCD1234: -1 }] };
    const { output } = run([body({ text: `a ${secret}`, logprobs })], { format: 'json' });
    expect(choice(output)).toMatchObject({
      text: 'a [key:12]',
      logprobs: { tokens: ['a ', '[key:12]', ''], top_logprobs: null },
    });
  });

  test('a token is not taken for the field of that name', () => {
    const tokens = [{ token: 'a', logprob: -1, bytes: [97], top_logprobs: [] }];
    const { hits } = run([body({ message: { content: 'a' }, logprobs: { content: tokens } })], {
      format: 'json',
      plan: { keys: ['token'] },
    });
    expect(hits).toEqual([]);
  });

  test('calls that a request tells again are looked through and not asked about', () => {
    const call = { id: 'call_1', function: { name: 'f', arguments: '{"password":"p"}' } };
    const input = JSON.stringify({ messages: [{ role: 'assistant', tool_calls: [call] }] });
    const { output, calls } = run([input], { format: 'json', side: 'request' });
    expect(JSON.parse(JSON.parse(output).messages[0].tool_calls[0].function.arguments)).toEqual({ password: '[field:1]' });
    expect(calls).toEqual([]);
  });
});

describe('what is no JSON', () => {
  test.for([
    ['{"a":1,}', 'invalid_json'],
    ['[1,]', 'invalid_json'],
    ['{a:1}', 'invalid_json'],
    ["{'a':1}", 'invalid_json'],
    ['[01]', 'invalid_json'],
    ['[1.]', 'invalid_json'],
    ['[.5]', 'invalid_json'],
    ['[1e]', 'invalid_json'],
    ['[+1]', 'invalid_json'],
    ['[-]', 'invalid_json'],
    ['[NaN]', 'invalid_json'],
    ['nul', 'invalid_json'],
    ['truex', 'invalid_json'],
    ['["\\x"]', 'invalid_json'],
    ['["\\u12G4"]', 'invalid_json'],
    ['["\\u123', 'invalid_json'],
    ['["a\nb"]', 'invalid_json'],
    ['["a', 'invalid_json'],
    ['[1] 2', 'invalid_json'],
    ['{"a" 1}', 'invalid_json'],
    ['{"a":}', 'invalid_json'],
    ['[1 2]', 'invalid_json'],
    ['// a\n1', 'invalid_json'],
    [' ', 'invalid_json'],
    ['{"a\\":1}', 'invalid_json'],
    ['[1]\u00a0', 'invalid_json'],
    ['{"a":1,"a":2}', 'duplicate_keys'],
    ['{"a":1,"\\u0061":2}', 'duplicate_keys'],
    ['[{"x":{"é":1,"\\u00e9":2}}]', 'duplicate_keys'],
    ['{"KEY-ABCD1234":1,"KEY-ABCD1234":2}', 'duplicate_keys'],
    [`${'['.repeat(129)}${']'.repeat(129)}`, 'json_depth'],
    ['{"a":'.repeat(200), 'json_depth'],
  ])('%s is refused', ([input, code]) => {
    expect(json(input!)).toMatchObject({ output: '', refusal: code });
    expect(isStrictJson(Buffer.from(input!), defaultLimits)).toBe(false);
  });

  test('bytes that are not UTF-8 are refused', () => {
    expect(run([Buffer.from('["\xff"]', 'latin1')], { format: 'json' })).toMatchObject({ output: '', refusal: 'invalid_utf8' });
  });

  test('the same key in objects beside each other is no duplicate', () => {
    expect(json('[{"a":1,"b":{"a":2}},{"a":3,"b":{"a":4}}]').refusal).toBeNull();
  });

  test('a body over the limit is refused as soon as that shows', () => {
    expect(json(`"${'x'.repeat(100)}"`, { limits: { jsonBodyBytesMax: 50 } })).toMatchObject({
      output: '',
      refusal: 'response_too_large',
    });
    expect(json(`"${'x'.repeat(100)}"`, { limits: { requestBodyBytesMax: 50 }, side: 'request' })).toMatchObject({
      refusal: 'request_too_large',
    });
  });

  test('a body of no bytes is let be', () => {
    expect(run([], { format: 'json' })).toMatchObject({ output: '', refusal: null });
  });
});

describe('what tools gave', () => {
  test.for([
    { name: 'JSON, by its fields', content: '{"password":"hunter2"}', want: '{"password":"[field:7]"}' },
    { name: 'a list', content: ' [{"api_key":"x"}]', want: ' [{"api_key":"[field:1]"}]' },
    { name: 'what JSON spells by escapes', content: '{"a":"KEY-\\u0041BCD1234"}', want: '{"a":"[key:12]"}' },
    { name: 'JSON that is cut off', content: '{"a":"KEY-ABCD1234', want: '{"a":"[key:12]' },
    { name: 'text', content: 'see KEY-ABCD1234', want: 'see [key:12]' },
    { name: 'a number alone, as text', content: '4111111111111111', want: '[card:16]' },
  ])('is read as what it is: $name', ({ content, want }) => {
    const { output } = run([JSON.stringify({ messages: [{ role: 'tool', content }] })], { format: 'json', side: 'request' });
    expect(JSON.parse(output).messages[0].content).toBe(want);
  });
});
