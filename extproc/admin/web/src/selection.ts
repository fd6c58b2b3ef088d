// What people select in a text, by its place there: pieces of the page know where their text stands (text-view.tsx).
import { useEffect, useState } from 'preact/hooks';

export interface Place {
  readonly channel: string;
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export interface Change extends Place {
  /** Null: masked. */
  readonly text: string | null;
}

/** The last place that was selected. A finger that taps a button ends the selection before the button hears of it, so that an empty one is no news. */
export function useSelected(): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    const change = (): void => {
      const selected = selectedPlace();
      if (selected !== null) setPlace(selected);
    };
    document.addEventListener('selectionchange', change);
    return () => document.removeEventListener('selectionchange', change);
  }, []);
  return place;
}

/** What is selected at the moment, by its place; null where it is nothing of one text. */
function selectedPlace(): Place | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const text = closest(range.commonAncestorContainer, '.text');
  if (text === null) return null;
  const start = placeOf(range.startContainer, range.startOffset, 'start');
  const end = placeOf(range.endContainer, range.endOffset, 'end');
  return start === null || end === null || end <= start ? null : { channel: text.dataset.channel!, start, end };
}

function placeOf(node: Node, offset: number, side: 'start' | 'end'): number | null {
  const inside =
    node.nodeType === Node.TEXT_NODE ? node : (node.childNodes[Math.min(offset, node.childNodes.length - 1)] ?? node);
  const span =
    closest(inside, '[data-start]') ?? (inside instanceof Element ? inside.querySelector<HTMLElement>('[data-start]') : null);
  if (span === null) return null;
  const start = Number(span.dataset.start);
  // A hidden character is chosen whole.
  if (span.dataset.end !== undefined) return side === 'start' ? start : Number(span.dataset.end);
  return start + (node.nodeType === Node.TEXT_NODE ? offset : 0);
}

function closest(node: Node, selector: string): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>(selector) ?? null;
}
