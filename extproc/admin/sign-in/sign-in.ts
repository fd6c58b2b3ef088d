// Who signs in: by a token that the machine's owner wrote down, by an issuer's token or page, by a link that works once. What each of them proves
// is an Approver; the rest of the room knows nothing else of people.
import type { Approver } from '../../words/hold.ts';

/** Takes what stands behind `Bearer`. Null: it proves nothing. */
export interface BearerSignIn {
  bearer(token: string): Promise<Approver | null>;
  /** Of someone whose browser has a session from here: who they are by now, null when they may not sign in any more. */
  readonly current?: (id: string) => Promise<Approver | null>;
}

/** A code that is good for one sign-in. */
export interface OnceSignIn {
  once(code: string): Approver | null;
}

/** Sign-in at an issuer's page (OpenID Connect, authorization code with PKCE). */
export interface PageSignIn {
  /** Where to send the browser, and what has to be remembered of it meanwhile, as text. */
  begin(returnUrl: string): Promise<{ readonly url: string; readonly remember: string }>;
  /** The browser came back here. Throws what the issuer or the browser did wrong. */
  finish(url: URL, remember: string): Promise<Approver>;
}

export interface SignIns {
  /** Asked in their order. */
  readonly bearers: readonly BearerSignIn[];
  readonly once: OnceSignIn | null;
  readonly page: PageSignIn | null;
}
