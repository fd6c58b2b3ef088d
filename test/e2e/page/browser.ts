// A real Chromium, and tabs that are watched: no request may leave the origin, nothing of the page's may go wrong, no policy of its may be broken.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Asking, type House, type Person, people } from './house.ts';
import { selecting, watchBreaches } from './in-page.ts';

/** One on the PATH, else the one that comes as a package. */
export async function openBrowser(): Promise<Browser> {
  const own = ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap(name => (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name)))
    .find(file => existsSync(file));
  // Nothing of what the package turns off of a browser's guard: it is what these tests count on.
  return chromium.launch({
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--no-zygote'],
    executablePath: own ?? (await sparticuz.executablePath()),
    headless: true,
  });
}

export interface Tab {
  readonly page: Page;
  /** What was not as it must be, so far: requests elsewhere, dialogs, breaches of the content security policy, errors. */
  readonly wrong: readonly string[];
  /** Nothing was. */
  close(): Promise<void>;
}

export interface TabOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

export async function openTab(browser: Browser, house: House, options: TabOptions = {}): Promise<Tab> {
  const { width = 1280, height = 900, dark = false } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
  });
  context.setDefaultTimeout(15_000);
  const wrong: string[] = [];
  await context.exposeFunction('tellOfBreach', (what: string) => void wrong.push(what));
  await context.addInitScript(watchBreaches);
  context.on('request', request => {
    if (!request.url().startsWith(`${house.admin}/`)) wrong.push(`request to ${request.url().slice(0, 200)}`);
  });
  const page = await context.newPage();
  context.on('page', opened => wrong.push(`another page: ${opened.url()}`));
  page.on('pageerror', error => wrong.push(String(error)));
  page.on('dialog', dialog => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', message => {
    // Who asks whether somebody is signed in gets a 401 where nobody is.
    if (message.type() === 'error' && !/status of (?:4\d\d|503)|ERR_INTERNET_DISCONNECTED/.test(message.text()))
      wrong.push(`console: ${message.text()}`);
  });
  return {
    page,
    wrong,
    async close() {
      await context.close();
      expect(wrong).toEqual([]);
    },
  };
}

/** A tab in which this person has signed in by token. */
export async function signedIn(browser: Browser, house: House, person: Person, options?: TabOptions): Promise<Tab> {
  const tab = await openTab(browser, house, options);
  await tab.page.goto(house.admin);
  await signIn(tab.page, person);
  return tab;
}

export async function signIn(page: Page, person: Person): Promise<void> {
  await page.getByLabel('Token').fill(people[person].token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
}

/** Opens the hold of this question, once people can decide it. */
export async function look({ page }: Tab, house: House, asking: Asking): Promise<string> {
  const id = await asking.held();
  await page.goto(`${house.admin}/#/holds/${id}`);
  await page.getByRole('heading', { name: 'Decide' }).waitFor();
  return id;
}

/** Selects the first place of these words in the answer. */
export async function select(page: Page, words: string): Promise<void> {
  await page.evaluate(selecting(words));
}
