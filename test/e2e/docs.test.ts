// Does what the pages tell people to do, word for word, and looks whether they get what the pages show.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Client, credentials } from '@grpc/grpc-js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findOpa } from '../../extproc/policy/opa.ts';
import { page, root } from '../unit/docs/pages.ts';
import { describeApprovals } from './docs-approvals.ts';
import { excuse, take, told, unsettled } from './docs-commands.ts';
import { describeEvidence } from './docs-evidence.ts';
import { freePort, Site } from './docs-site.ts';
import { makeCertificate } from './harness/certificates.ts';

const readme = 'README.md';
const clients = 'docs/clients.md';
const operations = 'docs/operations.md';
const accuracy = 'docs/accuracy.md';
const waits = 'Ctrl-C stops all of it.';

describe('the first five minutes', () => {
  const start = take(readme, /^npm start$/);
  const streamed = take(readme, /^curl -sN .*"stream": true/);
  const whole = take(clients, /^curl -si .*Who placed order 1042/);
  const refused = take(clients, /^curl -si .*\/v1\/files$/);
  const blocked = take(operations, /^grep '"decision":"block"'/);

  test('npm start shows what the README shows, and what it says to try works', async () => {
    const site = await Site.open();
    const running = site.start(start);
    await running.until(waits);
    expectLike(running.output(), site.here(blockOf(readme, 'text', 'Shortened:').text));

    const stream = await site.run(streamed);
    expect(stream.stdout).toMatch(/^data: [\s\S]*data: \[DONE\]\n\n$/);
    expect(stream.stdout).toContain('[REDACTED:payment-card]');

    const js = site.here(page(readme).blocks.find(({ language }) => language === 'js')!.text);
    expect((await site.run(`node --input-type=module -e '${js.replaceAll("'", '"')}'`)).stdout).toContain(
      '[REDACTED:aws-access-key]',
    );

    expectHead((await site.run(whole)).stdout, 'x-penstock-decision: mask');
    expectHead((await site.run(refused)).stdout, 'x-penstock-decision: block');

    expect(await running.stop()).toBe(0);
    const lines = (await site.run(blocked)).stdout.trim().split('\n');
    expect(lines.map(line => JSON.parse(line).block)).toContain('path_not_allowed');
    expectFields(lines.map(line => JSON.parse(line) as object));
  });
});

describe('a real API', () => {
  const start = take(readme, /^npm start -- --upstream https:/);
  const rotate = take(operations, /^printf .* && mv /);

  test('is guarded over https with its certificate verified, and its key is changed by a rename', async () => {
    const site = await Site.open();
    const authority = makeCertificate({ name: 'authority' });
    const url = await provider(authority);
    site.instead(/https:\/\/api\.openai\.com/, url);
    site.instead(/~\/openai\.key/, site.write('data/keys/chatgpt.key', 'the-first-key\n'));
    site.env.SSL_CERT_FILE = site.write('authority.pem', authority.pem);
    site.env.NEW_KEY = 'the-second-key';
    const running = site.start(start);
    await running.until(waits);
    const ask = async () => (await site.run('curl -s http://127.0.0.1:10000/v1/models')).stdout;
    expect(JSON.parse(await ask())).toEqual({ key: 'Bearer the-first-key' });
    expect(await site.run(rotate)).toMatchObject({ code: 0 });
    await expect.poll(ask).toContain('Bearer the-second-key');
    expect(await running.stop()).toBe(0);

    site.env.SSL_CERT_FILE = site.write('stranger.pem', makeCertificate({ name: 'stranger' }).pem);
    const strict = site.start(start);
    await strict.until(waits);
    const got = await site.run('curl -si http://127.0.0.1:10000/v1/models');
    expect(got.stdout).toMatch(/^HTTP\/1.1 503 /);
    expect(got.stdout).not.toContain('key');
  });
});

describe('a policy of one’s own', () => {
  const start = take(readme, /^npm start -- --policies my-policies$/);
  const ask = take(readme, /^curl -s .*"gpt-5"/);
  const build = take(operations, /^npx .* policy build --policies my-policies --out my-bundle$/);
  const serve = take(operations, /^npx .* serve .*--bundle my-bundle$/);

  test.skipIf(findOpa() === null)('decides as the README says, and can be kept as a bundle', async () => {
    const site = await Site.open();
    const rego = 'my-policies/orders/orders.rego';
    site.writeFrom(readme, 'rego', rego);
    site.writeFrom(readme, 'json', 'my-policies/orders/data.json');
    const running = site.start(start);
    await running.until(waits);
    const [, shown] = /^The show says `(\+ [^`]+)`/m.exec(page(readme).prose)!;
    expectLike(running.output(), shown!);
    const got = JSON.parse((await site.run(ask)).stdout) as object;
    expect(withoutIds(got)).toEqual(withoutIds(JSON.parse(blockOf(readme, 'json', 'The show says').text)));
    expect(await running.stop()).toBe(0);

    expect(await site.run(build)).toMatchObject({ code: 0 });
    site.writeFrom(readme, 'yaml', 'penstock.yaml');
    const served = site.start(`${serve} --listen unix:${site.path('extproc.sock')} --data ${site.path('served')}`);
    await served.until('"server.listening"');
    expect(served.output()).toContain('"topics":6');
    await served.stop('SIGTERM');

    site.write(rego, readFileSync(site.path(rego), 'utf8').replace('block contains', 'blocks contains'));
    const misspelt = await site.run(start);
    expect(misspelt.code).toBe(1);
    const [, words] = /Here it is refused:\n`([^`]+)`/.exec(page(readme).prose)!;
    expect(misspelt.stderr).toContain(words);
  });
});

describe('the server alone', () => {
  const check = take(readme, /^npx .* config check penstock\.yaml$/);
  const serve = take(readme, /^npx .* serve --config penstock\.yaml$/);
  const envoy = take(readme, /^envoy -c /);
  const again = take(operations, /^npx .* config check penstock\.yaml$/);
  const socket = take(operations, /^npx .* serve .*--listen unix:/);

  test('runs on the configuration of the README behind the Envoy that is shipped', async () => {
    const site = await Site.open();
    const [extproc, admin] = [await freePort(), await freePort()];
    site.writeFrom(readme, 'yaml', 'penstock.yaml');
    expect(await site.run(check)).toMatchObject({ code: 0, stdout: expect.stringContaining('is fine: chatgpt (openai') });
    expect(again).toBe(check);
    // Its default port may be taken by somebody else's.
    const listen = `listen: { extproc: 127.0.0.1:${extproc} }\ndata: ./data\n`;
    site.write('penstock.yaml', readFileSync(site.path('penstock.yaml'), 'utf8') + listen);
    const served = site.start(serve);
    await served.until('"server.listening"');
    expect(await health(`127.0.0.1:${extproc}`)).toBe('SERVING');

    const bootstrap = readFileSync(`${root}/envoy/penstock.yaml`, 'utf8');
    const moved = site
      .here(bootstrap)
      .replace('port_value: 9000', `port_value: ${extproc}`)
      .replace('port_value: 9901', `port_value: ${admin}`);
    site.instead(
      /^envoy -c envoy\/penstock\.yaml/,
      `${process.env.ENVOY_BIN ?? 'envoy'} -c ${site.write('envoy.yaml', moved)} --disable-hot-restart`,
    );
    site.start(envoy);
    const ask = async () => (await site.run('curl -s http://127.0.0.1:10000/v1/files')).stdout;
    await expect.poll(ask).toContain('penstock_path_not_allowed');

    await served.stop('SIGTERM');
    const events = served.output().match(/"event":"server\.\w+"/g);
    expect(events).toEqual(['"event":"server.listening"', '"event":"server.draining"', '"event":"server.stopped"']);
    const unavailable = await site.run('curl -si http://127.0.0.1:10000/v1/models');
    expect(unavailable.stdout).toMatch(/^HTTP\/1.1 503 /);
    const body = JSON.parse(unavailable.stdout.split('\r\n\r\n')[1]!) as object;
    expect(body).toEqual(JSON.parse(blockOf(clients, 'json', 'API’s case').text));
  });

  test('listens on a socket where it is told to', async () => {
    const site = await Site.open();
    site.writeFrom(readme, 'yaml', 'penstock.yaml');
    site.instead(/\/run\/penstock\//, `${site.folder}/`);
    const served = site.start(`${socket} --data ${site.path('data')}`);
    await served.until('"server.listening"');
    expect(await health(`unix:${site.path('extproc.sock')}`)).toBe('SERVING');
    await served.stop('SIGTERM');
  });
});

describeApprovals();
describeEvidence();

describe('measurements', () => {
  const whole = take(readme, /^npm run accuracy$/);
  const again = take(accuracy, /^npm run accuracy$/);
  const missed = take(accuracy, /--split dev --all$/);
  const shown = take(accuracy, /--split dev --show 5 --only slack$/);
  const fuzz = take(readme, /^npm run fuzz$/);

  test('of accuracy print tables, of both splits or one, and what is missed where it is asked for', async () => {
    const site = await Site.open();
    expect(again).toBe(whole);
    const few = '--scale 0.02';
    const [both, ...ones] = await Promise.all([`${whole} --`, missed, shown].map(command => site.run(`${command} ${few}`)));
    expect(both).toMatchObject({ code: 0, stdout: expect.stringMatching(/^# Split `dev`$[\s\S]*^# Split `held-out`$/m) });
    for (const one of ones) {
      expect(one).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\| secrets, recognisable \| \d+ \|/m) });
      expect(one.stdout).not.toContain('held-out');
    }
  });

  test('of the decoders, by a fuzzer, find nothing in a few seconds', async () => {
    const site = await Site.open();
    const fuzzed = await site.run(`${fuzz} -- --seconds 3`);
    expect(fuzzed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[\w ]+: \d+ inputs, \d+ kept, \d+ blocks$/m) });
  });
});

excuse(readme, /^npm test$/, 'this is run by it');
excuse(readme, /^npm run bench$/, 'it takes minutes, and says something on a machine that does nothing else');
excuse(readme, /^npm run screenshots$/, 'test/e2e/page runs it, in a folder of its own');
excuse(readme, /^npm run nightly$/, 'it takes hours, and runs this');

test('every command of the pages is run here, or excused', () => {
  expect(told.length).toBeGreaterThanOrEqual(24);
  expect(unsettled()).toEqual([]);
});

function blockOf(path: string, language: string, before: string) {
  const block = page(path).blocks.find(one => one.language === language && one.before.replaceAll("'", '’').includes(before));
  if (block === undefined) throw new Error(`${path} has no ${language} below "${before}"`);
  return block;
}

/** The lines of an excerpt stand in the output in this order; `…` is for what differs each time or was left out. */
function expectLike(output: string, excerpt: string): void {
  const lines = output.split('\n').map(line => line.trim());
  let from = 0;
  for (const line of excerpt
    .split('\n')
    .map(one => one.trim())
    .filter(one => one !== '')) {
    const pattern = new RegExp(
      `^${line
        .split(/(…|_[A-Z0-9]{4}>)/)
        .map(alike)
        .join('')}$`,
    );
    const at = lines.findIndex((one, index) => index >= from && pattern.test(one));
    if (at < 0) throw new Error(`the output has no line like: ${line}\n${output}`);
    from = at + 1;
  }
}

/** A pseudonym differs by installation. */
function alike(part: string): string {
  if (part === '…') return '.*';
  return /^_[A-Z0-9]{4}>$/.test(part) ? '_[A-Z0-9]{4}>' : part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** The head that the page shows has the same names in the same order; ids, dates and lengths differ. */
function expectHead(got: string, marked: string): void {
  const shown = page(clients)
    .blocks.find(({ language, text }) => language === 'http' && text.includes(marked))!
    .text.trim()
    .split('\n');
  const head = got.split('\r\n\r\n')[0]!.split('\r\n');
  const names = (lines: readonly string[]) => lines.map(line => line.split(':')[0]!.toLowerCase());
  expect(head[0]).toBe(shown[0]);
  expect(names(head)).toEqual(expect.arrayContaining(names(shown)));
  expect(head).toContain(marked);
}

/** Real lines have the fields that the page explains, and no other. */
function expectFields(lines: readonly object[]): void {
  const explained = new Set(
    [...page(operations).prose.matchAll(/^\| `([a-z_.[\]]+)` \|/gm)].map(match => match[1]!.split(/[.[]/)[0]!),
  );
  for (const line of lines) for (const name of Object.keys(line)) expect(explained).toContain(name);
}

function withoutIds(value: unknown): string {
  return JSON.stringify(value).replaceAll(/ex_[0-9A-Z]{26}/g, 'ex_');
}

/** A provider that tells which key it got. */
async function provider(authority: ReturnType<typeof makeCertificate>): Promise<string> {
  const { pem, key } = makeCertificate({ name: 'provider', hosts: ['localhost'] }, authority);
  const server = createServer({ cert: pem, key: key.export({ type: 'pkcs8', format: 'pem' }) }, (request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ key: request.headers.authorization }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

function health(address: string): Promise<string> {
  const client = new Client(address, credentials.createInsecure());
  return new Promise<string>((resolve, reject) => {
    const statuses = ['UNKNOWN', 'SERVING', 'NOT_SERVING'];
    client.makeUnaryRequest(
      '/grpc.health.v1.Health/Check',
      (request: Buffer) => request,
      (answer: Buffer) => statuses[answer[1] ?? 0]!,
      Buffer.alloc(0),
      (error, status) => (error === null ? resolve(status!) : reject(error)),
    );
  }).finally(() => client.close());
}
