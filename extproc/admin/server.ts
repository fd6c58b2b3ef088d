// The admin port: an API for people and programs that decide and look, and the page that uses it. Hostile are: other sites in the same browser, names
// that point here (DNS rebinding), whoever guesses tokens, and what is held, which is only ever told as JSON or as an attachment.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import cookies from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { Fault } from '../words/fault.ts';
import { ulid } from '../words/ulid.ts';
import { entranceRoutes } from './entrance.ts';
import { eventRoutes } from './events.ts';
import { holdRoutes } from './holds.ts';
import { hostsOf, isKnownHost, isOpenInPlain } from './host.ts';
import { ledgerRoutes } from './ledger.ts';
import { originalRoutes } from './originals.ts';
import { pageRoutes } from './page.ts';
import { type Problem, type ProblemCode, problem, sendProblem } from './problems.ts';
import { sessionRoutes } from './sessions.ts';
import type { AdminSetting } from './setting.ts';
import { sealing as sealingOf } from './sign-in/cookie.ts';
import { type Session, whoAsks } from './who.ts';

export interface AdminServer {
  /** `http://127.0.0.1:9080`, or the socket's path. */
  readonly address: string;
  close(): Promise<void>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For those who have not signed in, too. */
    isOpen?: boolean;
  }
}

/** Serves until it is closed. Rejects where it can't listen. */
export async function serveAdmin(setting: AdminSetting): Promise<AdminServer> {
  const { listen } = setting;
  if (isOpenInPlain(setting)) {
    const remedy = 'set listen.tls, or approvals.url to the https URL of what stands in front';
    throw new Fault(
      'ERR_CONFIG_INVALID',
      `listen.admin is no loopback address, and tokens would travel to it unencrypted; ${remedy}`,
    );
  }
  const server = await makeServer(setting);
  await server.listen('path' in listen ? { path: listen.path } : { host: listen.host, port: listen.port });
  const bound = server.server.address() as AddressInfo | string;
  const scheme = setting.tls === null ? 'http' : 'https';
  const address =
    typeof bound === 'string'
      ? bound
      : `${scheme}://${bound.family === 'IPv6' ? `[${bound.address}]` : bound.address}:${bound.port}`;
  return { address, close: () => server.close() };
}

async function makeServer(setting: AdminSetting): Promise<FastifyInstance> {
  const { limits, tls } = setting;
  const isSecure = tls !== null || setting.publicUrl?.startsWith('https:') === true;
  const server = fastify({
    bodyLimit: limits.adminBodyBytesMax,
    logger: false,
    trustProxy: false,
    genReqId: () => ulid('re', setting.now(), crypto.getRandomValues(new Uint8Array(10))),
    requestTimeout: limits.adminRequestMsMax,
    connectionTimeout: 0,
    forceCloseConnections: true,
    ...(tls === null
      ? {}
      : {
          https: {
            cert: readFileSync(tls.cert),
            key: readFileSync(tls.key),
            ...(tls.clientCa === null ? {} : { ca: readFileSync(tls.clientCa), requestCert: true, rejectUnauthorized: true }),
          },
        }),
  }) as FastifyInstance;
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.decorateRequest('approver', null);
  server.setErrorHandler((error: FastifyError, request, reply) => sendProblem(reply, problemOf(error, request, setting)));
  server.setNotFoundHandler((_request, reply) => sendProblem(reply, problem('no_such_thing')));
  const session: Session = { cookie: isSecure ? '__Host-penstock' : 'penstock', secondsMax: limits.adminSessionMsMax / 1000 };
  const sealing = sealingOf(setting.master, setting.now);
  const hosts = hostsOf(setting);
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(isSecure ? { ...securityHeaders, 'strict-transport-security': 'max-age=31536000' } : securityHeaders);
    if (!isKnownHost(request.headers.host, hosts, server.server.address())) return sendProblem(reply, problem('wrong_host'));
    return undefined;
  });
  await server.register(cookies);
  await server.register(rateLimit, {
    max: limits.adminRequestsPerMinuteMax,
    timeWindow: 60_000,
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Penstock', description: 'Holds and approvals', version: '1' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  server.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.isOpen === true || request.is404) return undefined;
    const who = await whoAsks(request, setting, sealing, session);
    if (isProblem(who)) return sendProblem(reply, who);
    request.approver = who;
    return undefined;
  });
  const open = { config: { isOpen: true }, schema: { hide: true } };
  server.get('/healthz', open, async () => ({ status: 'alive' }));
  server.get('/readyz', open, async (_request, reply) => {
    const why = setting.notReady();
    return why === null ? { status: 'ready' } : sendProblem(reply, problem('unavailable', why));
  });
  server.get('/openapi.json', open, async () => server.swagger());
  await server.register(async routes => {
    entranceRoutes(routes, setting, sealing, session, isSecure);
    holdRoutes(routes, setting);
    eventRoutes(routes, setting);
    if (setting.originals != null) originalRoutes(routes, setting.originals, sealing, setting.now);
    if (setting.ledger != null) ledgerRoutes(routes, setting.ledger);
    if (setting.recordings != null) sessionRoutes(routes, setting.recordings);
  });
  if (setting.page !== null) await pageRoutes(server, setting.page);
  await server.ready();
  return server;
}

/** No script but our own files', no frames, no referrer, nothing guessed and nothing kept. */
const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cache-control': 'no-store',
} as const;

const codes: Readonly<Record<number, ProblemCode>> = { 405: 'method', 413: 'too_large', 415: 'media_type', 429: 'too_many' };

/** What a client did wrong is told by field; what we did wrong is told by id, and to the log. */
function problemOf(error: FastifyError, request: FastifyRequest, { onTrouble }: AdminSetting): Problem {
  if (error.validation !== undefined) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      field: instancePath.replaceAll('/', '.').slice(1),
      message: message ?? '',
    }));
    return problem('bad_request', undefined, errors);
  }
  // What a client asked of the store that it can't be asked: a crooked cursor, too long a text.
  if (error.code === 'ERR_STORE_ASK') return problem('bad_request', error.message);
  if (error.code === 'ERR_HOLD_BUSY') return problem('unavailable', error.message);
  const { statusCode = 500 } = error;
  if (statusCode >= 400 && statusCode < 500) return problem(codes[statusCode] ?? 'bad_request');
  onTrouble({ request: request.id, route: request.routeOptions.url ?? '', cause: error });
  return problem(statusCode === 503 ? 'unavailable' : 'failed', `the log has more under ${request.id}`);
}

function isProblem(value: object): value is Problem {
  return 'type' in value;
}
