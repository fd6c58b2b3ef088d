// Markdown as its reader would see it, without obeying any of it: blocks and inline marks by their places in the text. Links and images stay text, HTML is
// text, and nothing but marks is left out: who approves has to see all that leaves. Linear: each line is looked at once, each mark too.

export type Block =
  | { readonly kind: 'paragraph' | 'heading' | 'quote' | 'item' | 'numbered'; readonly start: number; readonly end: number }
  /** `info`: what stands beside the beginning of a fence. */
  | { readonly kind: 'code' | 'info'; readonly start: number; readonly end: number };

/** Places of the text that are blocks; what stands between (fences, marks of headings) is left out of them. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let fence: { readonly mark: string; readonly start: number } | null = null;
  let paragraph = -1;
  const close = (end: number): void => {
    if (paragraph >= 0 && end > paragraph) blocks.push({ kind: 'paragraph', start: paragraph, end });
    paragraph = -1;
  };
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    const line = text.slice(at, lineEnd);
    const next = lineEnd + 1;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line);
    const rest = mark === null ? '' : line.slice(mark[0].length);
    if (fence !== null) {
      if (mark !== null && mark[1]!.startsWith(fence.mark) && isBlank(rest)) {
        blocks.push({ kind: 'code', start: fence.start, end: Math.max(fence.start, at - 1) });
        fence = null;
      }
    } else if (mark !== null && (mark[1]!.startsWith('~') || !rest.includes('`'))) {
      close(at);
      if (!isBlank(rest)) blocks.push({ kind: 'info', start: at + mark[0].length, end: lineEnd });
      fence = { mark: mark[1]!, start: Math.min(next, text.length) };
    } else if (isBlank(line)) close(at);
    else {
      const lead = /^ {0,3}(#{1,6} +|> ?|(?:[-*+]|\d{1,9}[.)]) +)/.exec(line);
      if (lead !== null) {
        close(at);
        const first = lead[1]![0]!;
        const isNumber = first >= '0' && first <= '9';
        const kind = isNumber ? 'numbered' : first === '#' ? 'heading' : first === '>' ? 'quote' : 'item';
        // A number says something.
        blocks.push({ kind, start: isNumber ? at : at + lead[0].length, end: lineEnd });
      } else if (paragraph < 0) paragraph = at;
    }
    at = next;
  }
  if (fence !== null) blocks.push({ kind: 'code', start: fence.start, end: text.length });
  close(text.length);
  return blocks;
}

/** Other white space hides something, and is shown. */
function isBlank(line: string): boolean {
  return /^[ \t\r]*$/.test(line);
}

export interface Run {
  readonly start: number;
  readonly end: number;
  readonly style: 'plain' | 'code' | 'strong' | 'emphasis';
}

/** Inline marks of one block. A mark without its end is text. */
export function runsOf(text: string, start: number, end: number): readonly Run[] {
  const runs: Run[] = [];
  const block = text.slice(start, end);
  let at = 0;
  for (const match of block.matchAll(/`([^`\n]+)`|\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*/g)) {
    if (match.index > at) runs.push({ start: start + at, end: start + match.index, style: 'plain' });
    const [whole, code, strong] = match;
    const width = strong === undefined ? 1 : 2;
    const style = code !== undefined ? 'code' : strong !== undefined ? 'strong' : 'emphasis';
    runs.push({ start: start + match.index + width, end: start + match.index + whole.length - width, style });
    at = match.index + whole.length;
  }
  if (at < block.length) runs.push({ start: start + at, end, style: 'plain' });
  return runs;
}
