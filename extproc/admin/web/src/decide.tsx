// The decision: release, release with more masked, replace text, or deny. What is sent names the digest of what was shown.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, type Content, type Decision, type HoldDetail, type Me, Refused } from './api.ts';
import { type Change, type Place, useSelected } from './selection.ts';
import { plain } from './visible.ts';

interface DecideProps {
  readonly hold: HoldDetail;
  readonly content: Content | null;
  readonly me: Me;
  readonly changes: readonly Change[];
  readonly setChanges: (change: (known: readonly Change[]) => readonly Change[]) => void;
  readonly tell: (text: string) => void;
  /** Whether there is another version by now. */
  readonly isOld: boolean;
  /** Hears which version the hold has by now; null where the decision did not count. */
  readonly decided: (digest: string | null) => Promise<void>;
}

const said = {
  approve: 'released',
  mask: 'released with more masked',
  edit: 'the new version waits for approval',
  deny: 'denied',
} as const;

export function Decide({ hold, content, me, isOld, changes, setChanges, tell, decided }: DecideProps): JSX.Element | null {
  const [reason, setReason] = useState('');
  const [remember, setRemember] = useState('');
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  /** The place that is being written anew. */
  const [draft, setDraft] = useState<(Change & { readonly text: string }) | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const may = hold.may?.allow === true && me.roles.includes('approver') && hold.state === 'pending';
  const isReady = may && content !== null && hold.reading === 'complete';
  const approvals = hold.decisions.filter(
    one => one.digest === hold.digest && (one.decision === 'approve' || one.decision === 'mask'),
  );
  const isApproved = approvals.some(({ by }) => by === me.id);
  const kind = changes.some(({ text }) => text !== null) ? 'edit' : changes.length > 0 ? 'mask' : 'approve';

  const decide = (decision: Decision['decision']): void => {
    if (isBusy || !may) return;
    if (hold.may?.reason_required === true && reason.trim() === '') return setProblem('A reason is required.');
    setBusy(true);
    setProblem('');
    const edits =
      decision === 'approve' || decision === 'deny'
        ? []
        : changes.map(({ channel, start, end, text }) => ({ channel, start, end, text: text ?? '[MASKED]' }));
    const asked: Decision = {
      decision,
      digest: content?.digest ?? hold.digest,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(edits.length === 0 ? {} : { edits }),
      ...(remember === '' || decision !== 'approve' ? {} : { remember }),
    };
    api
      .decide(hold.id, asked)
      .then(
        after => {
          tell(
            after.state === 'pending' && decision !== 'edit'
              ? `your approval counts; ${after.quorum} are needed`
              : said[decision],
          );
          return after.digest;
        },
        error => {
          setProblem(error instanceof Refused ? error.message : 'The server can not be reached.');
          return null;
        },
      )
      .then(decided)
      .finally(() => setBusy(false));
  };

  const place = useSelected();
  const selected = place === null ? '' : textAt(content, place);
  /** What is selected, if it can be changed. */
  const chosen = (): { readonly place: Place; readonly text: string } | null => {
    const text = content?.texts.find(({ channel }) => channel === place?.channel);
    if (place === null || text === undefined) setProblem('Select the text in the answer first.');
    else if (!text.editable)
      setProblem(
        text.kind === 'tool_call'
          ? 'Select its values among the other values below: the call itself is told from them.'
          : 'This text can not be changed.',
      );
    else if (place.start < text.leftChars) setProblem('A part of that has left already.');
    else if (changes.some(one => one.channel === place.channel && one.start < place.end && one.end > place.start))
      setProblem('A part of that is changed already.');
    else {
      setProblem('');
      return { place, text: text.text.slice(place.start, place.end) };
    }
    return null;
  };
  const mask = (): void => {
    const found = chosen();
    if (found === null) return;
    setChanges(known => [...known, { ...found.place, text: null }]);
    document.getSelection()?.removeAllRanges();
  };
  const edit = (): void => {
    const found = chosen();
    if (found !== null) setDraft({ ...found.place, text: found.text });
  };
  useEffect(() => field.current?.focus(), [draft !== null]);

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) {
        // The way out of a field, so that letters are commands again.
        if (event.key === 'Escape') target.blur();
      } else if (event.key === 'Escape') location.hash = '#/';
      else if (!may) return;
      else if (event.key === 'm' && isReady) mask();
      else if (event.key === 'e' && isReady) edit();
      else if (event.key === 'r') document.getElementById('reason')?.focus();
      else if (event.key === 'a') document.getElementById('approve')?.focus();
      else if (event.key === 'd') document.getElementById('deny')?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });

  if (hold.state !== 'pending') return null;
  if (!may) {
    const why = me.roles.includes('approver') ? hold.may?.reason : 'your roles let you look only';
    return (
      <section class="decide">
        <h2>Decide</h2>
        <p>You can not decide this: {plain(why ?? 'the policy does not let you')}.</p>
      </section>
    );
  }
  return (
    <section class="decide" aria-labelledby="decide-title">
      <h2 id="decide-title">Decide</h2>
      {problem !== '' && (
        <p class="error" role="alert">
          {problem}
        </p>
      )}
      {hold.quorum > 1 && (
        <p>
          {approvals.length} of {hold.quorum} approved
          {approvals.length > 0 && <>: {approvals.map(({ name }) => plain(name, 60)).join(', ')}</>}
        </p>
      )}
      {isApproved && <p class="quiet">You approved this. You can still deny it.</p>}
      {hold.reading === 'incomplete' && <p class="quiet">The client left before all was read: this can only be denied.</p>}
      {changes.length > 0 && (
        <ul class="changes" aria-label="changes">
          {changes.map(change => (
            <li key={`${change.channel} ${change.start}`}>
              <span>
                {plain(textAt(content, change), 60)} → {change.text === null ? 'masked' : plain(change.text, 60)}
              </span>
              <button type="button" class="plain" onClick={() => setChanges(known => known.filter(one => one !== change))}>
                Undo
              </button>
            </li>
          ))}
        </ul>
      )}
      {draft !== null && (
        <div class="draft">
          <label for="draft">In its place</label>
          <textarea
            id="draft"
            ref={field}
            rows={4}
            value={draft.text}
            onInput={event => setDraft({ ...draft, text: event.currentTarget.value })}
          />
          <div class="buttons">
            <button
              type="button"
              onClick={() => {
                setChanges(known => [...known, draft]);
                setDraft(null);
              }}
            >
              Take it
            </button>
            <button type="button" class="plain" onClick={() => setDraft(null)}>
              Leave it
            </button>
          </div>
        </div>
      )}
      {isReady && (
        <div class="buttons">
          <button type="button" onClick={mask}>
            Mask {selected === '' ? 'selection' : `“${plain(selected, 24)}”`} <kbd>m</kbd>
          </button>
          <button type="button" onClick={edit}>
            Replace {selected === '' ? 'selection' : 'it'} <kbd>e</kbd>
          </button>
        </div>
      )}
      <label for="reason">
        Reason{hold.may?.reason_required === true ? ' (required)' : ''} <kbd>r</kbd>
      </label>
      <textarea id="reason" rows={2} maxLength={2000} value={reason} onInput={event => setReason(event.currentTarget.value)} />
      {hold.may?.may_remember === true && kind === 'approve' && (
        <>
          <label for="remember">Let the like of it pass, in this session</label>
          <select id="remember" value={remember} onChange={event => setRemember(event.currentTarget.value)}>
            <option value="">no, ask each time</option>
            <option value="10m">for 10 minutes</option>
            <option value="1h">for an hour</option>
            <option value="8h">for 8 hours</option>
          </select>
        </>
      )}
      <div class="buttons last">
        <button
          id="approve"
          type="button"
          class="primary"
          disabled={isBusy || isOld || !isReady || (isApproved && kind === 'approve')}
          onClick={() => decide(kind)}
        >
          {{ approve: 'Approve', mask: 'Approve with masks', edit: 'Save new version' }[kind]} <kbd>a</kbd>
        </button>
        <button id="deny" type="button" class="danger" disabled={isBusy || isOld} onClick={() => decide('deny')}>
          Deny <kbd>d</kbd>
        </button>
      </div>
      {kind === 'edit' && (
        <p class="quiet">A new version is looked through again, and waits for the approval of somebody else too.</p>
      )}
    </section>
  );
}

function textAt(content: Content | null, { channel, start, end }: Place): string {
  return content?.texts.find(text => text.channel === channel)?.text.slice(start, end) ?? '';
}
