// The part of the program that is for people: where holds are kept, who may sign in, and the port on which they do. Where nobody may sign in there is
// nobody to ask, and holds are blocks.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveAdmin } from '../admin/server.ts';
import { oidcSignIn } from '../admin/sign-in/oidc.ts';
import { type OnceCodes, onceCodes } from '../admin/sign-in/once.ts';
import type { BearerSignIn, SignIns } from '../admin/sign-in/sign-in.ts';
import { tokenSignIn } from '../admin/sign-in/tokens.ts';
import { openDesk } from '../approvals/desk.ts';
import type { Address, Config, Webhook } from '../config/config.ts';
import { masterKey, readSecret } from '../config/secrets.ts';
import { noDesk } from '../exchange/hold.ts';
import type { Surroundings } from '../exchange/surroundings.ts';
import { openDeliveries, type Target } from '../notify/deliveries.ts';
import { webhookKey } from '../notify/signature.ts';
import { factsOf } from '../observe/faults.ts';
import type { Log } from '../observe/log.ts';
import type { PolicyStore } from '../policy/store.ts';
import { openStore } from '../store/open.ts';
import { Fault } from '../words/fault.ts';
import type { HoldDesk } from '../words/hold.ts';
import type { Evidence } from './evidence.ts';
import { later } from './later.ts';
import { originalsOf } from './originals.ts';
import { contentReader } from './reader.ts';

/** Who may sign in beside those that the configuration names. */
export interface Visitors {
  /** Tokens files in which tokens may stand in clear. */
  readonly tokens: readonly string[];
  /** Whether links that sign in once are made. */
  readonly once: boolean;
}

export interface People {
  readonly holds: HoldDesk;
  /** Where the admin port is; null: nobody may sign in, and there is none. */
  readonly address: string | null;
  /** Null unless links were asked for. */
  readonly once: OnceCodes | null;
  close(): Promise<void>;
}

const onceMsMax = 15 * 60_000;
const nobody: People = { holds: noDesk, address: null, once: null, close: async () => {} };
/** Where the page is built. */
const page = fileURLToPath(new URL('../admin/web/dist', import.meta.url));

export async function openPeople(
  config: Config,
  visitors: Visitors,
  policies: PolicyStore,
  around: Surroundings,
  log: Log,
  evidence: Evidence,
): Promise<People> {
  const { limits, approvals } = config;
  const once = visitors.once ? onceCodes(randomBytes, Date.now, onceMsMax) : null;
  const signIns = signInsOf(config, visitors, once);
  if (signIns.bearers.length === 0 && signIns.once === null) return nobody;
  const { key: master } = masterKey(config);
  const store = await openStore(placeOf(config));
  const desk = await openDesk({
    store,
    master,
    policy: {
      decide: question => policies.currentApprovals().decide(question),
      ownerOf: (ask, nowMs) => policies.currentApprovals().ownerOf(ask, nowMs),
    },
    reader: contentReader(around, Date.now),
    limits,
    now: Date.now,
    after: later,
    chance: randomBytes,
    onTrouble: ({ kind, hold, cause }) => log.event('holds.failed', { what: kind, hold, ...factsOf(cause) }),
  });
  const opened = new OwnHolds();
  const deliveries = openDeliveries({
    targets: approvals.notify.map(targetOf),
    publicUrl: approvals.url,
    now: Date.now,
    dice: Math.random,
    after: later,
    onDead: ({ target, hold, occasion, attempts, why }) => log.event('notify.dead', { target, hold, occasion, attempts, why }),
  });
  // Each replica tells of those that it opened itself: others hear of them too.
  const stopHearing = desk.approvals.watch(hold => {
    evidence.holdChanged(hold);
    if (opened.has(hold.id)) deliveries.hear(hold);
  });
  const admin = await serveAdmin({
    listen: listenOn(config.listen.admin),
    publicUrl: approvals.url,
    tls: config.listen.tls,
    approvals: desk.approvals,
    deadLetters: () => deliveries.dead,
    ledger: evidence.ledger.reader,
    recordings: evidence.recordings,
    originals: originalsOf({ folder: config.data.vault, ledger: evidence.ledger, proof: async () => null }),
    signIns,
    master,
    page: existsSync(page) ? page : null,
    limits,
    now: Date.now,
    notReady: () => null,
    onTrouble: ({ request, route, cause }) => log.event('admin.failed', { request, route, ...factsOf(cause) }),
  }).catch(error => {
    if (error instanceof Fault) throw error;
    throw new Fault(
      'ERR_ADMIN_LISTEN',
      `can't listen for people on ${addressText(config.listen.admin)} (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
      error,
    );
  });
  log.event('admin.listening', { address: admin.address, store: config.store.kind });
  return {
    holds: opened.noting(desk.holds),
    address: admin.address,
    once,
    async close() {
      await admin.close();
      stopHearing();
      deliveries.close();
      desk.close();
      await store.close();
    },
  };
}

function signInsOf({ approvals }: Config, visitors: Visitors, once: OnceCodes | null): SignIns {
  const bearers: BearerSignIn[] = visitors.tokens.map(file => tokenSignIn(file, true));
  if (approvals.tokens !== null) bearers.push(tokenSignIn(approvals.tokens, false));
  if (approvals.oidc === null) return { bearers, once, page: null };
  const { issuer, clientId, clientSecretFile, audience, groupsClaim, roles } = approvals.oidc;
  const oidc = oidcSignIn({
    issuer,
    clientId,
    clientSecret:
      clientSecretFile === null
        ? null
        : readSecret({ from: 'file', path: clientSecretFile }).reveal('prove who we are to the issuer').toString(),
    audience: audience ?? clientId,
    groupsClaim,
    roles,
    now: Date.now,
  });
  return { bearers: [...bearers, oidc], once, page: oidc };
}

function targetOf({ webhook, secretFile, form, inner }: Webhook, at: number): Target {
  if (form === 'standard' && secretFile === null)
    throw new Fault('ERR_CONFIG_INVALID', `approvals.notify[${at}] has the form "standard" and no secretFile to sign with`);
  const key = secretFile === null ? null : webhookKey(readSecret({ from: 'file', path: secretFile }));
  return { name: `approvals.notify[${at}]`, url: webhook, form, key, inner };
}

const ownMax = 20_000;

/** Holds that were opened here, the last ones. */
class OwnHolds {
  readonly #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  noting(desk: HoldDesk): HoldDesk {
    return {
      ...desk,
      open: (ask, tell) => {
        const opening = desk.open(ask, tell);
        if (opening.kind === 'held') {
          if (this.#ids.size >= ownMax) this.#ids.delete(this.#ids.values().next().value!);
          this.#ids.add(opening.ticket.id);
        }
        return opening;
      },
    };
  }
}

function placeOf({ store, data }: Config): Parameters<typeof openStore>[0] {
  switch (store.kind) {
    case 'memory':
      return { kind: 'memory' };
    case 'sqlite':
      return { kind: 'sqlite', file: data.database };
    case 'postgres':
      return { kind: 'postgres', url: readSecret(store.url) };
  }
}

function listenOn(address: Address) {
  return address.kind === 'unix' ? { path: address.path } : { host: address.host, port: address.port };
}

function addressText(address: Address): string {
  return address.kind === 'unix' ? address.path : `${address.host}:${address.port}`;
}
