// Tells of holds as they come and change, as server-sent events: `hold` with the hold as the API tells it. Whoever reads too slowly is cut off and comes
// back: what is missed is found by listing.
import type { FastifyInstance } from 'fastify';
import { problem, sendProblem } from './problems.ts';
import type { AdminSetting } from './setting.ts';
import { toldHold } from './told.ts';
import { only } from './who.ts';

export function eventRoutes(server: FastifyInstance, { approvals, limits }: AdminSetting): void {
  const open = new Set<{ end(): void }>();
  server.addHook('preClose', async () => {
    for (const stream of open) stream.end();
  });
  server.get(
    '/v1/holds/events',
    {
      onRequest: only('approver', 'auditor', 'operator'),
      schema: { summary: 'Holds as they come and change, as server-sent events' },
    },
    (request, reply) => {
      if (open.size >= limits.adminEventStreamsMax) return sendProblem(reply, problem('too_many', 'too many listen already'));
      reply.hijack();
      const { raw } = reply;
      const headers = {
        ...reply.getHeaders(),
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        connection: 'keep-alive',
      };
      raw.writeHead(200, headers as Record<string, string>);
      raw.write('retry: 2000\n: listening\n\n');
      open.add(raw);
      const write = (text: string): void => {
        if (raw.writableLength > limits.adminEventsWaitingBytesMax) raw.destroy();
        else raw.write(text);
      };
      const stop = approvals.watch(hold => write(`event: hold\ndata: ${JSON.stringify(toldHold(hold))}\n\n`));
      const beat = setInterval(() => write(': still here\n\n'), limits.holdCommentMs);
      const endsAt = setTimeout(() => raw.end(), limits.adminEventsMsMax);
      raw.on('close', () => {
        open.delete(raw);
        clearInterval(beat);
        clearTimeout(endsAt);
        stop();
      });
      raw.on('error', () => raw.destroy());
      request.raw.resume();
      return reply;
    },
  );
}
