// What runs inside of the page, as text: the tests' own types know nothing of documents.

/** Tells of breaches of the content security policy by `tellOfBreach`. */
export const watchBreaches = `document.addEventListener('securitypolicyviolation', event =>
  tellOfBreach('breach of ' + event.violatedDirective + ' by ' + event.blockedURI))`;

/** Selects the first place of these words in the answer, as a mouse would; they may go over several pieces of it. */
export function selecting(words: string): string {
  return `(() => {
    const wanted = ${JSON.stringify(words)};
    for (const text of document.querySelectorAll('.shown .text')) {
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      const nodes = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) nodes.push(node);
      const at = nodes.map(node => node.data).join('').indexOf(wanted);
      if (at < 0) continue;
      const place = (offset, isEnd) => {
        for (const node of nodes) {
          if (offset < node.data.length || (isEnd && offset === node.data.length)) return [node, offset];
          offset -= node.data.length;
        }
        throw new Error('there is no such place');
      };
      const range = document.createRange();
      range.setStart(...place(at, false));
      range.setEnd(...place(at + wanted.length, true));
      document.getSelection().removeAllRanges();
      document.getSelection().addRange(range);
      return;
    }
    throw new Error('the answer has no such words');
  })()`;
}

/** How long the page takes to draw twice, in milliseconds. */
export const drawing = `new Promise(resolve => {
  const began = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
})`;

/** Of all that is drawn of texts. */
export const elementNames = `[...new Set([...document.querySelectorAll('.text, .text *')].map(one => one.nodeName))]`;
