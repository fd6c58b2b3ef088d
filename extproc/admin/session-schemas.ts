// What the API takes and gives of recordings, as schemas (schemas.ts has those of holds).
import { z } from 'zod';

const time = z.string().meta({ format: 'date-time' });
const text = z.string();
const sides = z.enum(['request', 'response']);

export const exchangeParams = z.object({
  id: z
    .string()
    .regex(/^ex_[0-9A-Z]{1,64}$/)
    .meta({ description: 'id of an exchange' }),
});

export const sessionParams = z.object({
  id: z
    .string()
    .regex(/^(?:se|gr)_[0-9A-Z]{1,64}$/)
    .meta({ description: 'id of a session or a grant' }),
});

const search = {
  connection: text.max(64).optional(),
  principal: text.max(512).optional(),
  decision: z.enum(['allow', 'mask', 'hold', 'block']).optional(),
  detector: text.max(128).optional(),
  tool: text.max(256).optional(),
  hold: text.max(64).optional(),
  q: text.max(256).optional().meta({ description: 'words that all stand in what was delivered' }),
  after: z.iso.datetime({ offset: true }).optional(),
  before: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: text.max(512).optional(),
};

export const sessionsQuery = z.object({ by: z.enum(['session', 'grant']).default('session'), ...search });

export const exchangesQuery = z.object({ session: text.max(128).optional(), grant: text.max(128).optional(), ...search });

export const sessionSchema = z
  .object({
    id: text,
    kind: z.enum(['session', 'grant']),
    principal: text,
    namespace: text.nullable(),
    firstAt: time,
    lastAt: time,
    exchanges: z.int(),
    tokens: z.int(),
    connections: z.array(text),
    /** How many exchanges ended how. */
    decisions: z.record(text, z.int()),
  })
  .meta({ id: 'Session' });

export const sessionsPage = z.object({ items: z.array(sessionSchema), next: text.nullable() });

export const exchangeSchema = z
  .object({
    id: text,
    session: text,
    grant: text.nullable(),
    connection: text,
    api: text,
    principal: text,
    namespace: text.nullable(),
    method: text,
    path: text,
    model: text.nullable(),
    policyRevision: text,
    beganAt: time,
    /** When the recording is deleted. */
    keptUntil: time,
    sealed: z.boolean(),
    recorded: z.array(sides),
    /** Null while it runs. */
    end: z
      .object({
        endedAt: time,
        decision: text,
        block: text.nullable(),
        ending: text,
        status: z.int().nullable(),
        contentType: text.nullable(),
        format: text.nullable(),
        detectors: z.array(text),
        tools: z.array(text),
        holds: z.array(text),
        findings: z.array(
          z.object({
            id: z.int(),
            detector: text,
            class: text,
            side: sides,
            channel: text,
            path: text,
            count: z.int(),
            action: text,
            with: text.nullable(),
            rule: text.nullable(),
          }),
        ),
        tokens: z.int(),
        pieces: z.int(),
        bytes: z.object({ request: z.int(), response: z.int() }),
        /** More came than was taken down. */
        isCut: z.boolean(),
        digest: text.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Exchange' });

export const exchangesPage = z.object({ items: z.array(exchangeSchema), next: text.nullable() });

export const replaySchema = z
  .object({
    exchange: text,
    isWhole: z.boolean(),
    /** Sides that could be read as texts. */
    read: z.array(sides),
    texts: z.array(
      z.object({
        side: sides,
        channel: text,
        kind: z.enum(['text', 'reasoning', 'tool_call', 'other']),
        name: text.nullable(),
        masks: z.array(z.object({ start: z.int(), end: z.int(), detector: text })),
      }),
    ),
    pieces: z.array(
      z.object({
        atMs: z.int(),
        side: sides,
        /** In base64. */
        bytes: text,
        /** What it brought of the texts, by their places in the list. */
        texts: z.array(z.object({ of: z.int(), text })),
      }),
    ),
  })
  .meta({ id: 'Recording' });
