// Tokens of the tools that people plan, write and sell with.
import type { Detector } from '../../scan.ts';
import { secret } from '../define.ts';

export const workplaceDetectors: readonly Detector[] = [
  secret('linear-api-key', 'Linear API key', '\\blin_(?:api|oauth)_[A-Za-z0-9]{40,64}\\b'),
  secret('notion-token', 'Notion integration token', '\\b(?:ntn_[0-9]{11}[A-Za-z0-9]{32,40}|secret_[A-Za-z0-9]{43})\\b'),
  secret('airtable-token', 'Airtable personal access token', '\\bpat[A-Za-z0-9]{14}\\.[a-f0-9]{64}\\b'),
  secret('figma-token', 'Figma personal access token', '\\bfig(?:d|o[rhu]?)_[A-Za-z0-9_-]{40,64}'),
  secret(
    'hubspot-token',
    'HubSpot private app token',
    '\\bpat-(?:na|eu|ap)[0-9]-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}\\b',
  ),
  secret('facebook-token', 'Facebook access token', '\\bEAA[A-Z][A-Za-z0-9]{80,}', { commit: 64, confidence: 0.8 }),
];
