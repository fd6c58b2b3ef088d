// One hold: why it is held, who asked, what its answer is, and the decision.
import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { api, type Content, type Hold, type HoldDetail, type Me, Refused } from './api.ts';
import { Decide } from './decide.tsx';
import { type Change, TextView } from './text-view.tsx';
import { span, useNow } from './times.ts';
import { plain } from './visible.ts';

interface DetailProps {
  readonly id: string;
  /** What is newly known of it. */
  readonly news: Hold | null;
  readonly me: Me;
  readonly tell: (text: string) => void;
}

export function Detail({ id, news, me, tell }: DetailProps): JSX.Element {
  const [hold, setHold] = useState<HoldDetail | null>(null);
  const [content, setContent] = useState<Content | null>(null);
  const [problem, setProblem] = useState('');
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const [written, setWritten] = useState(false);
  const now = useNow();

  const read = useCallback(async () => {
    try {
      const [seen, held] = await Promise.all([
        api.hold(id),
        api.content(id).catch(error => (error instanceof Refused && error.status < 500 ? null : Promise.reject(error))),
      ]);
      setHold(seen);
      setContent(known => {
        // Changes are places in the content that was shown.
        if (known !== null && held !== null && known.digest !== held.digest) setChanges([]);
        return held;
      });
    } catch (error) {
      setProblem(error instanceof Refused ? error.message : 'The server can not be reached.');
    }
  }, [id]);
  const version = news === null ? '' : `${news.state} ${news.digest} ${news.decisions.length} ${news.reading}`;
  // Read again whenever there are news of it.
  useEffect(() => void read(), [read, version]);

  if (problem !== '')
    return (
      <p class="error" role="alert">
        {problem} <a href="#/">Back to the inbox</a>
      </p>
    );
  if (hold === null) return <p class="quiet">one moment …</p>;
  const left = Date.parse(hold.expiresAt) - now;
  const texts = content?.texts.filter(({ kind }) => kind !== 'other') ?? [];
  const others = content?.texts.filter(({ kind }) => kind === 'other') ?? [];
  return (
    <article aria-labelledby="hold-title" class="detail">
      <p>
        <a href="#/" class="back">
          ← Inbox
        </a>
      </p>
      <div class="head">
        <h1 id="hold-title">{plain(hold.rule, 60)}</h1>
        <span class={`state ${hold.state}`}>{hold.state === 'pending' ? 'waiting' : hold.state}</span>
        {hold.state === 'pending' && (
          <span class={left < 120_000 ? 'soon' : 'quiet'} role="timer">
            {span(left)} left
          </span>
        )}
      </div>
      <div class="columns">
        <div class="shown">
          <Why hold={hold} />
          {content === null ? (
            <p class="empty">
              {hold.reading === 'open'
                ? 'The answer is still being read. It will be here when it is complete.'
                : 'What was held is not kept any more.'}
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
                <details open={texts.length === 0}>
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
          <Decide hold={hold} content={content} me={me} changes={changes} setChanges={setChanges} tell={tell} decided={read} />
          <About hold={hold} />
        </aside>
      </div>
    </article>
  );
}

function Why({ hold }: { readonly hold: Hold }): JSX.Element {
  return (
    <section aria-labelledby="why-title" class="why">
      <h2 id="why-title">Why it waits</h2>
      <ul>
        {hold.rules.map(({ rule, reason, approvers, quorum }) => (
          <li key={`${rule} ${reason}`}>
            <strong>{plain(reason)}</strong>
            <span class="quiet">
              {' '}
              — rule {plain(rule, 60)}; {quorum} of {approvers.map(name => plain(name, 60)).join(', ')} must approve
            </span>
          </li>
        ))}
      </ul>
      {hold.findings.length > 0 && (
        <section class="scroll" tabIndex={0} aria-label="findings">
          <table>
            <thead>
              <tr>
                <th scope="col">found</th>
                <th scope="col">severity</th>
                <th scope="col">sure</th>
                <th scope="col">where</th>
                <th scope="col">so it</th>
              </tr>
            </thead>
            <tbody>
              {hold.findings.map(finding => (
                <tr key={finding.id}>
                  <td>
                    {plain(finding.detector, 60)}
                    {finding.count > 1 && ` × ${finding.count}`}
                  </td>
                  <td>
                    <span class={`severity ${finding.severity}`}>{finding.severity}</span>
                  </td>
                  <td>{Math.round(finding.confidence * 100)} %</td>
                  <td>
                    <code>{plain(finding.path, 80)}</code>
                    {(finding.destinations ?? []).map(({ host }) => (
                      <span key={host}> → {plain(host, 80)}</span>
                    ))}
                  </td>
                  <td>{{ hold: 'waits', mask: 'is masked', pass: 'passes' }[finding.action]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function About({ hold }: { readonly hold: HoldDetail }): JSX.Element {
  const { namespace, service_account: account, groups, self_declared: isOwnWord } = hold.principal;
  const rows: readonly (readonly [string, string | null])[] = [
    ['asked by', hold.principal.id],
    ['proved by', isOwnWord ? `${hold.principal.kind}, its own word` : hold.principal.kind],
    ['namespace', namespace],
    ['service account', account],
    ['groups', groups.length > 0 ? groups.join(', ') : null],
    ['owner', hold.owner],
    ['connection', `${hold.connection} (${hold.api})`],
    ['model', hold.model],
    ['request', `${hold.method} ${hold.path}`],
    ['style', hold.style === 'wait' ? 'the client waits' : 'the client comes back'],
    ['since', new Date(hold.createdAt).toLocaleString()],
    ['session', hold.session],
    ['exchange', hold.exchanges.join(', ')],
    ['policy', hold.policyRevision],
    ['hold', hold.id],
    ['digest', hold.digest],
  ];
  return (
    <section aria-labelledby="about-title" class="about">
      <h2 id="about-title">About it</h2>
      <dl>
        {rows.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{plain(value)}</dd>
              </div>
            ),
        )}
      </dl>
      {hold.decisions.length > 0 && (
        <>
          <h3>Decisions</h3>
          <ol>
            {hold.decisions.map(({ name, decision, at, reason, revision }) => (
              <li key={`${name} ${at}`}>
                <strong>{decision}</strong> by {plain(name, 80)}, version {revision}, {new Date(at).toLocaleTimeString()}
                {reason !== null && <>: {plain(reason)}</>}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

/** What a mark says. */
function explain(hold: Hold, detector: string): string {
  const finding = hold.findings.find(one => one.detector === detector);
  const rule = hold.rules.find(one => one.rule === detector) ?? hold.rules[0];
  if (finding?.action === 'hold') return `${detector}: ${rule?.reason ?? 'a rule holds because of this'}`;
  return `${detector}: masked`;
}
