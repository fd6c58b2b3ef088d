// Signing in and out, what people may not do, and whether everybody can use the page: by ear, in the dark, on a phone, without a mouse.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findOpa } from '../../../extproc/policy/opa.ts';
import { look, openBrowser, openTab, signedIn, signIn, type Tab, type TabOptions } from './browser.ts';
import { type Asking, type House, openHouse, people } from './house.ts';

let house: House;
let browser: Browser;
/** One that waits all the time. */
let waiting: Asking;
let held: string;

describe.skipIf(findOpa() === null)('the page', () => {
  beforeAll(async () => {
    [house, browser] = await Promise.all([openHouse(), openBrowser()]);
    waiting = house.ask(rich);
    held = await waiting.held();
  });

  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  describe('lets in', () => {
    test('who has a token, and out again', async () => {
      const tab = await openTab(browser, house);
      await tab.page.goto(house.admin);
      await tab.page.getByLabel('Token').fill('not a token of anybody');
      await tab.page.getByRole('button', { name: 'Sign in' }).click();
      await tab.page.getByRole('alert').getByText('the token is not known').waitFor();
      await signIn(tab.page, 'ada');
      await tab.page.reload();
      await tab.page.getByRole('heading', { name: 'Inbox' }).waitFor();
      await tab.page.getByRole('button', { name: 'Sign out' }).click();
      await tab.page.getByLabel('Token').waitFor();
      await tab.page.goto(`${house.admin}/#/holds/${held}`);
      await tab.page.getByLabel('Token').waitFor();
      expect(await tab.page.content()).not.toContain('RISK');
      await tab.close();
    });

    test('who has the link, once', async () => {
      const first = await openTab(browser, house);
      await first.page.goto(house.link);
      await first.page.getByRole('heading', { name: 'Inbox' }).waitFor();
      expect(first.page.url()).not.toContain('code=');
      await first.page.getByText('owner').waitFor();
      await first.close();
      const second = await openTab(browser, house);
      await second.page.goto(house.link);
      await second.page.getByText('That link was used already').waitFor();
      await second.close();
    });

    test('who comes by a link to a hold, and shows it', async () => {
      const tab = await openTab(browser, house);
      await tab.page.goto(`${house.admin}/#/holds/${held}`);
      await tab.page.getByLabel('Token').fill(people.ada.token);
      await tab.page.getByRole('button', { name: 'Sign in' }).click();
      await tab.page.getByRole('heading', { name: 'Decide' }).waitFor();
      await tab.close();
    });
  });

  describe('tells who may not decide why', () => {
    test('who may look only', async () => {
      const tab = await signedIn(browser, house, 'eve');
      await tab.page.goto(`${house.admin}/#/holds/${held}`);
      await tab.page.getByText('You can not decide this: your roles let you look only.').waitFor();
      expect(await tab.page.getByRole('button', { name: /Approve|Deny/ }).count()).toBe(0);
      await tab.close();
    });

    test('who is none of those whom the rule asks', async () => {
      const tab = await signedIn(browser, house, 'ada');
      const asking = house.ask('RISK-2001', { model: 'others' });
      await tab.page.goto(`${house.admin}/#/holds/${await asking.held()}`);
      await tab.page.getByText("You can not decide this: none of the hold's approvers, at this hour.").waitFor();
      await tab.close();
    });
  });

  test('is used by keyboard alone, from sign-in to approval', async () => {
    const asking = house.ask('By keyboard: RISK-2002.');
    await asking.held();
    const tab = await openTab(browser, house);
    const { keyboard } = tab.page;
    await tab.page.goto(house.admin);
    await tab.page.locator('#token:focus').waitFor();
    await keyboard.type(people.ada.token);
    await keyboard.press('Enter');
    await tab.page.getByRole('listitem').first().waitFor();
    await keyboard.press('/');
    await keyboard.type('rehearsal');
    await keyboard.press('Enter');
    await keyboard.press('j');
    await keyboard.press('Enter');
    await tab.page.getByRole('heading', { name: 'Decide' }).waitFor();
    await keyboard.press('r');
    await keyboard.type('looked at by keyboard');
    await keyboard.press('Escape');
    await keyboard.press('a');
    await keyboard.press('Enter');
    expect(await asking.whole).toBe('By keyboard: RISK-2002.');
    await keyboard.press('Escape');
    await tab.page.getByRole('heading', { name: 'Inbox' }).waitFor();
    await tab.close();
  });

  test('is used on a phone: nothing is wider than it, and what was read comes before what is decided', async () => {
    const tab = await signedIn(browser, house, 'ada', phone);
    expect(await overflow(tab.page)).toBe(0);
    const asking = house.ask(`On a phone: RISK-2003. ${'word '.repeat(400)}${'x'.repeat(500)}`);
    await look(tab, house, asking);
    expect(await overflow(tab.page)).toBe(0);
    const [answer, decide] = await Promise.all(
      ['The answer', 'Decide'].map(name => tab.page.getByRole('heading', { name }).boundingBox()),
    );
    expect(answer!.y).toBeLessThan(decide!.y);
    await tab.page.getByRole('button', { name: 'Decide ↓' }).click();
    await tab.page.getByRole('button', { name: /^Approve/ }).click();
    await asking.whole;
    await tab.close();
  });

  describe.for([
    { name: 'in light', options: {} },
    { name: 'in the dark', options: { dark: true } },
    { name: 'on a phone', options: { width: 390, height: 844 } },
    { name: 'on a phone in the dark', options: { width: 390, height: 844, dark: true } },
  ])('$name, for who reads otherwise', ({ options }) => {
    let tab: Tab;

    beforeAll(async () => {
      tab = await openTab(browser, house, options);
      await tab.page.goto(house.admin);
      await tab.page.getByLabel('Token').waitFor();
    });

    afterAll(() => tab.close());

    test('every view is without a fault', { timeout: 60_000 }, async () => {
      const { page } = tab;
      expect(await faults(page)).toEqual([]);
      await signIn(page, 'ada');
      await page.getByRole('listitem').first().waitFor();
      expect(await faults(page)).toEqual([]);
      await page.getByLabel('Search').fill('nothing of this name');
      expect(await faults(page)).toEqual([]);
      await page.goto(`${house.admin}/#/holds/${held}`);
      await page.getByRole('heading', { name: 'Decide' }).waitFor();
      await page.getByText('other values').click();
      expect(await faults(page)).toEqual([]);
      await page.getByLabel('as it is written').check();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('link', { name: 'Let pass' }).click();
      await page.getByText('Every hold is asked about').waitFor();
      expect(await faults(page)).toEqual([]);
    });
  });

  test('that lists what is let pass is without a fault as well', async () => {
    const tab = await signedIn(browser, house, 'ada', phone);
    const asking = house.ask('RISK-2004');
    await look(tab, house, asking);
    await tab.page.getByLabel('Let the like of it pass').selectOption('10m');
    await tab.page.getByRole('button', { name: /^Approve/ }).click();
    await asking.whole;
    expect(await faults(tab.page)).toEqual([]);
    await tab.page.getByRole('link', { name: 'Let pass' }).click();
    await tab.page.getByRole('cell', { name: 'rehearsal' }).waitFor();
    expect(await faults(tab.page)).toEqual([]);
    expect(await overflow(tab.page)).toBe(0);
    await tab.close();
  });
});

const phone: TabOptions = { width: 390, height: 844 };

/** A bit of everything that a text may have. */
const rich = `# What to do

Some **strong** and *soft* words, \`code\`, and RISK-2000 in them; an e-mail address (jane.roe@example.com) is masked.

> quoted

- one
- two\u200B

\`\`\`sh
echo '@reboot root /opt/sync' > /etc/cron.d/sync
\`\`\`
`;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds, of all its rules. */
async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(node => id + ': ' + node.html + ' ' + node.failureSummary)))`,
  );
}

/** By how much it is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
