// One exchange: what it was, what was found and what became of it, who decided, and what was delivered, as it streamed. What the model wrote is shown as text by
// its places, never as HTML.
import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { api, type Hold } from './api.ts';
import { scheduleOf, shownAt, textsAt } from './player.ts';
import { type Exchange, type Recording, recorded } from './recorded-api.ts';
import { wordsOf } from './sessions.tsx';
import { TextView } from './text-view.tsx';
import { plain } from './visible.ts';

const speeds = [0.5, 1, 2, 4, 16];
const frameMs = 40;

export function Replay({ id }: { readonly id: string }): JSX.Element {
  const [exchange, setExchange] = useState<Exchange | null>(null);
  const [recording, setRecording] = useState<Recording | null>(null);
  const [holds, setHolds] = useState<readonly Hold[]>([]);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    Promise.all([recorded.exchange(id), recorded.recording(id)]).then(
      ([one, pieces]) => {
        setExchange(one);
        setRecording(pieces);
        for (const hold of one.end?.holds ?? [])
          api.hold(hold).then(
            found => setHolds(known => [...known, found]),
            () => {},
          );
      },
      error => setProblem(wordsOf(error)),
    );
  }, [id]);
  if (exchange === null || recording === null)
    return problem === '' ? (
      <p class="quiet">one moment …</p>
    ) : (
      <p class="error" role="alert">
        {problem} <a href="#/sessions">Back to the sessions</a>
      </p>
    );
  return (
    <article aria-labelledby="exchange-title" class="detail">
      <p>
        <a href={`#/sessions/${exchange.session}`} class="back">
          ← Session
        </a>
      </p>
      <div class="head">
        <h1 id="exchange-title">{exchange.end?.decision ?? 'runs'}</h1>
        <span class="quiet">{exchange.id}</span>
      </div>
      <p class="asked">
        <strong>{plain(exchange.principal, 100)}</strong> asked {exchange.model === null ? '' : `${plain(exchange.model, 60)} `}
        through {plain(exchange.connection, 60)} at {exchange.beganAt}:{' '}
        <code>{plain(`${exchange.method} ${exchange.path}`, 120)}</code>
      </p>
      <div class="columns">
        <Player recording={recording} />
        <aside>
          <Findings exchange={exchange} />
          <Decided holds={holds} />
          <section class="about" aria-labelledby="kept-title">
            <h2 id="kept-title">What is kept</h2>
            <p>
              {exchange.end?.pieces ?? recording.pieces.length} pieces until {exchange.keptUntil}
              {!recording.isWhole && <strong>; this is not all of it</strong>}
            </p>
            <p class="quiet">policy {plain(exchange.policyRevision, 80)}</p>
            {exchange.end?.digest != null && <code>{exchange.end.digest}</code>}
          </section>
        </aside>
      </div>
    </article>
  );
}

function Player({ recording }: { readonly recording: Recording }): JSX.Element {
  const { pieces, texts } = recording;
  const schedule = useMemo(() => scheduleOf(pieces), [pieces]);
  const [shown, setShown] = useState(pieces.length);
  const [speed, setSpeed] = useState(1);
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const from = shown >= pieces.length ? 0 : shown;
    const startMs = performance.now() - (schedule[from] ?? 0) / speed;
    const timer = setInterval(() => {
      const now = shownAt(schedule, (performance.now() - startMs) * speed);
      setShown(now);
      if (now >= pieces.length) setPlaying(false);
    }, frameMs);
    return () => clearInterval(timer);
    // What is shown changes by playing; only its beginning matters here.
  }, [isPlaying, speed]);
  const said = useMemo(() => textsAt(recording, shown), [recording, shown]);
  const step = (by: number): void => {
    setPlaying(false);
    setShown(at => Math.max(0, Math.min(pieces.length, at + by)));
  };
  const last = pieces[shown - 1];
  return (
    <div class="shown">
      <section aria-labelledby="player-title" class="player">
        <h2 id="player-title">What was delivered</h2>
        <div class="buttons">
          <button type="button" class="primary" onClick={() => setPlaying(!isPlaying)}>
            {isPlaying ? 'Pause' : 'Play'}
          </button>
          <button type="button" onClick={() => step(-1)} disabled={shown === 0}>
            Step back
          </button>
          <button type="button" onClick={() => step(1)} disabled={shown === pieces.length}>
            Step
          </button>
          <label>
            Speed{' '}
            <select value={String(speed)} onChange={event => setSpeed(Number(event.currentTarget.value))}>
              {speeds.map(each => (
                <option key={each} value={String(each)}>
                  {each} ×
                </option>
              ))}
            </select>
          </label>
        </div>
        <label>
          <span class="sr">piece</span>
          <input
            type="range"
            min={0}
            max={pieces.length}
            value={shown}
            onInput={event => {
              setPlaying(false);
              setShown(Number(event.currentTarget.value));
            }}
          />
        </label>
        <p class="quiet">
          piece {shown} of {pieces.length}
          {last !== undefined && `, ${last.side}, after ${(last.atMs / 1000).toFixed(2)} s`}
        </p>
      </section>
      {texts.map(({ side, channel, kind, name, masks }, at) =>
        said[at] === '' ? null : (
          <section key={`${side} ${channel} ${kind}`} class="piece" aria-label={`${side} ${kind} ${plain(channel, 80)}`}>
            <h3>
              {side} {kind === 'tool_call' ? <code>{plain(name ?? '', 60)}</code> : kind}{' '}
              <span class="quiet">{plain(channel, 80)}</span>
            </h3>
            <TextView
              text={{
                channel: `${side} ${channel}`,
                kind,
                name,
                text: said[at]!,
                leftChars: 0,
                editable: false,
                marks: masks
                  .filter(({ end }) => end <= said[at]!.length)
                  .map(({ start, end, detector }) => ({ start, end, detector, finding: null, action: 'mask' as const })),
              }}
              written={isPlaying}
              changes={[]}
              explain={detector => `${plain(detector, 60)}: looks masked`}
            />
          </section>
        ),
      )}
      {(['request', 'response'] as const)
        .filter(side => !recording.read.includes(side) && pieces.some(piece => piece.side === side))
        .map(side => (
          <section key={side} class="piece" aria-label={`${side} as it is written`}>
            <h3>{side}, as it is written</h3>
            <TextView
              text={{
                channel: side,
                kind: 'other',
                name: null,
                text: bytesText(recording, side, shown),
                leftChars: 0,
                editable: false,
                marks: [],
              }}
              written
              changes={[]}
              explain={() => ''}
            />
          </section>
        ))}
    </div>
  );
}

function Findings({ exchange }: { readonly exchange: Exchange }): JSX.Element | null {
  const { end } = exchange;
  if (end === null || end.detectors.length === 0) return null;
  return (
    <section class="about" aria-labelledby="found-title">
      <h2 id="found-title">What was found</h2>
      {end.findings.length === 0 ? (
        <p>{end.detectors.map(name => plain(name, 60)).join(', ')}</p>
      ) : (
        <ul>
          {end.findings.map(({ id, detector, side, path, count, action, with: by, rule }) => (
            <li key={id}>
              <strong>{plain(detector, 60)}</strong>
              {count > 1 && ` × ${count}`} in the {side} at <code>{plain(path, 80)}</code>: {plain(action, 20)}
              {by !== null && ` with ${plain(by, 20)}`}
              {rule !== null && ` by rule ${plain(rule, 60)}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Decided({ holds }: { readonly holds: readonly Hold[] }): JSX.Element | null {
  if (holds.length === 0) return null;
  return (
    <section class="about" aria-labelledby="decided-title">
      <h2 id="decided-title">Holds</h2>
      <ul>
        {holds.map(hold => (
          <li key={hold.id}>
            <a href={`#/holds/${hold.id}`}>{hold.rules.map(({ rule }) => plain(rule, 60)).join(', ')}</a>: {hold.state}
            {hold.decisions.map(({ name, decision, at, reason }) => (
              <p key={at}>
                {decision} by {plain(name, 60)} at {at}
                {reason !== null && `: ${plain(reason)}`}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function bytesText({ pieces }: Recording, side: 'request' | 'response', shown: number): string {
  const decoder = new TextDecoder();
  const texts = pieces
    .slice(0, shown)
    .filter(piece => piece.side === side)
    .map(({ bytes }) =>
      decoder.decode(
        Uint8Array.from(atob(bytes), character => character.charCodeAt(0)),
        { stream: true },
      ),
    );
  return texts.join('') + decoder.decode();
}
