// Keys of tools for work, marketing and measuring whose form says nothing: known by the name before them.
import type { Detector } from '../../scan.ts';
import { assigned } from '../assigned.ts';
import { hex, mixed, smallUuid, url } from './spellings.ts';

export const workplaceAssignedDetectors: readonly Detector[] = [
  assigned('airtable-api-key', 'Airtable API key', { services: ['airtable'], value: 'key[A-Za-z0-9]{14}\\b' }),
  assigned('asana-client-secret', 'Asana client secret', { services: ['asana'], called: 'secret', value: hex(32) }),
  assigned('trello-access-token', 'Trello key or token', { services: ['trello'], value: hex('32,64') }),
  assigned('box-client-secret', 'Box client secret', {
    services: ['box[ _.-]?(?:api|app|client|oauth)'],
    called: 'secret',
    value: mixed(32),
  }),
  assigned('dropbox-api-token', 'Dropbox app key or secret', { services: ['dropbox'], value: '[a-z0-9]{15}\\b' }),
  assigned('linear-client-secret', 'Linear client secret', {
    services: ['linear[ _.-]?(?:api|app|client|oauth)'],
    called: 'secret',
    value: hex(32),
  }),
  assigned('hubspot-api-key', 'HubSpot API key or client secret', { services: ['hubspot'], value: `${smallUuid}\\b` }),
  assigned('pipedrive-api-token', 'Pipedrive API token', { services: ['pipedrive'], value: hex(40) }),
  assigned('docusign-secret-key', 'DocuSign secret key', { services: ['docusign'], value: `${smallUuid}\\b` }),
  assigned('todoist-token', 'Todoist token', { services: ['todoist'], value: hex(40) }),
  assigned('shortcut-api-token', 'Shortcut API token', {
    services: ['shortcut[ _.-]?(?:api|token)', 'clubhouse'],
    value: `${smallUuid}\\b`,
  }),
  assigned('coda-api-token', 'Coda API token', { services: ['\\bcoda[ _.-]?(?:api|token)'], value: `${smallUuid}\\b` }),
  assigned('smartsheet-token', 'Smartsheet token', { services: ['smartsheet'], value: mixed('26,37') }),
  assigned(
    'surveymonkey-token',
    'SurveyMonkey token',
    { services: ['survey[ _-]?monkey'], value: '[A-Za-z0-9_.-]{60,120}' },
    { commit: 64 },
  ),
  assigned('jotform-api-key', 'Jotform API key', { services: ['jotform'], value: hex(32) }),
  assigned('eventbrite-token', 'Eventbrite token', { services: ['eventbrite'], value: '[A-Z0-9]{20}\\b' }),
  assigned('webflow-token', 'Webflow token', { services: ['webflow'], value: hex(64) }),
  assigned('contentful-delivery-api-token', 'Contentful delivery token', { services: ['contentful'], value: url(43) }),
  assigned('sanity-token', 'Sanity token', { services: ['sanity'], value: 'sk[A-Za-z0-9]{60,200}\\b' }, { commit: 64 }),
  assigned('storyblok-token', 'Storyblok token', { services: ['storyblok'], value: '[A-Za-z0-9]{22}tt\\b' }),
  assigned('lokalise-token', 'Lokalise API token', { services: ['lokalise'], value: hex(40) }),
  assigned('crowdin-token', 'Crowdin token', { services: ['crowdin'], value: hex(80) }, { commit: 64 }),
  assigned('transifex-token', 'Transifex token', { services: ['transifex'], value: '1/[a-f0-9]{40}\\b' }),
  assigned('canva-client-secret', 'Canva client secret', {
    services: ['canva'],
    called: 'secret',
    value: 'cnvca[A-Za-z0-9_-]{40,60}',
  }),
  assigned('mixpanel-api-secret', 'Mixpanel secret or token', { services: ['mixpanel'], value: hex(32) }),
  assigned('amplitude-api-key', 'Amplitude key or secret', { services: ['amplitude'], value: hex(32) }),
  assigned('segment-write-key', 'Segment write key', { services: ['segment'], called: 'write[ _-]?key', value: mixed(32) }),
  assigned('beamer-api-token', 'Beamer API token', { services: ['beamer'], value: 'b_[A-Za-z0-9=_-]{44}' }),
  assigned('optimizely-token', 'Optimizely token', { services: ['optimizely'], value: '2:[A-Za-z0-9_-]{40,60}' }),
  assigned('iterable-api-key', 'Iterable API key', { services: ['iterable[ _.-]?api'], value: hex(32) }),
  assigned('braze-api-key', 'Braze API key', { services: ['braze'], value: `${smallUuid}\\b` }),
];
