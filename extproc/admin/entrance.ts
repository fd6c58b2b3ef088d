// Signing in and out by browser: with a token, a link that works once, or an issuer's page. What comes of it is a session in a cookie.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Approver } from '../words/hold.ts';
import { problem, problemSchema, sendProblem } from './problems.ts';
import { meSchema } from './schemas.ts';
import type { AdminSetting } from './setting.ts';
import type { Sealing } from './sign-in/cookie.ts';
import { byBearer, isFromOwnPage, only, type Session } from './who.ts';

const signInSecondsMax = 600;

export function entranceRoutes(
  server: FastifyInstance,
  setting: AdminSetting,
  sealing: Sealing,
  session: Session,
  isSecure: boolean,
): void {
  const api = server.withTypeProvider<ZodTypeProvider>();
  const cookie = { path: '/', httpOnly: true, secure: isSecure, sameSite: 'strict' } as const;
  const attempts = { rateLimit: { max: setting.limits.adminSignInsPerMinuteMax, timeWindow: 60_000 } };
  /** The browser comes back from the issuer's site with it, so that it can't be strict. */
  const away = { ...cookie, sameSite: 'lax', path: '/sign-in' } as const;
  const awayName = `${session.cookie}-sign-in`;

  const begin = async (reply: FastifyReply, approver: Approver, source: number): Promise<void> => {
    const sealed = await sealing.seal('session', { approver, source }, session.secondsMax);
    reply.setCookie(session.cookie, sealed, { ...cookie, maxAge: session.secondsMax });
  };

  api.get(
    '/v1/me',
    { onRequest: only(), schema: { summary: 'Who you are to this server', response: { 200: meSchema, '4xx': problemSchema } } },
    async ({ approver }) => ({ ...approver!, groups: [...approver!.groups], roles: [...approver!.roles] }),
  );

  api.get(
    '/v1/sign-in',
    {
      config: { isOpen: true },
      schema: { summary: 'The ways to sign in', response: { 200: z.object({ token: z.boolean(), page: z.boolean() }) } },
    },
    async () => ({
      token: setting.signIns.bearers.some(({ current }) => current !== undefined),
      page: setting.signIns.page !== null,
    }),
  );

  api.post(
    '/v1/sign-in',
    {
      config: { ...attempts, isOpen: true },
      schema: {
        summary: 'Begins a session in a browser, by a token',
        body: z.strictObject({ token: z.string().min(1).max(16_384) }),
        response: { 204: z.null(), '4xx': problemSchema },
      },
    },
    async (request, reply) => {
      if (!isFromOwnPage(request)) return sendProblem(reply, problem('cross_site'));
      const approver = await byBearer(request.body.token, setting);
      if (approver === null) return sendProblem(reply, problem('unauthenticated', 'the token is not known, or its time is over'));
      const source = await sourceOf(approver, setting);
      await begin(reply, approver, source);
      return reply.code(204).send(null);
    },
  );

  api.post(
    '/v1/sign-out',
    { onRequest: only(), schema: { summary: 'Ends the session', response: { 204: z.null(), '4xx': problemSchema } } },
    async (_request, reply) => reply.clearCookie(session.cookie, cookie).code(204).send(null),
  );

  server.get('/sign-in/once', { config: { ...attempts, isOpen: true }, schema: { hide: true } }, async (request, reply) => {
    const { code } = request.query as { code?: unknown };
    const approver = typeof code === 'string' ? (setting.signIns.once?.once(code) ?? null) : null;
    if (approver === null) return reply.redirect('/#/sign-in?failed=once', 303);
    await begin(reply, approver, -1);
    return reply.redirect('/', 303);
  });

  server.get('/sign-in/page', { config: { ...attempts, isOpen: true }, schema: { hide: true } }, async (request, reply) => {
    const { page } = setting.signIns;
    if (page === null) return sendProblem(reply, problem('no_such_thing', 'no issuer is set up'));
    const { url, remember } = await page.begin(returnUrl(request, setting, isSecure));
    const sealed = await sealing.seal('sign-in', { remember }, signInSecondsMax);
    return reply.setCookie(awayName, sealed, { ...away, maxAge: signInSecondsMax }).redirect(url, 303);
  });

  server.get('/sign-in/page/back', { config: { ...attempts, isOpen: true }, schema: { hide: true } }, async (request, reply) => {
    const sealed = request.cookies[awayName];
    const content = sealed === undefined ? null : await sealing.open('sign-in', sealed);
    reply.clearCookie(awayName, away);
    if (setting.signIns.page === null || typeof content?.remember !== 'string')
      return reply.redirect('/#/sign-in?failed=page', 303);
    try {
      const approver = await setting.signIns.page.finish(
        new URL(request.url, returnUrl(request, setting, isSecure)),
        content.remember,
      );
      await begin(reply, approver, -1);
    } catch (cause) {
      setting.onTrouble({ request: request.id, route: '/sign-in/page/back', cause });
      return reply.redirect('/#/sign-in?failed=page', 303);
    }
    // The cookie is strict, and this request came from the issuer's site: the browser sends it only from a page of ours on.
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .send('<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>Penstock</title>');
  });
}

/** Which of the ways still knows the person, so that it can be asked again; -1 where none does. */
async function sourceOf(approver: Approver, { signIns }: AdminSetting): Promise<number> {
  for (const [at, { current }] of signIns.bearers.entries()) if ((await current?.(approver.id)) != null) return at;
  return -1;
}

function returnUrl(request: FastifyRequest, { publicUrl }: AdminSetting, isSecure: boolean): string {
  return new URL('/sign-in/page/back', publicUrl ?? `${isSecure ? 'https' : 'http'}://${request.headers.host ?? ''}`).href;
}
