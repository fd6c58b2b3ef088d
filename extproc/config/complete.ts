// Fills in what penstock.yaml leaves out and makes every path absolute.
import { resolve } from 'node:path';
import { defaultLimits, type Limits } from '../words/limits.ts';
import type {
  Address,
  Config,
  ConnectionConfig,
  DataFolder,
  Issuer,
  LedgerConfig,
  PolicyConfig,
  SecretReference,
  StoreChoice,
} from './config.ts';
import { allowByApi, identityByDefault } from './defaults.ts';
import type { Document } from './schema.ts';
import { readAddress, readSecretReference } from './values.ts';

/** `base` is the folder from which relative paths count. */
export function complete(checked: Document, file: string | null, base: string): Config {
  const absolute = (path: string) => resolve(base, path);
  const optional = (path: string | undefined) => (path === undefined ? null : absolute(path));
  const { listen, approvals, observe } = checked;
  return {
    file,
    listen: {
      extproc: addressOf(listen.extproc, absolute),
      admin: addressOf(listen.admin, absolute),
      tls:
        listen.tls === undefined
          ? null
          : { cert: absolute(listen.tls.cert), key: absolute(listen.tls.key), clientCa: optional(listen.tls.clientCa) },
    },
    data: dataFolder(checked.data, absolute),
    store: storeChoice(checked.store, absolute),
    masterKey: checked.masterKey === undefined ? null : referenceOf(checked.masterKey, absolute),
    policies: { bundle: optional(checked.policies.bundle), config: withoutUndefined(checked.policies.config) as PolicyConfig },
    connections: checked.connections.map(one => connectionOf(one, optional)),
    identity: {
      trustedProxies: checked.identity.trustedProxies,
      issuers: checked.identity.issuers.map(
        (issuer): Issuer => ({ ...issuer, jwks: issuer.jwks.includes('://') ? issuer.jwks : absolute(issuer.jwks) }),
      ),
    },
    approvals: {
      url: approvals.url ?? null,
      oidc:
        approvals.oidc === undefined
          ? null
          : {
              ...approvals.oidc,
              clientSecretFile: optional(approvals.oidc.clientSecretFile),
              audience: approvals.oidc.audience ?? null,
            },
      tokens: optional(approvals.tokens),
      notify: approvals.notify.map(one => ({ ...one, secretFile: optional(one.secretFile) })),
    },
    ledger: ledgerOf(checked.ledger, absolute),
    observe: { logs: observe.logs, otlp: observe.otlp ?? null, metrics: observe.metrics },
    limits: { ...defaultLimits, ...withoutUndefined(checked.limits) } as Limits,
  };
}

const megabyte = 1_000_000;

function ledgerOf(
  { origin, deploymentKey, days, publish, stdout, file, fileMegabytes, files }: Document['ledger'],
  absolute: (path: string) => string,
): LedgerConfig {
  return {
    origin: origin ?? null,
    deploymentKey: deploymentKey === undefined ? null : absolute(deploymentKey),
    days: days ?? null,
    publish: publish.map(place =>
      place.file === undefined ? { webhook: place.webhook!, inner: place.inner } : { file: absolute(place.file) },
    ),
    stdout,
    copies: file === undefined ? null : { file: absolute(file), bytesMax: fileMegabytes * megabyte, files },
  };
}

function connectionOf(
  one: Document['connections'][number],
  optional: (path: string | undefined) => string | null,
): ConnectionConfig {
  return {
    name: one.name,
    hosts: one.hosts,
    api: one.api,
    allow: one.allow ?? allowByApi[one.api],
    identity: one.identity ?? identityByDefault,
    upstream: one.upstream ?? `https://${one.hosts[0]}`,
    credential: optional(one.credential),
    hold: one.hold,
    audit: one.audit,
    recording: one.recording,
    seal: one.seal === undefined ? null : { ...one.seal, both: one.seal.both ?? null },
    onUnreadable: one.onUnreadable,
  };
}

function addressOf(text: string, absolute: (path: string) => string): Address {
  const address = readAddress(text)!;
  return address.kind === 'unix' ? { kind: 'unix', path: absolute(address.path) } : address;
}

function referenceOf(text: string, absolute: (path: string) => string): SecretReference {
  const reference = readSecretReference(text)!;
  return reference.from === 'file' ? { from: 'file', path: absolute(reference.path) } : reference;
}

function storeChoice(text: string, absolute: (path: string) => string): StoreChoice {
  if (text === 'memory' || text === 'sqlite') return { kind: text };
  return { kind: 'postgres', url: referenceOf(text, absolute) };
}

function dataFolder(data: Document['data'], absolute: (path: string) => string): DataFolder {
  const paths = typeof data === 'string' ? { folder: data } : data;
  const folder = absolute(paths.folder);
  const inside = (path: string | undefined, name: string) => (path === undefined ? `${folder}/${name}` : absolute(path));
  const { database, ledger, recordings, vault, keys } =
    typeof data === 'string' ? ({} as Partial<Exclude<typeof data, string>>) : data;
  return {
    folder,
    database: inside(database, 'penstock.db'),
    ledger: inside(ledger, 'ledger'),
    recordings: inside(recordings, 'recordings'),
    vault: inside(vault, 'vault'),
    keys: inside(keys, 'keys'),
  };
}

function withoutUndefined(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
