// Markdown as its reader would see it, without obeying any of it: blocks and inline marks by their places in the text. Links and images stay text, HTML is
// text. Linear: each line is looked at once, each mark too.

export type Block =
  | { readonly kind: 'paragraph' | 'heading' | 'quote' | 'item'; readonly start: number; readonly end: number }
  | { readonly kind: 'code'; readonly start: number; readonly end: number; readonly language: string };

/** Places of the text that are blocks; what stands between (fences, marks of headings) is left out of them. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let fence: { readonly mark: string; readonly language: string; readonly start: number } | null = null;
  let paragraph = -1;
  const close = (end: number): void => {
    if (paragraph >= 0 && end > paragraph) blocks.push({ kind: 'paragraph', start: paragraph, end });
    paragraph = -1;
  };
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    const line = text.slice(at, lineEnd);
    const next = lineEnd + 1;
    const mark = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)/.exec(line);
    if (fence !== null) {
      if (mark !== null && mark[1]!.startsWith(fence.mark) && mark[2] === '') {
        blocks.push({ kind: 'code', start: fence.start, end: Math.max(fence.start, at - 1), language: fence.language });
        fence = null;
      }
    } else if (mark !== null) {
      close(at);
      fence = { mark: mark[1]!, language: mark[2]!.slice(0, 20), start: Math.min(next, text.length) };
    } else if (line.trim() === '') close(at);
    else {
      const lead = /^ {0,3}(#{1,6} +|> ?|(?:[-*+]|\d{1,9}[.)]) +)/.exec(line);
      if (lead !== null) {
        close(at);
        const first = lead[1]![0]!;
        const kind = first === '#' ? 'heading' : first === '>' ? 'quote' : 'item';
        blocks.push({ kind, start: at + lead[0].length, end: lineEnd });
      } else if (paragraph < 0) paragraph = at;
    }
    at = next;
  }
  if (fence !== null) blocks.push({ kind: 'code', start: fence.start, end: text.length, language: fence.language });
  close(text.length);
  return blocks;
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
