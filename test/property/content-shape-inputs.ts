// Streams, answers and requests of each API as fast-check makes them: the events that its documentation names, in an order that may be, with
// texts full of secrets, halves of secrets and odd spellings.
import fc from 'fast-check';
import type { ApiShape } from '../../extproc/words/access.ts';
import { newline, phrase, pieces, spelled, toolArguments } from './content-inputs.ts';

type Events = fc.Arbitrary<readonly object[]>;

const chunks = (json: string): readonly string[] => json.match(/[\s\S]{1,7}/g) ?? [];
const signature = 'EqQBCgIYAhIM1gbcDa9GJwZA2b3h';
const base64 = 'iVBORw0KGgo'.repeat(30);
/** Several of them, one after another, each knowing its position. */
const several = <T>(each: fc.Arbitrary<T>, most = 3) => fc.array(each, { maxLength: most });

const openaiChat: Events = several(
  fc.record({
    field: fc.constantFrom('content', 'list', 'thinking', 'details', 'reasoning', 'call'),
    pieces,
    json: toolArguments,
  }),
).map(texts => texts.flatMap(({ field, pieces: parts, json }, at) => chatEvents(field, parts, json, at)));

function chatEvents(field: string, parts: readonly string[], json: string, at: number): object[] {
  const event = (delta: object) => ({
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, content_filter_results: { hate: { severity: 'safe' } }, finish_reason: null }],
    usage: { total_tokens: at },
  });
  const call = (piece: object) => event({ tool_calls: [{ index: at, ...piece }] });
  switch (field) {
    case 'content':
      return parts.map(content => event({ content }));
    case 'list':
      return parts.map(text => event({ content: [{ type: 'text', text }] }));
    case 'thinking':
      return parts.map(text => event({ content: [{ type: 'thinking', thinking: [{ type: 'text', text }] }] }));
    case 'details':
      return parts.map(summary => event({ reasoning_details: [{ type: 'reasoning.summary', index: 0, summary }] }));
    case 'reasoning':
      return parts.map(reasoning => event({ reasoning, reasoning_content: reasoning }));
    default:
      return [
        call({ id: `c${at}`, function: { name: 'run', arguments: '' } }),
        ...chunks(json).map(each => call({ function: { arguments: each } })),
      ];
  }
}

const responses: Events = several(
  fc.record({
    kind: fc.constantFrom('output_text', 'refusal', 'reasoning', 'call', 'custom', 'code', 'search'),
    pieces,
    json: toolArguments,
  }),
).map(items => {
  const told = items.map(({ kind, pieces: parts, json }, at) => itemOf(kind, parts.join(''), json, at));
  return [
    ...items.flatMap(({ kind, pieces: parts, json }, at) => responseEvents(kind, parts, json, told[at]!, at)),
    { type: 'response.completed', response: { output: told, usage: { total_tokens: 3 } } },
  ];
});

function responseEvents(kind: string, parts: readonly string[], json: string, item: object, at: number): object[] {
  const [full, around] = [parts.join(''), { output_index: at, item_id: `i${at}` }];
  const streamed = (name: string, field: string, text: string, more: object, cut: readonly string[]) => [
    ...cut.map((delta, n) => ({ type: `response.${name}.delta`, sequence_number: n, ...around, ...more, delta })),
    { type: `response.${name}.done`, ...around, ...more, [field]: text },
  ];
  const start = {
    type: 'response.output_item.added',
    output_index: at,
    item: { ...item, content: [], arguments: '', input: '' },
  };
  const part = { type: 'response.content_part.done', ...around, content_index: 0, part: { type: kind, text: full } };
  const done = { type: 'response.output_item.done', output_index: at, item };
  switch (kind) {
    case 'output_text':
      return [...streamed('output_text', 'text', full, { content_index: 0 }, parts), part, done];
    case 'refusal':
      return [...streamed('refusal', 'refusal', full, { content_index: 0 }, parts), done];
    case 'reasoning':
      return [...streamed('reasoning_summary_text', 'text', full, { summary_index: 0 }, parts), done];
    case 'call':
      return [start, ...streamed('function_call_arguments', 'arguments', json, {}, chunks(json)), done];
    case 'custom':
      return [start, ...streamed('custom_tool_call_input', 'input', full, {}, parts), done];
    case 'code':
      return [...streamed('code_interpreter_call_code', 'code', full, {}, parts), done];
    default:
      return [done];
  }
}

function itemOf(kind: string, text: string, json: string, at: number): object {
  switch (kind) {
    case 'output_text':
      return { type: 'message', content: [{ type: kind, text, logprobs: tokensOf(text) }] };
    case 'refusal':
      return { type: 'message', content: [{ type: kind, refusal: text }] };
    case 'reasoning':
      return { type: 'reasoning', summary: [{ type: 'summary_text', text }], encrypted_content: signature };
    case 'call':
      return { type: 'function_call', call_id: `c${at}`, name: 'run', arguments: json };
    case 'custom':
      return { type: 'custom_tool_call', call_id: `c${at}`, name: 'run', input: text };
    case 'code':
      return { type: 'code_interpreter_call', code: text, outputs: [{ type: 'logs', logs: text }] };
    default:
      return { type: 'web_search_call', action: { type: 'search', query: text } };
  }
}

const tokensOf = (text: string) =>
  (text.match(/[\s\S]{1,3}/gu) ?? []).map(token => ({ token, bytes: [...Buffer.from(token)], top_logprobs: [{ token }] }));

const anthropic: Events = several(
  fc.record({ kind: fc.constantFrom('text', 'text', 'tool_use', 'result', 'sealed'), pieces, json: toolArguments }),
).map(blocks => [
  { type: 'message_start', message: { id: 'm', content: [], usage: { input_tokens: 1 } } },
  ...blocks.flatMap(({ kind, pieces: parts, json }, index) => blockEvents(kind, parts, json, index)),
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } },
  { type: 'message_stop' },
]);

function blockEvents(kind: string, parts: readonly string[], json: string, index: number): object[] {
  const begin = (content_block: object) => ({ type: 'content_block_start', index, content_block });
  const delta = (each: object) => ({ type: 'content_block_delta', index, delta: each });
  const end = { type: 'content_block_stop', index };
  switch (kind) {
    case 'text':
      return [
        begin({ type: 'text', text: '' }),
        ...parts.map(text => delta({ type: 'text_delta', text })),
        delta({ type: 'citations_delta', citation: { cited_text: parts.join(''), encrypted_index: signature } }),
        end,
      ];
    case 'tool_use':
      return [
        begin({ type: 'tool_use', id: `t${index}`, name: 'run', input: {} }),
        ...chunks(json).map(partial_json => delta({ type: 'input_json_delta', partial_json })),
        end,
      ];
    case 'result':
      return [begin({ type: 'web_search_tool_result', content: [{ title: parts.join(''), encrypted_content: signature }] }), end];
    default:
      return [begin({ type: 'thinking', thinking: '', signature: '' }), delta({ type: 'signature_delta', signature }), end];
  }
}

const geminiPart = fc.oneof(
  phrase.map(text => ({ text })),
  phrase.map(text => ({ text, thought: true })),
  phrase.map(note => ({ functionCall: { name: 'run', args: { note, password: note } } })),
  phrase.map(output => ({ codeExecutionResult: { outcome: 'OK', output } })),
  fc.constant({ inlineData: { mimeType: 'image/png', data: base64 } }),
);
const gemini: Events = several(fc.array(geminiPart, { maxLength: 3 }), 6).map(all =>
  all.map((parts, at) => ({
    candidates: [{ content: { parts, role: 'model' }, index: 0, groundingMetadata: { webSearchQueries: [`q${at}`] } }],
    usageMetadata: { totalTokenCount: at },
  })),
);

const cohere: Events = several(fc.record({ isCall: fc.boolean(), pieces, json: toolArguments })).map(parts => [
  { type: 'message-start', id: 'c', delta: { message: { role: 'assistant', content: [], tool_plan: '' } } },
  ...parts.flatMap(({ isCall, pieces: texts, json }, index): object[] => {
    const event = (type: string, message: object) => ({ type, index, delta: { message } });
    if (!isCall) {
      return [
        event('content-start', { content: { type: 'text', text: '' } }),
        ...texts.map(text => event('content-delta', { content: { text } })),
        event('citation-start', { citations: { text: texts.join(''), sources: [] } }),
        event('content-end', {}),
      ];
    }
    return [
      event('tool-call-start', { tool_calls: { id: `t${index}`, type: 'function', function: { name: 'run', arguments: '' } } }),
      ...chunks(json).map(each => event('tool-call-delta', { tool_calls: { function: { arguments: each } } })),
      event('tool-call-end', {}),
    ];
  }),
  { type: 'message-end', delta: { finish_reason: 'COMPLETE' } },
]);

const mcp: Events = several(
  fc.oneof(
    phrase.map(text => ({
      jsonrpc: '2.0',
      id: 1,
      result: { content: [{ type: 'text', text }], structuredContent: { text, password: text } },
    })),
    toolArguments.map(text => ({ jsonrpc: '2.0', id: 2, result: { content: [{ type: 'text', text }] } })),
    phrase.map(message => ({ jsonrpc: '2.0', method: 'notifications/progress', params: { progress: 1, message } })),
    phrase.map(message => ({ jsonrpc: '2.0', id: 3, error: { code: -1, message, data: message } })),
  ),
);

const streams: readonly (readonly [ApiShape, string, Events])[] = [
  ['openai', 'chat', openaiChat],
  ['openai', 'responses', responses],
  ['anthropic', 'messages', anthropic],
  ['gemini', 'contents', gemini],
  ['cohere', 'chat', cohere],
  ['mcp', 'messages', mcp],
];

/** Each API's streams, spoken by a connection of its own and by one that says nothing of what is spoken. */
export const shapeStreams = streams.flatMap(([api, name, events]) => {
  const input = sse(events);
  return [
    { name: `${api} ${name}`, api, input },
    { name: `${api} ${name} by a connection that does not say so`, api: 'generic' as const, input },
  ];
});

/** The last document of a stream, and requests, in any spelling. */
export const shapeDocuments: readonly { readonly name: string; readonly api: ApiShape; readonly input: fc.Arbitrary<string> }[] =
  streams.map(([api, name, events]) => ({ name: `${api} ${name}`, api, input: document(events) }));

function sse(events: Events): fc.Arbitrary<string> {
  return fc.tuple(events, newline).chain(([values, eol]) =>
    fc.tuple(...values.map(value => fc.oneof(spelled(value), fc.constant(JSON.stringify(value))))).map(texts => {
      const named = (value: object) => ('type' in value ? `event: ${value.type}${eol}` : '');
      return texts.map((text, at) => `${named(values[at]!)}data: ${text}${eol}${eol}`).join('');
    }),
  );
}

function document(events: Events): fc.Arbitrary<string> {
  return events.chain(values => {
    const last = (values.at(-1) ?? {}) as Record<string, unknown>;
    return spelled(last.response ?? last);
  });
}
