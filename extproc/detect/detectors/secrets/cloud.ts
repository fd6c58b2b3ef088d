// Keys of cloud providers: of accounts, storage and hosting.
import type { Detector } from '../../scan.ts';
import { secret } from '../define.ts';

const assigned = `["']?\\s{0,4}(?:=>|:=|[:=])\\s{0,4}["']?`;

export const cloudDetectors: readonly Detector[] = [
  // No word boundary before prefixes that words don't end in: `\nAKIA…` inside an escaped string has none.
  secret('aws-access-key', 'AWS access key id', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\\b', { confidence: 0.99 }),
  secret('aws-secret-key', 'AWS secret access key', '[A-Za-z0-9/+]{40}\\b', {
    // By its name, or as the next column behind a key's id.
    lead: `(?i)(?:(?:secret[_-]?access[_-]?key|aws[_-]?secret[_-]?key|aws[_-]?secret)(?:${assigned}|[ \\t]{1,2})|A[KS]IA[A-Z0-9]{16}["']?[,;:|\\s]{1,4}["']?)`,
    severity: 'critical',
  }),
  secret('aws-session-token', 'AWS session token', '(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[A-Za-z0-9/+]{64,}={0,2}', {
    commit: 48,
  }),
  secret('aws-bedrock-key', 'Amazon Bedrock API key', '(?:ABSKQmVkcm9ja0FQSUtleS|bedrock-api-key-)[A-Za-z0-9+/]{64,}={0,2}', {
    commit: 64,
  }),
  secret('gcp-api-key', 'Google API key', 'AIza[A-Za-z0-9_-]{35}'),
  secret('gcp-oauth-token', 'Google OAuth access token', '\\bya29\\.[A-Za-z0-9_-]{20,}', { commit: 48 }),
  secret('gcp-oauth-secret', 'Google OAuth client secret', 'GOCSPX-[A-Za-z0-9_-]{28}'),
  secret('azure-storage-key', 'Azure storage account key', '[A-Za-z0-9+/]{86}==', {
    lead: '(?i)account_?key["\']?\\s{0,4}[:=]\\s{0,4}["\']?',
    severity: 'critical',
  }),
  secret('azure-shared-access-key', 'Azure shared access key', '[A-Za-z0-9+/]{43}=', { lead: 'SharedAccessKey=' }),
  secret('azure-sas', 'signature of an Azure shared access link', '[A-Za-z0-9%+/]{43,64}(?:%3[Dd]|=)', { lead: '[?&]sig=' }),
  secret('azure-client-secret', 'Entra ID client secret', '[0-9]Q~[A-Za-z0-9_~.-]{31,34}', {
    back: { class: '[A-Za-z0-9_~.]', min: 3, max: 3 },
  }),
  secret('alibaba-access-key', 'Alibaba Cloud access key id', '\\bLTAI[A-Za-z0-9]{20}\\b'),
  secret('digitalocean-token', 'DigitalOcean token', 'do[opr]_v1_[a-f0-9]{64}\\b'),
  secret('heroku-api-key', 'Heroku API key', 'HRKU-AA[A-Za-z0-9_-]{58}'),
  secret('cloudflare-origin-key', 'Cloudflare origin CA key', '\\bv1\\.0-[a-f0-9]{24}-[a-f0-9]{146}\\b', { commit: 48 }),
  secret('supabase-key', 'Supabase secret key', '\\b(?:sbp_[a-f0-9]{40}\\b|sb_secret_[A-Za-z0-9_-]{22,64})'),
  secret('planetscale-token', 'PlanetScale token or password', 'pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,64}'),
  secret('fly-token', 'Fly.io token', 'fm[12][ar]?_[A-Za-z0-9+/]{100,}={0,3}', { commit: 48 }),
];
