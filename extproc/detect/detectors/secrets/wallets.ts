// Keys of crypto wallets. Whoever has one has the money: checksums are asked where a key has one and lives long enough to be read whole.
import type { Detector } from '../../scan.ts';
import { hasBase58Check, hasBech32Check, hasStellarCheck } from '../base58.ts';
import { isKeyLike, secret, textOf } from '../define.ts';
import { isPlaceholder } from '../placeholder.ts';

const base58 = '[1-9A-HJ-NP-Za-km-z]';
const critical = { severity: 'critical' } as const;
const assigned = '["\'`]?\\s{0,4}(?:=>|:=|[:=|]|\\bis\\b)\\s{0,4}["\'`\\[(]{0,2}';

export const walletDetectors: readonly Detector[] = [
  secret('bitcoin-private-key', 'Bitcoin private key', `\\b[5KL]${base58}{50,51}\\b`, {
    ...critical,
    accept: value => hasBase58Check(textOf(value)),
    source: 'https://en.bitcoin.it/wiki/Wallet_import_format',
  }),
  secret('bip32-private-key', 'extended private key of a wallet', `\\b[xyztuv]prv${base58}{107}\\b`, {
    ...critical,
    commit: 64,
    source: 'https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki',
  }),
  secret('bip38-private-key', 'encrypted Bitcoin private key', `\\b6P${base58}{56}\\b`, {
    accept: value => hasBase58Check(textOf(value)),
    source: 'https://github.com/bitcoin/bips/blob/master/bip-0038.mediawiki',
  }),
  secret('ethereum-private-key', 'Ethereum private key', '(?:0x)?[a-fA-F0-9]{64}\\b', {
    ...critical,
    lead: `(?i)(?:priv(?:ate)?[ _-]?key|(?:wallet|deployer|signer|owner|account|eth|evm|burner)[ _-]?(?:secret|pk|key))(?:[ _-]?(?:hex|[0-9]{1,2}))?${assigned}`,
    commit: 68,
    confidence: 0.9,
    source: 'https://ethereum.org/en/developers/docs/accounts/',
  }),
  secret(
    'solana-private-key',
    'Solana private key',
    `(?:${base58}{87,88}\\b|[0-9]{1,3}(?:,\\s{0,8}[0-9]{1,3}){20,63}\\s{0,8}\\])`,
    {
      ...critical,
      lead: `(?i)(?:solana|phantom|keypair|secret[ _-]?key|private[ _-]?key|wallet)[ _-]?(?:secret|private)?[ _-]?(?:key)?${assigned}\\s{0,8}`,
      commit: 64,
      source: 'https://solana.com/docs/core/accounts',
    },
  ),
  secret('stellar-secret-key', 'Stellar secret key', '\\bS[A-Z2-7]{55}\\b', {
    ...critical,
    accept: value => hasStellarCheck(textOf(value)),
    source: 'https://stellar.org/protocol/sep-23',
  }),
  secret('ripple-seed', 'XRP Ledger seed', '(?:\\bsEd[1-9A-HJ-NP-Za-km-z]{28}\\b)', {
    ...critical,
    accept: isKeyLike,
    source: 'https://xrpl.org/docs/concepts/accounts/cryptographic-keys',
  }),
  secret('ripple-seed', 'XRP Ledger seed', 's[1-9A-HJ-NP-Za-km-z]{27,28}\\b', {
    ...critical,
    lead: `(?i)(?:xrpl?|ripple|wallet|account|master)?[ _-]?(?:seed|secret)${assigned}`,
    accept: isKeyLike,
    source: 'https://xrpl.org/docs/concepts/accounts/cryptographic-keys',
  }),
  secret(
    'tezos-secret-key',
    'Tezos secret key',
    `\\b(?:edsk${base58}{50}(?:${base58}{44})?|spsk${base58}{50}|p2sk${base58}{50}|edesk${base58}{83})\\b`,
    {
      ...critical,
      commit: 64,
      source: 'https://docs.tezos.com/architecture/accounts',
    },
  ),
  secret('near-private-key', 'NEAR private key', `\\b(?:ed25519|secp256k1):${base58}{84,88}\\b`, {
    ...critical,
    commit: 64,
    source: 'https://docs.near.org/protocol/access-keys',
  }),
  secret('sui-private-key', 'Sui private key', '\\bsuiprivkey1[02-9ac-hj-np-z]{58}\\b', {
    ...critical,
    commit: 72,
    accept: value => hasBech32Check(textOf(value)),
    source: 'https://docs.sui.io/concepts/cryptography/transaction-auth/keys-addresses',
  }),
  secret('nostr-private-key', 'Nostr private key', '\\bnsec1[02-9ac-hj-np-z]{58}\\b', {
    ...critical,
    accept: value => hasBech32Check(textOf(value)),
    source: 'https://github.com/nostr-protocol/nips/blob/master/19.md',
  }),
  secret(
    'cardano-private-key',
    'Cardano private key',
    '\\b(?:ed25519e?|root|acct|addr|stake|xprv|pool|kes|vrf)_x?(?:sk|vk_sk)1[02-9ac-hj-np-z]{50,}',
    {
      ...critical,
      commit: 56,
      source: 'https://github.com/cardano-foundation/CIPs/tree/master/CIP-0005',
    },
  ),
  secret('aptos-private-key', 'Aptos private key', '\\b(?:ed25519|secp256k1)-priv-0x[a-fA-F0-9]{64}\\b', {
    ...critical,
    commit: 56,
    source: 'https://github.com/aptos-foundation/AIPs/blob/main/aips/aip-80.md',
  }),
  secret('lnd-macaroon', 'macaroon of a Lightning node', '\\b0201036c6e64[a-fA-F0-9]{60,}', {
    commit: 48,
    source: 'https://docs.lightning.engineering/lightning-network-tools/lnd/macaroons',
  }),
  // Words of a seed phrase have three to eight letters, and prose has shorter ones soon. The list of words is not asked.
  secret('seed-phrase', 'seed phrase of a wallet', '[a-z]{3,8}(?:(?:,?[ ]|,|\\s{1,4})[a-z]{3,8}){11,23}\\b', {
    ...critical,
    lead: `(?i)(?:mnemonic|(?:seed|recovery|backup|secret|wallet|bip-?39)[ _-]?(?:recovery[ _-]?)?(?:phrase|words|mnemonic|seed))(?: \\([a-z0-9 -]{1,20}\\)| (?:is|was|ist|lautet)(?: now)?)?["'\`*]{0,3}\\s{0,4}(?::=|=>|[:=|])?["'\`*]{0,3}\\s{0,4}["'\`(*]{0,3}`,
    commit: 64,
    confidence: 0.9,
    accept: isSeedPhrase,
    source: 'https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki',
  }),
];

/** BIP-39 knows phrases of 12, 15, 18, 21 and 24 words. */
function isSeedPhrase(value: Uint8Array): boolean {
  const words = textOf(value).split(/[\s,]+/);
  return words.length % 3 === 0 && new Set(words).size * 2 > words.length && !isPlaceholder(value);
}
