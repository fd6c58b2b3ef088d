// What was recorded, as an auditor sees it in a real browser: found, on its time line, and as it streamed; and nothing of it acts.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scene as adminScene, hold, tokens } from '../../unit/admin/scene.ts';
import { ask, beganMs, done, event, maskedKey, scene } from '../../unit/recording/scene.ts';
import { openBrowser, openTab } from './browser.ts';
import type { House } from './house.ts';

const page = new URL('../../../extproc/admin/web/dist', import.meta.url).pathname;
const hostile = '<img src=x onerror=alert(1)> \u202e <script>alert(2)</script>\n\n[click](javascript:alert(3))';
const id = `ex_${'0'.repeat(25)}1`;

let browser: Browser;

describe.skipIf(!existsSync(page))('recordings', () => {
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test('are found, stand on a time line, play, and go step by step', async () => {
    const { record, library } = await scene();
    await record({
      facts: { exchange: id, session: 'se_ONE' },
      end: {
        decision: 'hold',
        detectors: ['aws-access-key'],
        holds: [hold.id],
        findings: [maskedKey],
      },
      pieces: [
        ['request', ask, 0],
        ['response', event('It is [REDACTED:aws-access-key]. '), 300],
        ['response', event(hostile), 600],
        ['response', done, 610],
      ],
    });
    await record({
      facts: { exchange: `${id.slice(0, -1)}2`, session: 'se_TWO', beganMs: beganMs + 1 },
      pieces: [['response', done]],
    });
    const admin = await adminScene({ recordings: library, page });
    const tab = await openTab(browser, { admin: admin.address } as House);
    await tab.page.goto(admin.address);
    await tab.page.getByLabel('Token').fill(tokens.aud);
    await tab.page.getByRole('button', { name: 'Sign in' }).click();
    await tab.page.getByRole('link', { name: 'Sessions' }).click();
    await tab.page.getByRole('heading', { name: 'Sessions' }).waitFor();
    await tab.page.getByText('1 exchange').first().waitFor();
    expect(await tab.page.locator('.holds li').count()).toBe(2);
    await tab.page.getByLabel('words in it').fill('redacted aws');
    await tab.page.getByRole('button', { name: 'Search' }).click();
    await expect.poll(() => tab.page.locator('.holds li').count()).toBe(1);
    await tab.page.locator('.holds a').click();
    await tab.page.locator('ol.holds a').click();
    await tab.page.getByText('piece 4 of 4').waitFor();
    await tab.page.getByText('with placeholder').waitFor();
    await tab.page.getByRole('link', { name: 'privileged-write' }).waitFor();
    expect(await tab.page.locator('mark.mask').textContent()).toBe('[REDACTED:aws-access-key]');
    expect(await tab.page.locator('.shown').textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await tab.page.locator('.shown img, .shown script, .shown a').count()).toBe(0);
    await tab.page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    expect(
      await tab.page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`),
    ).toEqual([]);
    await tab.page.getByRole('button', { name: 'Step back' }).click();
    await tab.page.getByRole('button', { name: 'Step back' }).click();
    await tab.page.getByText('piece 2 of 4, response, after 0.30 s').waitFor();
    expect(await tab.page.locator('.shown').textContent()).not.toContain('onerror');
    await tab.page.getByRole('button', { name: 'Step', exact: true }).click();
    await tab.page.getByText('piece 3 of 4').waitFor();
    await tab.page.getByLabel('Speed').selectOption('0.5');
    await tab.page.getByRole('slider').fill('0');
    await tab.page.getByRole('button', { name: 'Play' }).click();
    await tab.page.getByRole('button', { name: 'Pause' }).waitFor();
    await tab.page.getByText('piece 4 of 4').waitFor();
    await tab.page.getByRole('button', { name: 'Play' }).waitFor();
    await tab.close();
  });
});
