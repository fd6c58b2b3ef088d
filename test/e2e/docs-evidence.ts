// What docs/ledger.md and docs/recordings.md tell auditors to run: after a show, its ledger is checked and its exchanges are found and replayed.
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { take } from './docs-commands.ts';
import { freePort, Site } from './docs-site.ts';

const [ledger, recordings] = ['docs/ledger.md', 'docs/recordings.md'];
const waits = 'Ctrl-C stops all of it.';

/** Part of docs.test.ts, which knows which commands are run. */
export function describeEvidence(): void {
  describe('evidence', () => {
    const byFolder = take(ledger, /audit verify --data/);
    const byUrl = take(ledger, /audit verify --url/);
    const exported = take(ledger, /audit export/);
    const byFile = take(ledger, /audit verify --file/);
    const sessions = take(recordings, /sessions list --detector/);
    const exchanges = take(recordings, /sessions list --exchanges/);
    const shown = take(recordings, /sessions show/);
    const replayed = take(recordings, /sessions replay/);
    const written = take(recordings, /sessions export/);

    test('is checked, found and replayed as the pages say', { timeout: 120_000 }, async () => {
      const site = await Site.open();
      const port = await freePort();
      const data = site.path('data');
      site.env.PENSTOCK_URL = `http://127.0.0.1:${port}`;
      site.env.PENSTOCK_TOKEN_FILE = site.write('auditor.token', 'aud-audits-0123456789\n');
      const people = site.write('people', 'aud auditor aud-audits-0123456789\n');
      const running = site.start(`npm start -- --admin ${port} --tokens ${people}`);
      await running.until(waits);
      const checkpoints = readdirSync(`${data}/ledger/checkpoints`).toSorted();
      cpSync(`${data}/ledger/checkpoints/${checkpoints[0]}`, site.path('kept-elsewhere.note'));
      cpSync(`${data}/ledger/verifier`, site.path('replica.verifier'));
      site.instead(/\/var\/lib\/penstock/g, data);
      site.instead(/https:\/\/penstock\.example:9080/g, `http://127.0.0.1:${port}`);
      site.instead(
        /\b(replica\.verifier|auditor\.token|kept-elsewhere\.note|ledger\.jsonl|session\.jsonl)\b/g,
        `${site.folder}/$1`,
      );

      const sound = { code: 0, stdout: expect.stringMatching(/ is sound: \d+ records/) };
      expect(await site.run(byFolder)).toMatchObject(sound);
      expect(await site.run(byUrl)).toMatchObject(sound);

      const found = JSON.parse(
        (await site.run('npx --no-install penstock sessions list --exchanges --decision mask --json')).stdout.split('\n')[0]!,
      ) as {
        id: string;
        session: string;
      };
      site.instead(/\bex_01KAXYZ0000000000000000000\b/g, found.id);
      site.instead(/\bse_01KAXYZ0000000000000000000\b/g, found.session);
      site.instead(/--after \S+/g, `--after ${new Date(Date.now() - 3_600_000).toISOString()}`);
      site.instead(/deploy production/g, 'Install sync job');
      expect((await site.run(sessions)).stdout).toContain(found.session);
      expect((await site.run(exchanges)).stdout).toContain('persistence');
      expect((await site.run(shown)).stdout).toContain('chatgpt');
      expect((await site.run(replayed)).stdout).toMatch(/REDACTED|<EMAIL_/);
      expect(await site.run(written)).toMatchObject({ code: 0 });
      expect(readFileSync(site.path('session.jsonl'), 'utf8')).toContain(found.id);

      expect(await running.stop()).toBe(0);
      expect(await site.run(exported)).toMatchObject({ code: 0 });
      expect(await site.run(byFile)).toMatchObject(sound);
    });
  });
}
