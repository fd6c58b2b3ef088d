// The connections of the tests' installation, one for each API shape and upstream protocol, and the penstock.yaml that registers them.

import type { ApiShape } from '../../../extproc/words/access.ts';
import type { Limits } from '../../../extproc/words/limits.ts';

export interface Place {
  readonly name: string;
  /** By which clients reach it. Most SDKs can't set a Host header: theirs go by `localhost`, or by any other name. */
  readonly domains: readonly string[];
  readonly api: ApiShape;
  /** Null: the API's defaults. */
  readonly allow: readonly string[] | null;
  /** `live`: an upstream that a test leads by the hand; `own`: a program that the test's file brings. */
  readonly upstream: 'http1' | 'http2' | 'live' | 'own';
}

export const places: readonly Place[] = [
  { name: 'openai', domains: ['openai.test'], api: 'openai', allow: null, upstream: 'http1' },
  { name: 'openai-h2', domains: ['openai-h2.test'], api: 'openai', allow: null, upstream: 'http2' },
  { name: 'anthropic', domains: ['anthropic.test'], api: 'anthropic', allow: null, upstream: 'http1' },
  { name: 'messages', domains: ['messages.test', 'localhost'], api: 'generic', allow: ['POST /v1/messages'], upstream: 'http1' },
  { name: 'gemini', domains: ['gemini.test'], api: 'gemini', allow: null, upstream: 'http1' },
  { name: 'bedrock', domains: ['bedrock.test'], api: 'bedrock', allow: null, upstream: 'http1' },
  {
    name: 'files',
    domains: ['files.test'],
    api: 'openai',
    allow: ['POST /v1/audio/transcriptions', 'POST /v1/files', 'GET /v1/responses/*'],
    upstream: 'http1',
  },
  { name: 'mcp', domains: ['mcp.test'], api: 'mcp', allow: null, upstream: 'own' },
  { name: 'any', domains: ['any.test'], api: 'generic', allow: ['GET /*', 'HEAD /*', 'POST /*'], upstream: 'http1' },
  { name: 'any-h2', domains: ['any-h2.test'], api: 'generic', allow: ['GET /*', 'POST /*'], upstream: 'http2' },
  { name: 'live', domains: ['live.test'], api: 'openai', allow: null, upstream: 'live' },
];

/** The same, where any other name leads to one of them. */
export function placesBeside(home: string): readonly Place[] {
  return places.map(place => (place.name === home ? { ...place, domains: [...place.domains, '*'] } : place));
}

/** `rest`: lines beside the connections and the limits. */
export function yamlOf(listen: string, limits: Partial<Limits>, rest: string): string {
  const connections = places.map(({ name, domains, api, allow }) => ({
    name,
    hosts: [domains[0]],
    api,
    identity: ['anonymous'],
    ...(allow === null ? {} : { allow }),
  }));
  return `listen: { extproc: ${JSON.stringify(listen)}, admin: 127.0.0.1:0 }
data: ./data
store: memory
connections: ${JSON.stringify(connections)}
limits: ${JSON.stringify(limits)}
${rest}
`;
}
