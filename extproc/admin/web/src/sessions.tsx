// What was recorded, for auditors: sessions that fit a search, and one session's exchanges in the order of time.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Refused } from './api.ts';
import { type Exchange, recorded, type Session } from './recorded-api.ts';
import { plain } from './visible.ts';

const fields = [
  { name: 'q', label: 'words in it' },
  { name: 'principal', label: 'principal' },
  { name: 'connection', label: 'connection' },
  { name: 'detector', label: 'detector' },
  { name: 'tool', label: 'tool' },
] as const;
const decisions = ['allow', 'mask', 'hold', 'block'];

export function Sessions(): JSX.Element {
  const [query, setQuery] = useState<Readonly<Record<string, string>>>({});
  const [found, setFound] = useState<readonly Session[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const read = (cursor: string | null): void => {
    recorded.sessions({ ...query, limit: '50', ...(cursor === null ? {} : { cursor }) }).then(
      page => {
        setFound(known => (cursor === null ? page.items : [...(known ?? []), ...page.items]));
        setNext(page.next);
        setProblem('');
      },
      error => setProblem(wordsOf(error)),
    );
  };
  useEffect(() => read(null), [query]);
  return (
    <section aria-labelledby="sessions-title">
      <div class="head">
        <h1 id="sessions-title">Sessions</h1>
      </div>
      <form
        class="find"
        onSubmit={event => {
          event.preventDefault();
          const asked = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()] as const);
          setQuery(Object.fromEntries(asked.filter(([, value]) => value !== '')));
        }}
      >
        {fields.map(({ name, label }) => (
          <label key={name}>
            {label} <input name={name} maxLength={256} />
          </label>
        ))}
        <label>
          decision{' '}
          <select name="decision">
            <option value="">any</option>
            {decisions.map(decision => (
              <option key={decision}>{decision}</option>
            ))}
          </select>
        </label>
        <button type="submit">Search</button>
      </form>
      {problem !== '' && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      {found === null && problem === '' && <p class="quiet">one moment …</p>}
      {found?.length === 0 && <p class="empty">Nothing that was recorded fits.</p>}
      {found !== null && found.length > 0 && (
        <ul class="holds">
          {found.map(session => (
            <li key={session.id}>
              <a href={`#/sessions/${session.id}`}>
                <span class="rule">{plain(session.principal, 100)}</span>
                <span class="when">{session.firstAt}</span>
                <span class="reason">
                  {session.exchanges} {session.exchanges === 1 ? 'exchange' : 'exchanges'}: {decisionsOf(session)}
                </span>
                <span class="through">{session.connections.map(name => plain(name, 60)).join(', ')}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {next !== null && (
        <p class="more">
          <button type="button" onClick={() => read(next)}>
            Show more
          </button>
        </p>
      )}
    </section>
  );
}

export function SessionTimeline({ id }: { readonly id: string }): JSX.Element {
  const [session, setSession] = useState<Session | null>(null);
  const [exchanges, setExchanges] = useState<readonly Exchange[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState('');
  const read = (cursor: string | null): void => {
    const which = id.startsWith('gr_') ? { grant: id } : { session: id };
    recorded.exchanges({ ...which, limit: '200', ...(cursor === null ? {} : { cursor }) }).then(
      page => {
        // They come newest first, and a timeline begins at its beginning.
        setExchanges(known => [...page.items.toReversed(), ...(cursor === null ? [] : known)]);
        setNext(page.next);
      },
      error => setProblem(wordsOf(error)),
    );
  };
  useEffect(() => {
    recorded.session(id).then(setSession, error => setProblem(wordsOf(error)));
    read(null);
  }, [id]);
  return (
    <article aria-labelledby="session-title">
      <p>
        <a href="#/sessions" class="back">
          ← Sessions
        </a>
      </p>
      <h1 id="session-title">{session === null ? id : plain(session.principal, 100)}</h1>
      {problem !== '' && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      {session !== null && (
        <p class="quiet">
          {session.exchanges} exchanges from {session.firstAt} to {session.lastAt}: {decisionsOf(session)}
        </p>
      )}
      {next !== null && (
        <p class="more">
          <button type="button" onClick={() => read(next)}>
            Show earlier ones
          </button>
        </p>
      )}
      <ol class="holds">
        {exchanges.map(exchange => (
          <li key={exchange.id}>
            <a href={`#/exchanges/${exchange.id}`}>
              <span class={`state ${exchange.end?.decision === 'block' ? 'denied' : ''}`}>
                {exchange.end?.decision ?? 'runs'}
              </span>
              <span class="rule">
                {plain(exchange.connection, 60)}
                {exchange.model !== null && ` · ${plain(exchange.model, 60)}`}
              </span>
              <span class="when">{exchange.beganAt}</span>
              <span class="reason">
                {[...(exchange.end?.detectors ?? []), ...(exchange.end?.tools ?? [])].map(name => plain(name, 60)).join(', ')}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </article>
  );
}

export function wordsOf(error: unknown): string {
  return error instanceof Refused ? error.message : 'The server can not be reached.';
}

function decisionsOf({ decisions: counts }: Session): string {
  return Object.entries(counts)
    .map(([decision, number]) => `${number} ${plain(decision, 20)}`)
    .join(', ');
}
