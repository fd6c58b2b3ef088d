// Signing in: at the company's issuer, or by a token.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, Refused } from './api.ts';

export function SignIn({ entered }: { readonly entered: () => void }): JSX.Element {
  const [ways, setWays] = useState<{ readonly token: boolean; readonly page: boolean } | null>(null);
  const [problem, setProblem] = useState(
    /failed=once/.test(location.hash)
      ? 'That link was used already, or its time is over.'
      : /failed=page/.test(location.hash)
        ? 'Signing in did not work out. Try again.'
        : '',
  );
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [ways]);
  useEffect(() => void api.ways().then(setWays, () => setProblem('The server can not be reached.')), []);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const token = String(new FormData(event.target as HTMLFormElement).get('token') ?? '').trim();
    api.signIn(token).then(
      () => {
        if (location.hash.startsWith('#/sign-in')) history.replaceState(null, '', '#/');
        entered();
      },
      error => setProblem(error instanceof Refused ? error.message : 'The server can not be reached.'),
    );
  };
  return (
    <main class="sign-in">
      <h1>Penstock</h1>
      <p class="quiet">Answers that wait for a person.</p>
      {problem !== '' && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      {ways?.page === true && (
        <p>
          <a class="button primary" href="/sign-in/page">
            Sign in with your company
          </a>
        </p>
      )}
      {ways?.token === true && (
        <form onSubmit={submit}>
          <label for="token">Token</label>
          <input ref={field} id="token" name="token" type="password" autocomplete="current-password" required minLength={16} />
          <button type="submit" class="primary">
            Sign in
          </button>
        </form>
      )}
      {ways !== null && !ways.page && !ways.token && <p>This server knows one-time links only: it prints one when it starts.</p>}
    </main>
  );
}
