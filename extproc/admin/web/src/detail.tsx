// One hold: why it is held, who asked, what its answer is, and the decision.
import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { About, Why } from './about.tsx';
import { api, type Content, type Hold, type HoldDetail, type Me, Refused } from './api.ts';
import { Decide } from './decide.tsx';
import type { Change } from './selection.ts';
import { TextView } from './text-view.tsx';
import { TimeLeft } from './times.tsx';
import { plain } from './visible.ts';

interface DetailProps {
  readonly id: string;
  /** What is newly known of it. */
  readonly news: Hold | null;
  readonly me: Me;
  /** Whether news come. */
  readonly isLive: boolean;
  readonly tell: (text: string) => void;
}

interface Read {
  readonly hold: HoldDetail;
  /** Null: it is being read, or kept no more. */
  readonly content: Content | null;
}

interface Seen {
  readonly shown: Read;
  /** Another version than the one that is looked at: it is not put in its place while somebody's finger is on its way to the button. */
  readonly newer: Read | null;
}

export function Detail({ id, news, me, isLive, tell }: DetailProps): JSX.Element {
  const [seen, setSeen] = useState<Seen | null>(null);
  const [problem, setProblem] = useState('');
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const [written, setWritten] = useState(false);
  const reads = useRef(0);
  /** The version that was decided or made here: nobody needs to be told that it is another. */
  const own = useRef<string | null>(null);

  const show = useCallback((shown: Read) => {
    setSeen({ shown, newer: null });
    setChanges([]);
  }, []);
  /** Null where that failed, or another reading was begun since: answers may come out of order. */
  const read = useCallback(async (): Promise<Read | null> => {
    const turn = ++reads.current;
    try {
      const [hold, content] = await Promise.all([
        api.hold(id),
        api.content(id).catch(error => (error instanceof Refused && error.status < 500 ? null : Promise.reject(error))),
      ]);
      if (turn !== reads.current) return null;
      setProblem('');
      return { hold, content };
    } catch (error) {
      if (turn === reads.current) setProblem(error instanceof Refused ? error.message : 'The server can not be reached.');
      return null;
    }
  }, [id]);
  const refresh = useCallback(async () => {
    const got = await read();
    if (got === null) return;
    if (own.current !== null && got.content?.digest === own.current) show(got);
    else setSeen(known => (known !== null && isOther(known.shown, got) ? { ...known, newer: got } : { shown: got, newer: null }));
  }, [read, show]);
  const version = news === null ? '' : `${news.state} ${news.digest} ${news.decisions.length} ${news.reading}`;
  // Read again whenever there are news of it, and when news may have been missed.
  useEffect(() => void refresh(), [refresh, version, isLive]);

  if (seen === null)
    return problem === '' ? (
      <p class="quiet">one moment …</p>
    ) : (
      <p class="error" role="alert">
        {problem} <a href="#/">Back to the inbox</a>
      </p>
    );
  const { newer } = seen;
  const { hold, content } = seen.shown;
  const isPending = hold.state === 'pending';
  const texts = content?.texts.filter(({ kind }) => kind !== 'other') ?? [];
  const others = content?.texts.filter(({ kind }) => kind === 'other') ?? [];
  return (
    <article aria-labelledby="hold-title" class="detail">
      <p class="head">
        <a href="#/" class="back">
          ← Inbox
        </a>
        {isPending && (
          <button type="button" class="jump" onClick={() => document.getElementById('decide-title')?.scrollIntoView()}>
            Decide ↓
          </button>
        )}
      </p>
      <div class="head">
        <h1 id="hold-title">{plain(hold.rule, 60)}</h1>
        <span class={`state ${hold.state}`}>{isPending ? 'waiting' : hold.state}</span>
        {isPending && <TimeLeft until={hold.expiresAt} />}
      </div>
      <p class="asked">
        <strong>{plain(hold.principal.id, 100)}</strong> asked {hold.model === null ? '' : `${plain(hold.model, 60)} `}through{' '}
        {plain(hold.connection, 60)}
      </p>
      {problem !== '' && (
        <p class="error" role="alert">
          {problem} What is shown may have changed.
        </p>
      )}
      <div class="columns">
        <div class="shown">
          <Why hold={hold} />
          {content === null ? (
            <p class="empty">
              {hold.reading === 'open'
                ? 'The answer is still being read. It will be here when it is complete.'
                : 'What was held is not kept any more, or you asked for it yourself: then it is shown once others have released it.'}
            </p>
          ) : (
            <section aria-labelledby="answer-title">
              <div class="head">
                <h2 id="answer-title">{hold.side === 'request' ? 'What is asked' : 'The answer'}</h2>
                <label class="toggle">
                  <input type="checkbox" checked={written} onChange={event => setWritten(event.currentTarget.checked)} /> as it is
                  written
                </label>
              </div>
              <p class="quiet">
                {content.bytes.toLocaleString()} bytes as {plain(content.contentType ?? content.format, 60)}, version{' '}
                {content.revision}. <a href={`/v1/holds/${id}/content/raw`}>All of it as a file</a>
              </p>
              {content.beforeIsCut && <p class="quiet">What had left earlier is not kept any more.</p>}
              {texts.length === 0 && <p class="quiet">There is no text in it; below is all that there is.</p>}
              {texts.map(text => (
                <section key={text.channel} class="piece" aria-label={`${text.kind} ${plain(text.channel, 80)}`}>
                  <h3>
                    {text.kind === 'tool_call' ? (
                      <>
                        tool call <code>{plain(text.name ?? '', 60)}</code>
                      </>
                    ) : (
                      text.kind
                    )}{' '}
                    <span class="quiet">{plain(text.channel, 80)}</span>
                  </h3>
                  {text.leftChars > 0 && <p class="quiet">The grey part has left already.</p>}
                  <TextView text={text} written={written} changes={changes} explain={detector => explain(hold, detector)} />
                </section>
              ))}
              {others.length > 0 && (
                <details open={texts.length === 0 || others.some(({ marks }) => marks.some(({ action }) => action === 'hold'))}>
                  <summary>{others.length} other values</summary>
                  <dl class="others">
                    {others.map(text => (
                      <div key={text.channel}>
                        <dt>{plain(text.channel, 80)}</dt>
                        <dd>
                          <TextView text={text} written changes={changes} explain={detector => explain(hold, detector)} />
                        </dd>
                      </div>
                    ))}
                  </dl>
                </details>
              )}
            </section>
          )}
        </div>
        <aside>
          {newer !== null && (
            <section class="decide" role="alert">
              <h2>{newer.hold.state === 'pending' ? 'There is a new version' : `It was ${newer.hold.state} meanwhile`}</h2>
              <p>
                What you look at is version {content?.revision}; it is version {newer.content?.revision} by now.
              </p>
              <button type="button" class="primary" onClick={() => show(newer)}>
                Look at it
              </button>
            </section>
          )}
          <Decide
            hold={hold}
            content={content}
            me={me}
            isOld={newer !== null}
            changes={changes}
            setChanges={setChanges}
            tell={tell}
            decided={async digest => {
              own.current = digest;
              await refresh();
            }}
          />
          <About hold={hold} />
        </aside>
      </div>
    </article>
  );
}

/** Whether its text is another. */
function isOther(shown: Read, got: Read): boolean {
  return shown.content !== null && got.content !== null && shown.content.digest !== got.content.digest;
}

/** What a mark says. */
function explain(hold: Hold, detector: string): string {
  const finding = hold.findings.find(one => one.detector === detector);
  const rule = hold.rules.find(one => one.rule === detector) ?? hold.rules[0];
  if (finding?.action === 'hold') return `${detector}: ${rule?.reason ?? 'a rule holds because of this'}`;
  return `${detector}: masked`;
}
