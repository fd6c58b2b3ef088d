// The API of sealed originals, for auditors: who wants one says why first, and gets it only once that is on record for good. Hands out what is encrypted to
// others, and knows nothing of what is in it. A ticket, sealed under the master key, ties the two calls: any replica knows it.
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Side } from '../words/finding.ts';
import { fixedLimits } from '../words/limits.ts';
import { problem, problemSchema, sendProblem } from './problems.ts';
import type { Sealing } from './sign-in/cookie.ts';
import { only } from './who.ts';

export interface Originals {
  /** Null: there is none, or its time is over. */
  find(exchange: string, side: Side): Promise<StoredOriginal | null>;
  /** Appends the record of an opening; true when it is kept for good. */
  opened(opening: Opening): Promise<boolean>;
  /** What shows that masking was right, as a proof file; null where what it takes is not there (any more, or yet). */
  proof(exchange: string, side: Side): Promise<string | null>;
}

export interface StoredOriginal {
  readonly size: number;
  read(): Readable;
}

export interface Opening {
  readonly exchange: string;
  readonly side: Side;
  readonly by: string;
  readonly reason: string;
}

const refusals = { '4xx': problemSchema, '5xx': problemSchema };
const params = z.object({ id: z.string().regex(/^ex_[0-9A-Z]{26}$/) });
const side = z.enum(['request', 'response']).default('response');
const query = z.object({ side });

const openingBody = z.strictObject({ side, reason: z.string().trim().min(1).max(fixedLimits.openingReasonCharsMax) });
const ticketSchema = z.object({
  ticket: z.string().meta({ description: 'for the header x-penstock-ticket' }),
  expiresAt: z.iso.datetime(),
  size: z.int(),
});

export const ticketHeader = 'x-penstock-ticket';

export function originalRoutes(server: FastifyInstance, originals: Originals, sealing: Sealing, now: () => number): void {
  const api = server.withTypeProvider<ZodTypeProvider>();
  const auditors = only('auditor');

  api.post(
    '/v1/originals/:id/opened',
    {
      onRequest: auditors,
      schema: {
        summary: 'Records that you open a sealed original, and why; gives a ticket for it',
        params,
        body: openingBody,
        response: { 201: ticketSchema, ...refusals },
      },
    },
    async ({ params, body, approver }, reply) => {
      const original = await originals.find(params.id, body.side);
      if (original === null) return sendProblem(reply, problem('no_such_thing'));
      const opening = { exchange: params.id, side: body.side, by: approver!.id };
      if (!(await originals.opened({ ...opening, reason: body.reason })))
        return sendProblem(
          reply,
          problem('unavailable', 'the opening can not be recorded, and without a record nothing is opened'),
        );
      const seconds = fixedLimits.openingTicketMsMax / 1000;
      const ticket = await sealing.seal('original', opening, seconds);
      const expiresAt = new Date(now() + fixedLimits.openingTicketMsMax).toISOString();
      return reply.code(201).send({ ticket, expiresAt, size: original.size });
    },
  );

  api.get(
    '/v1/originals/:id',
    {
      onRequest: auditors,
      schema: {
        summary: 'A sealed original, an age file; only with a ticket for it',
        params,
        querystring: query,
        response: { 200: z.any(), ...refusals },
      },
    },
    async ({ params, query, approver, headers }, reply) => {
      const ticket = headers[ticketHeader];
      const opening = typeof ticket === 'string' ? await sealing.open('original', ticket) : null;
      const isFor = opening?.exchange === params.id && opening.side === query.side && opening.by === approver!.id;
      if (!isFor) return sendProblem(reply, problem('forbidden', 'record the opening first: POST /v1/originals/{id}/opened'));
      const original = await originals.find(params.id, query.side);
      if (original === null) return sendProblem(reply, problem('no_such_thing'));
      return reply
        .header('content-type', 'application/octet-stream')
        .header('content-length', original.size)
        .header('content-disposition', `attachment; filename="${params.id}.${query.side}.age"`)
        .send(original.read());
    },
  );

  api.get(
    '/v1/originals/:id/proof',
    {
      onRequest: auditors,
      schema: {
        summary: 'What shows, without the original, that masking was right: a file of format penstock-proof/1',
        params,
        querystring: query,
        response: { 200: z.any(), ...refusals },
      },
    },
    async ({ params, query }, reply) => {
      const text = await originals.proof(params.id, query.side);
      if (text === null)
        return sendProblem(
          reply,
          problem('no_such_thing', 'no proof can be made: a record, the recording or a checkpoint is missing'),
        );
      return reply.header('content-type', 'application/json').serializer(String).send(text);
    },
  );
}
