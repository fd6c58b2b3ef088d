// What waits, newest first, alike ones together; and what was decided. Updates itself; the keyboard goes all the way.
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Hold } from './api.ts';
import { span, useNow } from './times.tsx';
import { plain } from './visible.ts';

export function Inbox({ holds }: { readonly holds: ReadonlyMap<string, Hold> | null }): JSX.Element {
  const now = useNow();
  const [search, setSearch] = useState('');
  const [state, setState] = useState('pending');
  const list = useRef<HTMLUListElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const shown = useMemo(
    () => sorted([...(holds?.values() ?? [])].filter(hold => (state === 'all' || hold.state === state) && matches(hold, search))),
    [holds, search, state],
  );

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
        // The way out, and on to what was found.
        if (event.key === 'Enter' || event.key === 'Escape') target.blur();
        return;
      }
      const links = [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])];
      const at = links.indexOf(document.activeElement as HTMLElement);
      if (event.key === 'j' || event.key === 'ArrowDown') links[Math.min(at + 1, links.length - 1)]?.focus();
      else if (event.key === 'k' || event.key === 'ArrowUp') links[Math.max(at - 1, 0)]?.focus();
      else if (event.key === '/') box.current?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);

  return (
    <section aria-labelledby="inbox-title">
      <div class="head">
        <h1 id="inbox-title">Inbox</h1>
        <div class="filters">
          <label class="sr" for="search">
            Search
          </label>
          <input
            ref={box}
            id="search"
            type="search"
            placeholder="Search  ( / )"
            value={search}
            onInput={event => setSearch(event.currentTarget.value)}
          />
          <label class="sr" for="state">
            State
          </label>
          <select id="state" value={state} onChange={event => setState(event.currentTarget.value)}>
            <option value="pending">waiting</option>
            <option value="approved">approved</option>
            <option value="denied">denied</option>
            <option value="expired">expired</option>
            <option value="all">all</option>
          </select>
        </div>
      </div>
      {holds === null ? (
        <p class="quiet">one moment …</p>
      ) : shown.length === 0 ? (
        <Empty state={state} search={search} />
      ) : (
        <ul class="holds" ref={list}>
          {shown.map((hold, at) => (
            <Row key={hold.id} hold={hold} now={now} alike={at > 0 && shown[at - 1]!.like === hold.like} />
          ))}
        </ul>
      )}
      <p class="quiet keys">
        <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> open, <kbd>/</kbd> search
      </p>
    </section>
  );
}

function Row({ hold, now, alike }: { readonly hold: Hold; readonly now: number; readonly alike: boolean }): JSX.Element {
  const left = Date.parse(hold.expiresAt) - now;
  return (
    <li class={alike ? 'alike' : ''}>
      <a href={`#/holds/${hold.id}`}>
        <span class={`state ${hold.state}`}>{hold.state === 'pending' ? 'waiting' : hold.state}</span>
        <span class="rule">{hold.rules.map(({ rule }) => plain(rule, 60)).join(', ')}</span>
        <span class="reason">{plain(hold.reason)}</span>
        <span class="asker">{plain(hold.principal.id, 100)}</span>
        <span class="through">
          {plain(hold.connection, 60)}
          {hold.model !== null && ` · ${plain(hold.model, 60)}`}
        </span>
        <span class="when">
          {hold.state === 'pending' ? (
            <span class={left < 120_000 ? 'soon' : ''}>{span(left)} left</span>
          ) : (
            <>{span(now - Date.parse(hold.decidedAt ?? hold.createdAt))} ago</>
          )}
        </span>
        {hold.exchanges.length > 1 && <span class="times">asked {hold.exchanges.length} times</span>}
        {hold.state === 'pending' && hold.reading === 'open' && <span class="times">being read</span>}
        {hold.state === 'pending' && hold.decisions.length > 0 && (
          <span class="times">
            {hold.decisions.length} of {hold.quorum} approved
          </span>
        )}
      </a>
    </li>
  );
}

function Empty({ state, search }: { readonly state: string; readonly search: string }): JSX.Element {
  if (search !== '') return <p class="empty">Nothing fits “{search}”.</p>;
  if (state !== 'pending') return <p class="empty">There is none.</p>;
  return (
    <div class="empty">
      <p>Nothing waits for a person.</p>
      <p class="quiet">When a rule holds an answer back, it shows up here by itself.</p>
    </div>
  );
}

/** Alike ones follow each other, the group of the newest first. */
function sorted(holds: Hold[]): readonly Hold[] {
  const newest = new Map<string, string>();
  for (const { like, createdAt } of holds) if ((newest.get(like) ?? '') < createdAt) newest.set(like, createdAt);
  return holds.sort((a, b) => {
    if (a.like !== b.like)
      return newest.get(a.like)! < newest.get(b.like)!
        ? 1
        : newest.get(a.like)! > newest.get(b.like)!
          ? -1
          : a.like < b.like
            ? -1
            : 1;
    return a.createdAt < b.createdAt ? 1 : -1;
  });
}

function matches(hold: Hold, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return true;
  const { id, principal, connection, model, path, rules, findings } = hold;
  const words = [
    id,
    principal.id,
    connection,
    model ?? '',
    path,
    ...rules.flatMap(({ rule, reason }) => [rule, reason]),
    ...findings.map(({ detector }) => detector),
  ];
  return words.some(word => word.toLowerCase().includes(wanted));
}
