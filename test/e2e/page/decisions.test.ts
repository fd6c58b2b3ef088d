// People decide on the page, with everything real: Envoy, Penstock with SQLite, the openai client that streams, Chromium.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findOpa } from '../../../extproc/policy/opa.ts';
import { look, openBrowser, select, signedIn, type Tab } from './browser.ts';
import { calling, type House, openHouse } from './house.ts';

let house: House;
let browser: Browser;
let ada: Tab;
let bob: Tab;

describe.skipIf(findOpa() === null)('on the page', () => {
  beforeAll(async () => {
    [house, browser] = await Promise.all([openHouse({ holdCommentMs: 1_000 }), openBrowser()]);
    [ada, bob] = await Promise.all([signedIn(browser, house, 'ada'), signedIn(browser, house, 'bob')]);
  });

  afterAll(async () => {
    await Promise.all([ada?.close(), bob?.close()]);
    await browser?.close();
    await house?.stop();
  });

  test('what is held shows up by itself, and an approval lets the client read on', async () => {
    await ada.page.getByText('Nothing waits for a person.').waitFor();
    const asking = house.ask('Hello. What **RISK-0001** is about, and more.');
    await ada.page.getByRole('listitem').getByRole('link').click();
    expect(asking.text()).toMatch(/^Hello\. [^R]*$/);
    const held = ada.page.locator('mark.hold');
    expect(await held.textContent()).toBe('RISK-0001');
    expect(await held.getAttribute('title')).toContain('the text says that it is risky');
    await approve(ada);
    expect(await asking.whole).toBe('Hello. What **RISK-0001** is about, and more.');
    await said(ada, 'released');
    await ada.page.getByText('approve by ada').waitFor();
  });

  test('a denial is an error event with its reason', async () => {
    const asking = house.ask('Deny RISK-0002 please.');
    await look(ada, house, asking);
    await ada.page.getByLabel('Reason').fill('not for this team');
    await ada.page.getByRole('button', { name: 'Deny' }).click();
    await expect(asking.whole).rejects.toThrow(/not for this team \(hold ho_/);
    await said(ada, 'denied');
  });

  test('what is selected is masked besides, past characters that hide and in code too', async () => {
    const text = 'Keep \u{1F600} this\u202E RISK-0003.\n\n```sh\necho first-word second-word\n```\n\nAnd *this one* here.';
    const asking = house.ask(text);
    await look(ada, house, asking);
    for (const words of ['this one', 'second-word']) {
      await select(ada.page, words);
      await ada.page.getByRole('button', { name: /^Mask/ }).click();
    }
    expect(await ada.page.locator('mark.change').allTextContents()).toEqual(['second-word', 'this one']);
    await ada.page.getByRole('button', { name: 'Approve with masks' }).click();
    const got = await asking.whole;
    expect(got).toBe(text.replace('this one', '[REDACTED]').replace('second-word', '[REDACTED]'));
    await said(ada, 'released with more masked');
  });

  test('an edit is a new version, which somebody else has to approve', async () => {
    const asking = house.ask('Run RISK-0004 with rm -rf now.');
    await look(ada, house, asking);
    await select(ada.page, 'rm -rf');
    await ada.page.getByRole('button', { name: /^Replace/ }).click();
    await ada.page.getByLabel('In its place').fill('ls -la');
    await ada.page.getByRole('button', { name: 'Take it' }).click();
    await ada.page.getByRole('button', { name: 'Save new version' }).click();
    await said(ada, 'the new version waits for approval');
    await ada.page.locator('.text').getByText('ls -la').waitFor();
    await approve(ada);
    await ada.page.getByRole('alert').getByText('Whoever edited can not be the only one to approve').waitFor();
    await look(bob, house, asking);
    await bob.page.locator('.text').getByText('ls -la').waitFor();
    await approve(bob);
    expect(await asking.whole).toBe('Run RISK-0004 with ls -la now.');
  });

  test('two people are needed where a rule says two, and one does not count twice', async () => {
    const asking = house.ask('It takes two: RISK-0005.', { model: 'two-people' });
    await look(ada, house, asking);
    await approve(ada);
    await said(ada, 'your approval counts; 2 are needed');
    await ada.page.getByText('1 of 2 approved').waitFor();
    expect(await ada.page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
    await look(bob, house, asking);
    expect(asking.text()).not.toContain('RISK');
    await approve(bob);
    expect(await asking.whole).toBe('It takes two: RISK-0005.');
    await ada.page.locator('.state.approved').waitFor();
  });

  test('what ran out of time while somebody looked at it can not be released any more', async () => {
    const asking = house.ask('Soon over: RISK-0006.', { model: 'brief' });
    await look(ada, house, asking);
    await ada.page.locator('.state.expired').waitFor();
    expect(await ada.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await expect(asking.whole).rejects.toThrow(/hold ho_/);
  });

  test('what changes under an approver is not put in the place of what was looked at', async () => {
    const asking = house.ask('Changed under your hands: RISK-0007 one.', { model: 'two-people' });
    const id = await look(ada, house, asking);
    await edit(id);
    await ada.page.getByRole('heading', { name: 'There is a new version' }).waitFor();
    expect(await ada.page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
    await ada.page.locator('.text').getByText('one').waitFor();
    await ada.page.getByRole('button', { name: 'Look at it' }).click();
    await ada.page.locator('.text').getByText('two').waitFor();
    await ada.page.getByRole('button', { name: 'Deny' }).click();
    await expect(asking.whole).rejects.toThrow(/hold ho_/);
  });

  test('an approval of what was shown does not release what it became, though the page has not heard of that', async () => {
    const asking = house.ask('Changed in the dark: RISK-0014 one.', { model: 'two-people' });
    const id = await look(ada, house, asking);
    // From here on the page learns nothing that it could show.
    await ada.page.route(/\/v1\/holds\/[^/]+(\/content)?$/, route => route.fulfill({ status: 503, body: '{}' }));
    await edit(id);
    await ada.page.getByRole('alert').waitFor();
    await approve(ada);
    await ada.page.getByRole('alert').getByText('The content is not the one that was shown to you').waitFor();
    await ada.page.unrouteAll();
    await house.api('bob', `/v1/holds/${id}/decisions`, { decision: 'deny', digest: await digestOf(id) });
    await expect(asking.whole).rejects.toThrow(/hold ho_/);
  });

  test('the like of what was let pass goes through, until it is taken back', async () => {
    const ask = (number: string) => house.ask(`Again and again: RISK-${number}.`, { session: 'remembered' });
    const first = ask('0008');
    await look(ada, house, first);
    await ada.page.getByLabel('Let the like of it pass').selectOption('1h');
    await approve(ada);
    await first.whole;
    expect(await ask('0009').whole).toContain('RISK-0009');
    await ada.page.getByRole('link', { name: 'Let pass' }).click();
    await ada.page.getByRole('cell', { name: 'rehearsal' }).waitFor();
    await ada.page.getByRole('button', { name: 'Take back' }).click();
    await ada.page.getByText('Every hold is asked about').waitFor();
    const again = ask('0010');
    await look(ada, house, again);
    await approve(ada);
    await again.whole;
  });

  test('a request waits before it goes up', async () => {
    const before = house.requests.length;
    const asking = house.ask('the answer', { model: 'request-held' });
    await look(ada, house, asking);
    await ada.page.getByRole('heading', { name: 'What is asked' }).waitFor();
    expect(house.requests.length).toBe(before);
    await approve(ada);
    expect(await asking.whole).toBe('the answer');
    expect(house.requests.length).toBe(before + 1);
  });

  test('a tool call is shown whole, and a value of it can be masked', async () => {
    const call = { command: 'deploy RISK-0011', where: 'production' };
    const asking = house.ask(calling('run', call));
    await look(ada, house, asking);
    await ada.page.getByText('tool call').waitFor();
    expect(await ada.page.locator('mark.hold').first().textContent()).toBe('RISK-0011');
    await approve(ada);
    expect(JSON.parse(await asking.whole)).toEqual(call);
  });

  test('the keyboard is enough, from the inbox to the decision', async () => {
    const asking = house.ask('By keyboard: RISK-0012.');
    await ada.page.goto(`${house.admin}/#/`);
    await ada.page.getByRole('listitem').first().waitFor();
    await ada.page.keyboard.press('j');
    await ada.page.keyboard.press('Enter');
    await ada.page.getByRole('heading', { name: 'Decide' }).waitFor();
    await ada.page.keyboard.press('r');
    await ada.page.keyboard.type('looked at by keyboard');
    await ada.page.keyboard.press('Escape');
    await ada.page.keyboard.press('a');
    await ada.page.keyboard.press('Enter');
    expect(await asking.whole).toBe('By keyboard: RISK-0012.');
  });

  test('in a tab that lost its connection, what came meanwhile shows up when it is back', async () => {
    await ada.page.goto(`${house.admin}/#/`);
    await ada.page.context().setOffline(true);
    const asking = house.ask('While you were away: RISK-0013.');
    await look(bob, house, asking);
    await ada.page.context().setOffline(false);
    await look(ada, house, asking);
    await approve(ada);
    await asking.whole;
  });
});

interface Content {
  readonly digest: string;
  readonly texts: readonly { readonly channel: string; readonly text: string }[];
}

async function approve({ page }: Tab): Promise<void> {
  await page.getByRole('button', { name: /^Approve/ }).click();
}

async function said({ page }: Tab, words: string): Promise<void> {
  await page.getByRole('status').getByText(words, { exact: true }).waitFor();
}

/** Somebody else makes `two` of `one`. */
async function edit(id: string): Promise<void> {
  const { digest, texts } = await house.api<Content>('bob', `/v1/holds/${id}/content`);
  const { channel, text } = texts.find(one => one.text.includes('one'))!;
  const start = text.indexOf('one');
  await house.api('bob', `/v1/holds/${id}/decisions`, {
    decision: 'edit',
    digest,
    edits: [{ channel, start, end: start + 3, text: 'two' }],
  });
}

async function digestOf(id: string): Promise<string> {
  return (await house.api<{ readonly digest: string }>('ada', `/v1/holds/${id}`)).digest;
}
