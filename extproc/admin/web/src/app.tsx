// Which view is shown, who is signed in, and the live list that all views share.
import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { api, type Hold, listen, type Me, Refused } from './api.ts';
import { Detail } from './detail.tsx';
import { Inbox } from './inbox.tsx';
import { Remembrances } from './remembrances.tsx';
import { Replay } from './replay.tsx';
import { Sessions, SessionTimeline } from './sessions.tsx';
import { SignIn } from './sign-in.tsx';

type View =
  | { readonly kind: 'inbox' | 'remembered' | 'sessions' }
  | { readonly kind: 'hold' | 'session' | 'exchange'; readonly id: string };

function viewOf(hash: string): View {
  const id = /^#\/holds\/(ho_[0-9A-Z]{26})$/.exec(hash)?.[1];
  if (id !== undefined) return { kind: 'hold', id };
  const [, session, exchange] = /^#\/(?:sessions\/((?:se|gr)_[0-9A-Z]{1,64})|exchanges\/(ex_[0-9A-Z]{1,64}))$/.exec(hash) ?? [];
  if (session !== undefined) return { kind: 'session', id: session };
  if (exchange !== undefined) return { kind: 'exchange', id: exchange };
  if (hash === '#/sessions') return { kind: 'sessions' };
  return hash === '#/remembered' ? { kind: 'remembered' } : { kind: 'inbox' };
}

const holdsMax = 1_000;
const noticeMs = 8_000;

/** By id, the first of each; those that wait before others, where there are too many. A joined one is decided with the one that it was joined to. */
function listed(holds: readonly Hold[]): ReadonlyMap<string, Hold> {
  const known = new Map<string, Hold>();
  for (const hold of holds) if (hold.joined === null && !known.has(hold.id)) known.set(hold.id, hold);
  const waiting = [...known.values()].filter(({ state }) => state === 'pending');
  const others = [...known.values()].filter(({ state }) => state !== 'pending');
  return new Map([...waiting, ...others].slice(0, holdsMax).map(hold => [hold.id, hold]));
}

export function App(): JSX.Element {
  const [me, setMe] = useState<Me | null | 'unknown'>('unknown');
  const [view, setView] = useState(viewOf(location.hash));
  const [holds, setHolds] = useState<ReadonlyMap<string, Hold> | null>(null);
  const [isLive, setLive] = useState(true);
  const content = useRef<HTMLElement>(null);
  /** Told to screen readers too. */
  const [notice, setNotice] = useState('');

  const whoAmI = useCallback(() => {
    api.me().then(setMe, error => {
      if (error instanceof Refused && error.status === 401) setMe(null);
      else setNotice('the server can not be reached');
    });
  }, []);
  useEffect(whoAmI, [whoAmI]);
  useEffect(() => {
    const change = (): void => {
      setView(viewOf(location.hash));
      setNotice('');
      // Who reads by ear or goes by keyboard goes on where the new view begins.
      content.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    };
    addEventListener('hashchange', change);
    return () => removeEventListener('hashchange', change);
  }, []);

  useEffect(() => {
    if (notice === '') return undefined;
    const timer = setTimeout(() => setNotice(''), noticeMs);
    return () => clearTimeout(timer);
  }, [notice]);

  const isIn = me !== null && me !== 'unknown';
  useEffect(() => {
    if (!isIn) return undefined;
    const put = (hold: Hold): void => setHolds(known => listed([hold, ...(known?.values() ?? [])]));
    const readAll = (): void => {
      Promise.all([api.pending(holdsMax), api.holds({ limit: '200' })]).then(
        ([pending, { items }]) => setHolds(listed([...pending, ...items])),
        error => (error instanceof Refused && error.status === 401 ? setMe(null) : setLive(false)),
      );
    };
    // What came while nobody listened is found by reading all again.
    return listen(put, isOpen => {
      setLive(isOpen);
      if (isOpen) readAll();
      else whoAmI();
    });
  }, [isIn, whoAmI]);

  const pending = [...(holds?.values() ?? [])].filter(({ state }) => state === 'pending').length;
  useEffect(() => {
    document.title = pending > 0 ? `(${pending}) Penstock` : 'Penstock';
  }, [pending]);

  if (me === 'unknown')
    return (
      <p class="quiet centre" role="status">
        {notice || 'one moment …'}
      </p>
    );
  if (me === null) return <SignIn entered={whoAmI} />;
  return (
    <>
      <button type="button" class="skip" onClick={() => content.current?.focus()}>
        to the content
      </button>
      <header class="bar">
        <a href="#/" class="name">
          Penstock
        </a>
        <nav aria-label="pages">
          <a href="#/" aria-current={view.kind === 'inbox' ? 'page' : undefined}>
            Inbox{pending > 0 && <span class="count"> {pending}</span>}
          </a>
          <a href="#/remembered" aria-current={view.kind === 'remembered' ? 'page' : undefined}>
            Let pass
          </a>
          {me.roles.includes('auditor') && (
            <a href="#/sessions" aria-current={view.kind === 'sessions' ? 'page' : undefined}>
              Sessions
            </a>
          )}
        </nav>
        <span class="who">
          {!isLive && (
            <span class="warning" role="status">
              connection lost, trying again
            </span>
          )}
          <span title={me.roles.join(', ')}>{me.name}</span>
          <button type="button" class="plain" onClick={() => void api.signOut().finally(() => location.reload())}>
            Sign out
          </button>
        </span>
      </header>
      <div class="notice" role="status" aria-live="polite">
        {notice}
      </div>
      <main ref={content} tabIndex={-1}>
        {view.kind === 'inbox' && <Inbox holds={holds} />}
        {view.kind === 'remembered' && <Remembrances me={me} tell={setNotice} />}
        {view.kind === 'sessions' && <Sessions />}
        {view.kind === 'session' && <SessionTimeline key={view.id} id={view.id} />}
        {view.kind === 'exchange' && <Replay key={view.id} id={view.id} />}
        {view.kind === 'hold' && (
          <Detail key={view.id} id={view.id} news={holds?.get(view.id) ?? null} me={me} isLive={isLive} tell={setNotice} />
        )}
      </main>
    </>
  );
}
