// The API of recordings, for auditors: sessions, exchanges, and what was delivered of one, piece by piece.
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { ExchangeSearch, Recordings } from '../recording/ports.ts';
import { problem, problemSchema, sendProblem } from './problems.ts';
import {
  exchangeParams,
  exchangeSchema,
  exchangesPage,
  exchangesQuery,
  replaySchema,
  sessionParams,
  sessionSchema,
  sessionsPage,
  sessionsQuery,
} from './session-schemas.ts';
import { toldExchange, toldSession } from './told-sessions.ts';
import { only } from './who.ts';

const refusals = { '4xx': problemSchema, '5xx': problemSchema };

export function sessionRoutes(server: FastifyInstance, recordings: Recordings): void {
  const api = server.withTypeProvider<ZodTypeProvider>();
  const readers = only('auditor');

  api.get(
    '/v1/sessions',
    {
      onRequest: readers,
      schema: {
        summary: 'Sessions that have an exchange that fits, the last begun first',
        querystring: sessionsQuery,
        response: { 200: sessionsPage, ...refusals },
      },
    },
    async ({ query }) => {
      const { items, next } = await recordings.sessions(query.by, searchOf(query), query.cursor ?? null, query.limit);
      return { items: items.map(toldSession), next };
    },
  );

  api.get(
    '/v1/sessions/:id',
    {
      onRequest: readers,
      schema: {
        summary: 'One session, or what one grant was used for; its exchanges are listed by `/v1/exchanges?session=` or `grant=`',
        params: sessionParams,
        response: { 200: sessionSchema, ...refusals },
      },
    },
    async ({ params }, reply) => {
      const session = await recordings.session(params.id);
      return session === null ? sendProblem(reply, problem('no_such_thing')) : toldSession(session);
    },
  );

  api.get(
    '/v1/exchanges',
    {
      onRequest: readers,
      schema: {
        summary: 'Recorded exchanges that fit, the last begun first',
        querystring: exchangesQuery,
        response: { 200: exchangesPage, ...refusals },
      },
    },
    async ({ query }) => {
      const { items, next } = await recordings.list(searchOf(query), query.cursor ?? null, query.limit);
      return { items: items.map(toldExchange), next };
    },
  );

  api.get(
    '/v1/exchanges/:id',
    {
      onRequest: readers,
      schema: { summary: 'One exchange', params: exchangeParams, response: { 200: exchangeSchema, ...refusals } },
    },
    async ({ params }, reply) => {
      const exchange = await recordings.get(params.id);
      return exchange === null ? sendProblem(reply, problem('no_such_thing')) : toldExchange(exchange);
    },
  );

  api.get(
    '/v1/exchanges/:id/recording',
    {
      onRequest: readers,
      schema: {
        summary:
          'What was delivered, piece by piece, masked as it was: when, which side, the text that each brought, its bytes in base64',
        params: exchangeParams,
        response: { 200: replaySchema, ...refusals },
      },
    },
    async ({ params }, reply) => {
      const exchange = await recordings.get(params.id);
      const json = exchange === null ? null : await recordings.replay(exchange);
      return json === null ? sendProblem(reply, problem('no_such_thing')) : sendMade(reply, json);
    },
  );
}

/** It was made off the main thread, which does not look at it again. */
function sendMade(reply: FastifyReply, { buffer, byteOffset, byteLength }: Uint8Array): FastifyReply {
  const json = Buffer.from(buffer, byteOffset, byteLength);
  return reply
    .header('content-type', 'application/json; charset=utf-8')
    .serializer((made: Buffer) => made as unknown as string)
    .send(json);
}

function searchOf(query: z.infer<typeof exchangesQuery> | z.infer<typeof sessionsQuery>): ExchangeSearch {
  const { connection, principal, decision, detector, tool, hold, q, after, before } = query;
  return {
    session: 'session' in query ? (query.session ?? null) : null,
    grant: 'grant' in query ? (query.grant ?? null) : null,
    connection: connection ?? null,
    principal: principal ?? null,
    decision: decision ?? null,
    detector: detector ?? null,
    tool: tool ?? null,
    hold: hold ?? null,
    text: q ?? null,
    createdAfterMs: after === undefined ? null : Date.parse(after),
    createdBeforeMs: before === undefined ? null : Date.parse(before),
  };
}
