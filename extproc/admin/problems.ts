// Problem details (RFC 9457): the one form of all errors of the API. Types are stable names below `urn:penstock:problem:`.
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { DecisionRefusal } from '../approvals/ports.ts';

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    /** What was wrong with the request, field by field. */
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'A problem in the form of RFC 9457' });

export type Problem = z.infer<typeof problemSchema>;

/** Codes with the status and the title that go with them. */
const problems = {
  bad_request: [400, 'The request is not what this operation takes'],
  unauthenticated: [401, 'Sign in first, or send a token'],
  forbidden: [403, 'Your roles do not allow this'],
  cross_site: [403, 'The request came from another site'],
  wrong_host: [421, 'This server is not known by that name'],
  no_such_thing: [404, 'There is no such thing'],
  method: [405, 'This method is not allowed here'],
  too_large: [413, 'The body is too large'],
  media_type: [415, 'Send JSON'],
  too_many: [429, 'Too many requests'],
  failed: [500, 'Something went wrong'],
  unavailable: [503, 'Not ready'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

/** Why a decision did not count. */
const refusals: Readonly<Record<DecisionRefusal, readonly [status: number, title: string]>> = {
  not_found: [404, 'There is no such hold'],
  not_pending: [409, 'The hold is decided already'],
  expired: [409, 'The time to decide is over'],
  incomplete: [409, 'The client left before all was read: this hold can only be denied'],
  digest_mismatch: [409, 'The content is not the one that was shown to you'],
  not_allowed: [403, 'The policy does not let you decide this'],
  self_approval: [403, 'Nobody decides what they asked for themselves'],
  already_decided: [409, 'You decided this already'],
  reason_required: [422, 'A reason is required'],
  editor_only: [403, 'Whoever edited can not be the only one to approve'],
  edit_invalid: [422, 'The edit can not be made'],
  remember_forbidden: [403, 'The like of this may not be let pass'],
  conflict: [409, 'Others changed the hold meanwhile: look again'],
};

export type ProblemCode = keyof typeof problems;

export function problem(code: ProblemCode | DecisionRefusal, detail?: string, errors?: Problem['errors']): Problem {
  const [status, title] = code in problems ? problems[code as ProblemCode] : refusals[code as DecisionRefusal];
  return {
    type: `urn:penstock:problem:${code}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
  };
}

export function sendProblem(reply: FastifyReply, told: Problem): FastifyReply {
  return reply.code(told.status).header('content-type', 'application/problem+json').serializer(JSON.stringify).send(told);
}
