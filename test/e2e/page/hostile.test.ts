// What a model may write to get at whoever reads it: nothing of it runs, nothing of it asks another server, nothing of it stops the page.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findOpa } from '../../../extproc/policy/opa.ts';
import { look, openBrowser, signedIn, type Tab } from './browser.ts';
import { calling, type House, openHouse } from './house.ts';
import { drawing, elementNames } from './in-page.ts';

let house: House;
let browser: Browser;
let ada: Tab;

/** What the page itself makes of a text. */
const ours = new Set(['BLOCKQUOTE', 'CODE', 'DIV', 'EM', 'MARK', 'P', 'PRE', 'SECTION', 'SPAN', 'STRONG']);

const elsewhere = 'http://127.0.0.1:9/elsewhere';

describe.skipIf(findOpa() === null)('what a model may write', () => {
  beforeAll(async () => {
    [house, browser] = await Promise.all([openHouse(), openBrowser()]);
    ada = await signedIn(browser, house, 'ada');
  });

  afterAll(async () => {
    await ada?.close();
    await browser?.close();
    await house?.stop();
  });

  test.for([
    { name: 'a script', text: '<script>window.ran = 1; parent.ran = 1</script>' },
    {
      name: 'handlers',
      text: '<img src=x onerror="window.ran=1"><svg onload="window.ran=1"><details open ontoggle="window.ran=1">',
    },
    { name: 'an image of Markdown', text: `![](${elsewhere}.png) and ![a][b]\n\n[b]: ${elsewhere}.png` },
    {
      name: 'an image, a frame, an object',
      text: `<img src="${elsewhere}"><iframe src="${elsewhere}"></iframe><object data="${elsewhere}">`,
    },
    {
      name: 'a link that is a script',
      text: '[press here](javascript:window.ran=1) <a href="javascript:window.ran=1">press here</a>',
    },
    { name: 'a link to elsewhere', text: `[log in again](${elsewhere}) <${elsewhere}> ${elsewhere}` },
    { name: 'a style', text: `<style>@import url(${elsewhere}); body { background: url(${elsewhere}); display: none }</style>` },
    { name: 'a form', text: `<form action="${elsewhere}"><input name=token><button>Sign in</button></form>` },
    { name: 'a base and a refresh', text: `<base href="${elsewhere}/"><meta http-equiv=refresh content="0;url=${elsewhere}">` },
    {
      name: 'an entity and a fence that closes the page',
      text: '&lt;script&gt;</pre></section></main></body></html><script>window.ran=1</script>',
    },
    { name: 'a fence whose language is markup', text: '```"><script>window.ran=1</script>\ncode\n```' },
    { name: 'templates', text: '{{constructor.constructor("window.ran=1")()}} ${window.ran=1} <%= 1 %>' },
  ])('$name is text', async ({ text }) => {
    const asking = house.ask(
      `RISK-1000 ${text}\n\n> ${text}\n\n- **${text.replaceAll('*', '')}**\n\n\`\`\`html\n${text}\n\`\`\``,
    );
    const id = await look(ada, house, asking);
    const shown = await ada.page.locator('.text').first().textContent();
    for (const line of text.split('\n').filter(one => one !== '' && !one.startsWith('```'))) expect(shown).toContain(line);
    // What is shown has our own elements alone.
    const names = await ada.page.evaluate<readonly string[]>(elementNames);
    expect(names.filter(name => !ours.has(name))).toEqual([]);
    expect(await ada.page.evaluate('window.ran')).toBeUndefined();
    expect(ada.wrong).toEqual([]);
    await deny(id);
  });

  test('names, tools and arguments are text as well', async () => {
    const asking = house.ask(
      calling('<img/src=x/onerror=window.ran=1>', { '<script>window.ran=1</script>': `RISK-1001 ${elsewhere}` }),
    );
    const id = await look(ada, house, asking);
    expect(await ada.page.evaluate('window.ran')).toBeUndefined();
    expect(await ada.page.locator('img, script:not([src])').count()).toBe(0);
    await deny(id);
  });

  test('characters that turn, hide or control are told by their numbers, and texts beside them keep their order', async () => {
    const text = 'RISK-1002 a\u202Eb\u2066c\u2069 d\u200Be\u00ADf \uFEFF\u0007\u001B[31mred\u{E0041}\u{E0042} end';
    const id = await look(ada, house, house.ask(text));
    const hidden = await ada.page.locator('.text').first().locator('.hidden-character').allTextContents();
    expect(hidden).toEqual([
      'U+202E',
      'U+2066',
      'U+2069',
      'U+200B',
      'U+00AD',
      'U+FEFF',
      'U+0007',
      'U+001B',
      'U+E0041',
      'U+E0042',
    ]);
    await deny(id);
  });

  test('nothing of a name that a caller chose turns or hides the list of what waits', async () => {
    const asking = house.ask('RISK-1003', { model: 'gpt\u202E<b>4o</b>' });
    const id = await look(ada, house, asking);
    expect(await ada.page.content()).not.toMatch(/\u202E|<b>/);
    await ada.page.goto(`${house.admin}/#/`);
    await ada.page.getByRole('listitem').first().waitFor();
    expect(await ada.page.content()).not.toMatch(/\u202E|<b>/);
    await deny(id);
  });

  test.for([
    { name: 'a line of 5 MB', text: () => `RISK-1004 ${'x'.repeat(5 * 1024 * 1024)}` },
    { name: '100,000 lines', text: () => `RISK-1005\n${'- a\n'.repeat(100_000)}` },
    {
      name: 'Markdown in Markdown',
      text: () => `RISK-1006\n${'> '.repeat(10_000)}\n${'*a* **b** `c` '.repeat(20_000)}${'*'.repeat(20_000)}`,
    },
    { name: 'nothing but characters that hide', text: () => `RISK-1007 ${'\u200B\u202E'.repeat(50_000)}` },
  ])('$name leaves the page quick', async ({ text }) => {
    const written = text();
    const asking = house.ask(written);
    const id = await asking.held();
    const began = performance.now();
    await look(ada, house, asking);
    await ada.page.getByText('more characters are not shown').waitFor();
    expect(performance.now() - began).toBeLessThan(15_000);
    // Typing a reason is still typing.
    await ada.page.getByLabel('Reason').pressSequentially('too long', { timeout: 10_000 });
    expect(Number(await ada.page.evaluate(drawing))).toBeLessThan(3_000);
    await ada.page.getByRole('button', { name: 'Show more' }).first().click();
    await deny(id);
  });

  test('a place that a rule holds beyond what is shown is told of', async () => {
    const id = await look(ada, house, house.ask(`${'prose and more of it. '.repeat(6_000)} RISK-1008`));
    await ada.page.getByText('1 place that a rule holds is among them').waitFor();
    await ada.page.getByRole('button', { name: 'Show more' }).click();
    expect(await ada.page.locator('mark.hold').textContent()).toBe('RISK-1008');
    await deny(id);
  });

  test('the page and its API tell browsers to run, frame, keep and guess nothing', async () => {
    const response = await fetch(house.admin);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    const asked = await fetch(`${house.admin}/v1/holds/ho_00000000000000000000000000/content/raw`);
    expect(asked.status).toBe(401);
  });
});

async function deny(id: string): Promise<void> {
  const { digest } = await house.api<{ readonly digest: string }>('ada', `/v1/holds/${id}`);
  await house.api('ada', `/v1/holds/${id}/decisions`, { decision: 'deny', digest });
}
