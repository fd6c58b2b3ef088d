// What docs/approvals.md tells people to run: somebody asks, somebody approves, from a terminal and over the API.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { take } from './docs-commands.ts';
import { freePort, Site } from './docs-site.ts';

const approvals = 'docs/approvals.md';
const waits = 'Ctrl-C stops all of it.';

/** Part of docs.test.ts, which knows which commands are run. */
export function describeApprovals(): void {
  describe('approvals', () => {
    const token = take(approvals, /^head -c 24/);
    const people = take(approvals, /^printf 'ada approver/);
    const start = take(approvals, /^npm start -- --admin 9080/);
    const ask = take(approvals, /^curl -sN .*runs at boot/);
    const hash = take(approvals, /sha256sum$/);
    const cli = Object.fromEntries(
      (['list', 'watch', 'show', 'approve', 'deny'] as const).map(name => [
        name,
        take(approvals, new RegExp(`^npx --no-install penstock holds ${name} `)),
      ]),
    );
    const listing = take(approvals, /^curl -s '[^']*holds\?state=pending'/);
    const one = take(approvals, /^curl -s "[^"]*\/holds\/\$HOLD" /);
    const content = take(approvals, /^curl -s "[^"]*\$HOLD\/content" /);
    const decide = take(approvals, /^curl -s "[^"]*\$HOLD\/decisions" /);

    test('are asked for, seen and given as the page says', { timeout: 120_000 }, async () => {
      const site = await Site.open();
      const port = await freePort();
      site.instead(/\b9080\b/g, String(port));
      site.instead(/\b(ada\.token|people\.txt)\b/g, `${site.folder}/$1`);
      site.env.PENSTOCK_URL = `http://127.0.0.1:${port}`;
      for (const command of [token, people]) expect(await site.run(command)).toMatchObject({ code: 0 });
      const secret = readFileSync(site.path('ada.token'), 'utf8').trim();
      const hashed = createHash('sha256').update(secret).digest('hex');
      expect((await site.run(hash)).stdout).toMatch(new RegExp(`^${hashed} `));
      const running = site.start(start);
      await running.until(waits);
      const watching = site.start(cli.watch!);

      // By the API.
      const first = site.run(ask);
      await named(site, listing);
      expect(JSON.parse((await site.run(one)).stdout)).toMatchObject({ may: { allow: true }, digest: site.env.DIGEST });
      expect(JSON.parse((await site.run(content)).stdout)).toMatchObject({ digest: site.env.DIGEST });
      expect(JSON.parse((await site.run(decide)).stdout)).toMatchObject({ state: 'approved', decisions: [{ name: 'ada' }] });
      expect((await first).stdout).toMatch(/echo[\s\S]*data: \[DONE\]\n\n$/);

      // From a terminal.
      const second = site.run(ask);
      await named(site, listing);
      expect((await site.run(cli.list!)).stdout).toContain(site.env.HOLD);
      expect((await site.run(cli.show!)).stdout).toContain('/etc/cron.d/sync');
      expect(await site.run(cli.approve!)).toMatchObject({ code: 0, stdout: expect.stringContaining('approved') });
      expect((await second).stdout).toMatch(/data: \[DONE\]\n\n$/);

      const third = site.run(ask);
      await named(site, listing);
      expect(await site.run(cli.deny!)).toMatchObject({ code: 0, stdout: expect.stringContaining('denied') });
      expect((await third).stdout).toContain('not on this host');
      await watching.until(`${site.env.HOLD}  denied`);
      await watching.stop();
      expect(await running.stop()).toBe(0);
    });
  });
}

/** The hold that waits, once it can be decided, is what HOLD and DIGEST say from here on. */
async function named(site: Site, listing: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const { items } = JSON.parse((await site.run(listing)).stdout) as { items: { id: string; digest: string | null }[] };
        const [hold] = items;
        if (hold?.digest == null) return false;
        Object.assign(site.env, { HOLD: hold.id, DIGEST: hold.digest });
        return true;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
}
