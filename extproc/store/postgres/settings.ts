// How the store connects to PostgreSQL: by the URL, which is a secret, with time-outs for all that may hang.
import type { ClientConfig } from 'pg';
import { Fault } from '../../words/fault.ts';
import { fixedLimits } from '../../words/limits.ts';
import type { Secret } from '../../words/secret.ts';

/** Throws ERR_STORE_ASK, which tells nothing of the URL. */
export function connectionOf(secret: Secret): ClientConfig {
  return {
    connectionString: withTls(secret.reveal('PostgreSQL is reached by it').toString()),
    application_name: 'penstock',
    connectionTimeoutMillis: fixedLimits.storeConnectMsMax,
    // The server gives up before the client does, so that it is known that nothing was changed.
    statement_timeout: fixedLimits.storeAnswerMsMax / 2,
    idle_in_transaction_session_timeout: fixedLimits.storeAnswerMsMax,
    query_timeout: fixedLimits.storeAnswerMsMax,
    keepAlive: true,
  };
}

/** Where the URL says nothing of TLS, a server elsewhere must show a certificate that is valid for its name. `sslmode=disable` says otherwise. */
export function withTls(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^postgres(?:ql)?:$/.test(url.protocol)) {
    throw new Fault(
      'ERR_STORE_ASK',
      'the URL of the PostgreSQL database is none; it has the form postgresql://user:password@host:5432/database',
    );
  }
  const mode = url.searchParams.get('sslmode');
  const isSilent = mode === null && !url.searchParams.has('ssl');
  // What these promise differs from client to client; ours takes them for the strict one, with a warning at each start.
  const isVague = mode !== null && ['prefer', 'require', 'verify-ca'].includes(mode) && !url.searchParams.has('uselibpqcompat');
  if (isVague || (isSilent && !isHere(url.searchParams.get('host') ?? url.hostname)))
    url.searchParams.set('sslmode', 'verify-full');
  return url.href;
}

/** This machine: loopback, or a Unix socket's folder. */
function isHere(host: string): boolean {
  const name = host.replaceAll(/%2f/gi, '/');
  return name === '' || name.startsWith('/') || /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(name);
}
