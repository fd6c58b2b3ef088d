// The API of the ledger, for auditors and for whoever checks it: the newest checkpoint, records page by page, and proofs. Records are given as the text that is
// hashed, so that nothing has to be made canonical again.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { LedgerReader } from '../words/evidence.ts';
import { fixedLimits } from '../words/limits.ts';
import { problem, problemSchema, sendProblem } from './problems.ts';
import { only } from './who.ts';

const refusals = { '4xx': problemSchema, '5xx': problemSchema };
const text = z.string();
const hashes = z.array(text).meta({ description: 'in base64' });
const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const standingSchema = z
  .object({
    origin: text,
    /** `NAME+KEYID+BASE64`, as C2SP's signed notes have it. */
    verifier: text,
    certificate: text.nullable(),
    /** A signed note; null before the first. */
    checkpoint: text.nullable(),
    /** Records before `leaves` were deleted by retention. */
    trimmed: z.object({ leaves: z.int(), roots: hashes }),
  })
  .meta({ id: 'LedgerStanding' });

const recordSchema = z.object({ index: z.int(), leaf: text });

const recordsQuery = z.object({
  from: size.default(0),
  limit: z.coerce.number().int().min(1).max(fixedLimits.ledgerPageMax).default(100),
});

const proofsQuery = z.object({
  record: z
    .string()
    .regex(/^re_[0-9A-Z]{26}$/)
    .optional(),
  from: size.optional(),
  to: size.optional(),
});

const proofSchema = z
  .union([
    z.object({ index: z.int(), leaf: text, size: z.int(), hashes, checkpoint: text }),
    z.object({ from: z.int(), to: z.int(), hashes }),
  ])
  .meta({ id: 'LedgerProof' });

export function ledgerRoutes(server: FastifyInstance, ledger: LedgerReader): void {
  const api = server.withTypeProvider<ZodTypeProvider>();
  const auditors = only('auditor');

  api.get(
    '/v1/ledger/checkpoint',
    {
      onRequest: only('approver', 'auditor', 'operator'),
      schema: {
        summary: "This replica's log: its key and its newest signed checkpoint",
        response: { 200: standingSchema, ...refusals },
      },
    },
    async () => {
      const { leaves, roots } = await ledger.trimmed();
      return { ...ledger.identity, checkpoint: ledger.checkpoint, trimmed: { leaves, roots: [...roots] } };
    },
  );

  api.get(
    '/v1/ledger/records',
    {
      onRequest: auditors,
      schema: {
        summary: 'Records in their order, from a place on',
        querystring: recordsQuery,
        response: { 200: z.object({ items: z.array(recordSchema), next: text.nullable() }), ...refusals },
      },
    },
    async ({ query }) => {
      const items = [...(await ledger.records(query.from, query.limit))];
      const last = items.at(-1);
      return { items, next: last === undefined ? null : String(last.index + 1) };
    },
  );

  api.get(
    '/v1/ledger/proofs',
    {
      onRequest: auditors,
      schema: {
        summary:
          'That a record is in the newest checkpoint (`record`), or that one size is the beginning of another (`from`, `to`)',
        querystring: proofsQuery,
        response: { 200: proofSchema, ...refusals },
      },
    },
    async ({ query: { record, from, to } }, reply) => {
      const isGrowth = from !== undefined && to !== undefined;
      if ((record === undefined) !== isGrowth || (record !== undefined && (from ?? to) !== undefined))
        return sendProblem(reply, problem('bad_request', 'ask with record, or with from and to'));
      const proof = record === undefined ? await ledger.growth(from!, to!) : await ledger.proofOf(record);
      return proof === null ? sendProblem(reply, problem('no_such_thing')) : { ...proof, hashes: [...proof.hashes] };
    },
  );
}
