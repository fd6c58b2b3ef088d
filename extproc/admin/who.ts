// Who sends a request: by its bearer token, else by the browser's session. Requests that change something and come by session must come from our own
// page: browsers say so themselves, and a request that says nothing is refused.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Approver, ApproverRole } from '../words/hold.ts';
import { type Problem, problem, sendProblem } from './problems.ts';
import type { AdminSetting } from './setting.ts';
import { approverIn, type Sealing } from './sign-in/cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    approver: Approver | null;
  }
}

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const bearerCharsMax = 16 * 1024;

export interface Session {
  readonly cookie: string;
  readonly secondsMax: number;
}

export async function whoAsks(
  request: FastifyRequest,
  setting: AdminSetting,
  sealing: Sealing,
  session: Session,
): Promise<Approver | Problem> {
  const bearer = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined)
    return (await byBearer(bearer, setting)) ?? problem('unauthenticated', 'the token is not known, or its time is over');
  const sealed = request.cookies[session.cookie];
  const content = sealed === undefined ? null : await sealing.open('session', sealed);
  const signedIn = approverIn(content);
  if (signedIn === null) return problem('unauthenticated');
  if (changing.has(request.method) && !isFromOwnPage(request)) return problem('cross_site');
  const source = setting.signIns.bearers[Number(content?.source)];
  const approver = source?.current === undefined ? signedIn : await source.current(signedIn.id);
  return approver ?? problem('unauthenticated', 'you may not sign in any more');
}

/** Gives the approver and which of the ways it was; null when none knows the token. */
export async function byBearer(token: string, { signIns }: AdminSetting): Promise<Approver | null> {
  if (token.length > bearerCharsMax) return null;
  for (const signIn of signIns.bearers) {
    const approver = await signIn.bearer(token);
    if (approver !== null) return approver;
  }
  return null;
}

/** `Sec-Fetch-Site` can't be set by a page's script; clients that don't send it have no cookies of ours either. */
export function isFromOwnPage(request: FastifyRequest): boolean {
  return request.headers['sec-fetch-site'] === 'same-origin';
}

/** Lets nobody in but those with one of these roles. */
export function only(...roles: readonly ApproverRole[]) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (request.approver === null) return sendProblem(reply, problem('unauthenticated'));
    if (roles.length > 0 && !roles.some(role => request.approver!.roles.includes(role)))
      return sendProblem(reply, problem('forbidden', `this takes the role ${roles.join(' or ')}`));
    return undefined;
  };
}
