// Certificates for tests, made on the spot: an authority and the servers that it vouches for (RFC 5280, as little as will do).
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface Certificate {
  readonly pem: string;
  readonly key: KeyObject;
}

export interface CertificateWish {
  readonly name: string;
  /** Host names of a server; none: an authority. */
  readonly hosts?: readonly string[];
  readonly expired?: boolean;
}

/** Makes one, signed by `issuer`, or by itself. */
export function makeCertificate(
  wish: CertificateWish,
  issuer?: Certificate & { readonly name: string },
): Certificate & { readonly name: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf(issuer?.name ?? wish.name),
    validity(wish.expired ?? false),
    nameOf(wish.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions(wish.hosts))),
  );
  const signature = sign('sha256', body, issuer?.key ?? privateKey);
  const der = sequence(body, ecdsaWithSha256, bitString(signature));
  const lines = der
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n');
  return { name: wish.name, pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, key: privateKey };
}

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const day = 24 * 60 * 60_000;

function extensions(hosts: readonly string[] | undefined): Buffer[] {
  if (hosts === undefined) return [extension('551d13', sequence(der(0x01, Buffer.from([0xff]))), true)];
  return [extension('551d11', sequence(...hosts.map(host => der(0x82, Buffer.from(host)))), false)];
}

function extension(id: string, value: Buffer, critical: boolean): Buffer {
  return sequence(oid(id), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), der(0x04, value));
}

function nameOf(text: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))));
}

function validity(expired: boolean): Buffer {
  const now = Date.now();
  return sequence(utcTime(now - 10 * day), utcTime(expired ? now - day : now + 10 * day));
}

function utcTime(ms: number): Buffer {
  const digits = new Date(ms).toISOString().replaceAll(/[-:T]/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function tagged(number: number, value: Buffer): Buffer {
  return der(0xa0 | number, value);
}

function integer(value: Buffer): Buffer {
  return der(0x02, value);
}

function bitString(value: Buffer): Buffer {
  return der(0x03, Buffer.concat([Buffer.from([0]), value]));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function der(tag: number, value: Buffer): Buffer {
  const { length } = value;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), value]);
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), value]);
}
