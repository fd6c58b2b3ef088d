// One text of a held answer, inert: as a reader of Markdown would see it, or as it is written. Places that made a rule hold, masks and chosen changes are
// marked. Every piece knows its place, so that what a person selects can be told by it.
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Content } from './api.ts';
import { blocksOf, runsOf } from './markdown.ts';
import { portionEnd } from './portion.ts';
import type { Change } from './selection.ts';
import { plain, stretches } from './visible.ts';

export type Text = Content['texts'][number];

interface Marked {
  readonly start: number;
  readonly end: number;
  readonly kind: 'hold' | 'mask' | 'change';
  readonly title: string;
}

export function TextView({
  text,
  written,
  changes,
  explain,
}: {
  readonly text: Text;
  readonly written: boolean;
  readonly changes: readonly Change[];
  /** What a detector's mark says. */
  readonly explain: (detector: string) => string;
}): JSX.Element {
  const marks = marksOf(text, changes, explain);
  const [asked, setAsked] = useState(0);
  const end = portionEnd(text.text, asked);
  const below = text.marks.filter(mark => mark.action === 'hold' && mark.end > end).length;
  const piece = (from: number, to: number) => <Pieces text={text} from={from} to={to} marks={marks} />;
  const asRead = !written && text.kind === 'text';
  return (
    <div class="text" data-channel={text.channel}>
      {asRead ? (
        blocksOf(text.text.slice(0, end)).map(block => {
          if (block.kind === 'code')
            return (
              <pre key={block.start} class="code">
                {piece(block.start, block.end)}
              </pre>
            );
          if (block.kind === 'info')
            return (
              <p key={block.start} class="info">
                {piece(block.start, block.end)}
              </p>
            );
          const inner = runsOf(text.text, block.start, block.end).map(run => (
            <Styled key={run.start} style={run.style}>
              {piece(run.start, run.end)}
            </Styled>
          ));
          return block.kind === 'quote' ? (
            <blockquote key={block.start}>{inner}</blockquote>
          ) : (
            <p key={block.start} class={block.kind}>
              {inner}
            </p>
          );
        })
      ) : (
        <pre class={text.kind === 'other' ? '' : 'code'}>{piece(0, end)}</pre>
      )}
      {end < text.text.length && (
        <p class="more">
          {(text.text.length - end).toLocaleString()} more characters are not shown
          {below > 0 && (
            <strong>; {below === 1 ? '1 place that a rule holds is' : `${below} places that a rule holds are`} among them</strong>
          )}
          .{' '}
          <button type="button" onClick={() => setAsked(end)}>
            Show more
          </button>
        </p>
      )}
    </div>
  );
}

function Styled({ style, children }: { readonly style: string; readonly children: ComponentChildren }): ComponentChildren {
  if (style === 'code') return <code>{children}</code>;
  if (style === 'strong') return <strong>{children}</strong>;
  return style === 'emphasis' ? <em>{children}</em> : children;
}

/** A stretch of the text, cut where marks begin and end and where a character is one that hides. */
function Pieces({
  text,
  from,
  to,
  marks,
}: {
  readonly text: Text;
  readonly from: number;
  readonly to: number;
  readonly marks: readonly Marked[];
}): JSX.Element {
  const cuts = new Set([from, to]);
  for (const place of [...marks.flatMap(({ start, end }) => [start, end]), text.leftChars])
    if (place > from && place < to) cuts.add(place);
  const places = [...cuts].sort((a, b) => a - b);
  return (
    <>
      {places.slice(0, -1).map((start, at) => {
        const end = places[at + 1]!;
        const over = marks.filter(mark => mark.start < end && mark.end > start);
        const top = over.find(({ kind }) => kind === 'change') ?? over.find(({ kind }) => kind === 'hold') ?? over[0];
        const inner = stretches(text.text, start, end).map(stretch =>
          stretch.shown === null ? (
            <span key={stretch.start} data-start={stretch.start}>
              {text.text.slice(stretch.start, stretch.end)}
            </span>
          ) : (
            <span key={stretch.start} class="hidden-character" data-start={stretch.start} data-end={stretch.end}>
              {stretch.shown}
            </span>
          ),
        );
        const left = end <= text.leftChars ? 'left' : '';
        if (top === undefined)
          return (
            <span key={start} class={left}>
              {inner}
            </span>
          );
        return (
          <mark key={start} class={`${top.kind} ${left}`} title={top.title}>
            {inner}
          </mark>
        );
      })}
    </>
  );
}

function marksOf(text: Text, changes: readonly Change[], explain: (detector: string) => string): readonly Marked[] {
  return [
    ...text.marks.map(({ start, end, action, detector }) => ({ start, end, kind: action, title: explain(detector) })),
    ...changes
      .filter(({ channel }) => channel === text.channel)
      .map(({ start, end, text: by }) => ({
        start,
        end,
        kind: 'change' as const,
        title: by === null ? 'will be masked' : `will become: ${plain(by)}`,
      })),
  ];
}
