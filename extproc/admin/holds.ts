// The API of holds: list, look, decide, and what was let pass for a while.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { HoldFilter } from '../approvals/ports.ts';
import { problem, problemSchema, sendProblem } from './problems.ts';
import {
  contentSchema,
  deadLetterSchema,
  decisionBody,
  durationMs,
  holdDetailSchema,
  holdParams,
  holdSchema,
  holdsPage,
  listQuery,
  rememberedSchema,
  statsSchema,
} from './schemas.ts';
import type { AdminSetting } from './setting.ts';
import { toldContent, toldHold, toldRemembered, toldVerdict } from './told.ts';
import { only } from './who.ts';

const withheld = problem('self_approval', 'what you asked for is shown to you once others have released it');
const refusals = { '4xx': problemSchema, '5xx': problemSchema };

export function holdRoutes(server: FastifyInstance, { approvals, deadLetters }: AdminSetting): void {
  const api = server.withTypeProvider<ZodTypeProvider>();
  const anybody = only('approver', 'auditor', 'operator');
  const readers = only('approver', 'auditor');

  api.get(
    '/v1/holds',
    {
      onRequest: anybody,
      schema: { summary: 'Lists holds, newest first', querystring: listQuery, response: { 200: holdsPage, ...refusals } },
    },
    async ({ query }) => {
      const { items, next } = await approvals.list(filterOf(query), query.cursor ?? null, query.limit);
      return { items: items.map(toldHold), next };
    },
  );

  api.get(
    '/v1/holds/stats',
    {
      onRequest: anybody,
      schema: { summary: 'Holds of the last hour and how long they waited', response: { 200: statsSchema, ...refusals } },
    },
    async () => approvals.stats(),
  );

  api.get(
    '/v1/holds/:id',
    {
      onRequest: anybody,
      schema: {
        summary: 'One hold, and what you may do about it',
        params: holdParams,
        response: { 200: holdDetailSchema, ...refusals },
      },
    },
    async ({ params, approver }, reply) => {
      const hold = await approvals.get(params.id);
      if (hold === null) return sendProblem(reply, problem('not_found'));
      const may = await approvals.may(params.id, approver!);
      return { ...toldHold(hold), may: may === null ? null : toldVerdict(may) };
    },
  );

  api.get(
    '/v1/holds/:id/content',
    {
      onRequest: readers,
      schema: {
        summary: 'What is held, as its client would read it, masked as policy says',
        params: holdParams,
        response: { 200: contentSchema, ...refusals },
      },
    },
    async ({ params, approver }, reply) => {
      if (await approvals.isWithheldFrom(params.id, approver!)) return sendProblem(reply, withheld);
      const view = await approvals.view(params.id);
      if (view === null)
        return sendProblem(reply, problem('not_found', 'the hold has no content: it is being read, or its time is over'));
      return toldContent(view);
    },
  );

  api.get(
    '/v1/holds/:id/content/raw',
    {
      onRequest: readers,
      schema: { summary: 'The bytes that an approval releases', params: holdParams, response: { 200: z.any(), ...refusals } },
    },
    async ({ params, approver }, reply) => {
      if (await approvals.isWithheldFrom(params.id, approver!)) return sendProblem(reply, withheld);
      const view = await approvals.view(params.id);
      if (view === null) return sendProblem(reply, problem('not_found'));
      return reply
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', `attachment; filename="${params.id}.bin"`)
        .send(Buffer.from(view.content.body));
    },
  );

  api.post(
    '/v1/holds/:id/decisions',
    {
      onRequest: only('approver'),
      schema: {
        summary: 'Decides: approve, deny, mask more, or edit; bound to the digest of what was shown',
        params: holdParams,
        body: decisionBody,
        response: { 200: holdSchema, ...refusals },
      },
    },
    async ({ params, body, approver }, reply) => {
      const { decision, edits, digest = null, reason = null, remember = null } = body;
      const ask = {
        decision,
        digest,
        reason: reason?.trim() ? reason.trim() : null,
        edits,
        rememberMs: remember === null ? null : durationMs(remember),
      };
      const outcome = await approvals.decide(params.id, ask, approver!);
      if (outcome.kind === 'refused') return sendProblem(reply, problem(outcome.code, outcome.message));
      return toldHold(outcome.hold);
    },
  );

  api.get(
    '/v1/notifications/dead',
    {
      onRequest: only('operator', 'auditor'),
      schema: {
        summary: 'Messages to webhooks that nobody took, newest first',
        response: { 200: z.object({ items: z.array(deadLetterSchema), next: z.null() }), ...refusals },
      },
    },
    async () => ({
      items: deadLetters().map(({ atMs, ...letter }) => ({ ...letter, at: new Date(atMs).toISOString() })),
      next: null,
    }),
  );

  api.get(
    '/v1/remembered',
    {
      onRequest: anybody,
      schema: {
        summary: 'Approvals that let the like of them pass for a while',
        response: { 200: z.object({ items: z.array(rememberedSchema), next: z.null() }), ...refusals },
      },
    },
    async () => ({ items: (await approvals.remembered()).map(toldRemembered), next: null }),
  );

  api.delete(
    '/v1/remembered/:id',
    {
      onRequest: only('approver', 'operator'),
      schema: {
        summary: 'Takes such an approval back',
        params: z.object({ id: z.string().max(64) }),
        response: { 204: z.null(), ...refusals },
      },
    },
    async ({ params, approver }, reply) => {
      if (!(await approvals.forget(params.id, approver!))) return sendProblem(reply, problem('no_such_thing'));
      return reply.code(204).send(null);
    },
  );
}

function filterOf(query: z.infer<typeof listQuery>): HoldFilter {
  const { state, connection, principal, rule, q, after, before } = query;
  return {
    state: state ?? null,
    connection: connection ?? null,
    principal: principal ?? null,
    rule: rule ?? null,
    text: q ?? null,
    createdAfterMs: after === undefined ? null : Date.parse(after),
    createdBeforeMs: before === undefined ? null : Date.parse(before),
  };
}
