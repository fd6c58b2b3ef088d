// Inputs that a policy is tried out with before it is used: each point, with and without findings, tool calls and principals.
// Invented throughout; what a policy decides on them is not judged, only that it decides.
import type { PolicyInput } from './input.ts';

type SampleFinding = PolicyInput['findings'][number];

const head: PolicyInput = {
  version: 1,
  point: 'request_head',
  time: { ms: 1_795_500_000_000, weekday: 'tuesday', hour: 5, minute: 20, zone: 'UTC' },
  exchange: { id: 'ex_00000000000000000000000000', session: null, stream: true, bytes_in: 0, bytes_out: 0, elapsed_ms: 0 },
  principal: {
    id: 'spiffe://cluster.local/ns/team-a/sa/app',
    kind: 'mtls',
    namespace: 'team-a',
    service_account: 'app',
    groups: ['developers'],
    claims: {},
    self_declared: false,
  },
  connection: { name: 'chatgpt', host: 'api.openai.com', api: 'openai' },
  grant: { id: 'gr_00000000000000000000000000', purpose: null, implicit: true },
  request: {
    method: 'POST',
    path: '/v1/chat/completions',
    query_keys: [],
    headers: { 'content-type': 'application/json' },
    bytes: 0,
    model: null,
    stream: null,
    tools: [],
    messages: null,
  },
  response: null,
  finding: null,
  findings: [],
  findings_total: 0,
  tool_call: null,
  usage: null,
};

const request: PolicyInput = {
  ...head,
  point: 'request',
  request: { ...head.request!, bytes: 512, model: 'gpt-4o', stream: true, tools: ['shell'], messages: 3 },
};

const responding: PolicyInput = { ...request, response: { status: 200, content_type: 'text/event-stream' } };

const facts = [
  { detector: 'aws-access-key', group: 'secrets', class: 'secret' },
  { detector: 'field', group: 'fields', class: 'secret', key: 'api_key' },
  { detector: 'email', group: 'personal', class: 'personal' },
  { detector: 'payment-card', group: 'personal', class: 'personal', length: null, shape: null, fingerprint: null },
  { detector: 'privileged-write', group: 'risk', class: 'risk', destinations: [], unit_bytes: 60 },
  { detector: 'reverse-shell', group: 'risk', class: 'risk', destinations: [], unit_bytes: 90 },
  {
    detector: 'webhook-exfiltration',
    group: 'risk',
    class: 'risk',
    destinations: [{ url_host: 'Hooks.Example.', host: 'hooks.example', ip: null, port: 443, scheme: 'https' }],
    unit_bytes: 9000,
  },
  { detector: 'encoded-blob', group: 'risk', class: 'risk', destinations: [], unit_bytes: 9000 },
  { detector: 'acme-ticket', group: 'custom', class: 'custom' },
] as const;

/** `count` findings, the detectors in turn. */
function sampleFindings(count: number): readonly SampleFinding[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    severity: 'high',
    confidence: 0.9,
    side: 'response',
    channel: 'choices/0/content',
    path: 'choices[0].delta.content',
    key: null,
    length: 20,
    shape: 'A{4}[A-Z0-9]{16}',
    fingerprint: `f${index}`,
    count: 1,
    destinations: null,
    unit_bytes: null,
    ...facts[index % facts.length]!,
  }));
}

/** A response with so many findings, at the point of the last one. */
export function sampleFinding(count: number): PolicyInput {
  return { ...responding, point: 'finding', finding: count, findings: sampleFindings(count), findings_total: count };
}

const toolCall: PolicyInput = {
  ...responding,
  point: 'tool_call',
  tool_call: {
    name: 'http_post',
    id: 'call_1',
    channel: 'choices/0/tool_calls/0/arguments',
    arguments: { url: 'https://203.0.113.9/in', body: 'x' },
    arguments_valid: true,
    bytes: 5000,
    destinations: [{ url_host: '203.0.113.9', host: '203.0.113.9', ip: '203.0.113.9', port: 443, scheme: 'https' }],
  },
};

/** A stream that begins with the response: Envoy's own reply. */
const orphan: PolicyInput = {
  ...head,
  point: 'response_end',
  principal: {
    id: 'unknown',
    kind: 'none',
    namespace: null,
    service_account: null,
    groups: [],
    claims: {},
    self_declared: false,
  },
  connection: { name: 'unknown', host: null, api: 'generic' },
  grant: null,
  request: null,
  response: { status: 503, content_type: null },
};

const usage = { requests: 4, bytes: 12_000, tokens: 3100, findings: 2 };

/** What every policy must decide on. */
export const samples: readonly PolicyInput[] = [
  head,
  request,
  sampleFinding(1),
  ...facts.map((_, index) => ({ ...sampleFinding(index + 1), findings: sampleFindings(index + 1).slice(-1) })),
  sampleFinding(facts.length),
  sampleFinding(64),
  toolCall,
  {
    ...toolCall,
    tool_call: { ...toolCall.tool_call!, id: null, arguments: 'not json', arguments_valid: false, destinations: [] },
  },
  { ...sampleFinding(20), point: 'response_end', finding: null },
  { ...responding, point: 'response_end', usage: { session: usage, principal: { '1h': usage } } },
  orphan,
];
