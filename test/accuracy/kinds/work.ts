// Keys of chats, payments, mail, monitoring and office services that say by their form what they are.
import { base64, base64url, filled } from '../template.ts';
import { type Row, secretKinds } from './secret.ts';

const live = ['li', 've'].join('');

const chat: readonly Row[] = [
  ['slack-bot-token', 'Slack', 'SLACK_BOT_TOKEN', 'xoxb-{10:12}-{10:13}-{62:24}'],
  ['slack-user-token', 'Slack', 'SLACK_USER_TOKEN', 'xoxp-{10:12}-{10:12}-{10:13}-{16:32}'],
  ['slack-app-token', 'Slack', 'SLACK_APP_TOKEN', 'xapp-1-A{U36:10}-{10:13}-{16:64}'],
  ['slack-config-token', 'Slack', 'SLACK_CONFIG_TOKEN', 'xoxe.xoxp-1-{62:163}'],
  ['slack-refresh-token', 'Slack', 'SLACK_REFRESH_TOKEN', 'xoxe-1-{62:147}'],
  [
    'discord-bot-token',
    'Discord',
    'DISCORD_TOKEN',
    chance => {
      const id = base64(`1${chance.run('0123456789', 17)}`);
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
      return `${id.replaceAll('=', '')}.G${chance.run(letters, 5)}.${chance.run(letters, 38)}`;
    },
  ],
  ['telegram-bot-token', 'Telegram', 'TELEGRAM_BOT_TOKEN', '{1|5|6|7}{10:9}:AA{64u:32}{62:1}'],
];

const money: readonly Row[] = [
  ['stripe-live-key', 'Stripe', 'STRIPE_SECRET_KEY', `sk_${live}_51{62:97}`],
  ['stripe-short-key', 'Stripe', 'STRIPE_API_KEY', `sk_${live}_{62:24}`],
  ['stripe-test-key', 'Stripe', 'STRIPE_TEST_KEY', 'sk_test_51{62:97}'],
  ['stripe-restricted-key', 'Stripe', 'STRIPE_RESTRICTED_KEY', `rk_${live}_51{62:97}`],
  ['stripe-webhook-secret', 'Stripe', 'STRIPE_WEBHOOK_SECRET', 'whsec_{62:32}'],
  ['square-access-token', 'Square', 'SQUARE_ACCESS_TOKEN', 'EAAA{64u:59}{62:1}'],
  ['square-oauth-secret', 'Square', 'SQUARE_SECRET', 'sq0csp-{64u:42}{62:1}'],
  ['square-legacy-token', 'Square', 'SQUARE_TOKEN', 'sq0atp-{64u:21}{62:1}'],
  ['braintree-token', 'Braintree', 'BRAINTREE_ACCESS_TOKEN', 'access_token$production${36:16}${16:32}'],
  ['razorpay-key', 'Razorpay', 'RAZORPAY_KEY_ID', `rzp_${live}_{62:14}`],
  ['mollie-key', 'Mollie', 'MOLLIE_API_KEY', `${live}_{62:30}`],
  ['plaid-access-token', 'Plaid', 'PLAID_ACCESS_TOKEN', 'access-{production|sandbox}-{uuid}'],
  ['paystack-key', 'Paystack', 'PAYSTACK_SECRET_KEY', `sk_${live}_{16:40}`],
  ['flutterwave-key', 'Flutterwave', 'FLW_SECRET_KEY', 'FLWSECK-{16:32}-X'],
  ['shopify-access-token', 'Shopify', 'SHOPIFY_ACCESS_TOKEN', 'shpat_{16:32}'],
  ['shopify-custom-token', 'Shopify', 'SHOPIFY_TOKEN', 'sh{pca|ppa|pss}_{16:32}'],
  ['paddle-key', 'Paddle', 'PADDLE_API_KEY', `pdl_${live}_apikey_{36:26}_{62:22}_{62:3}`],
  ['gocardless-token', 'GoCardless', 'GOCARDLESS_TOKEN', `${live}_{64u:39}{62:1}`],
  ['duffel-token', 'Duffel', 'DUFFEL_TOKEN', `duffel_${live}_{64u:42}{62:1}`],
  ['easypost-key', 'EasyPost', 'EASYPOST_API_KEY', 'EZAK{62:54}'],
  ['shippo-token', 'Shippo', 'SHIPPO_TOKEN', `shippo_${live}_{16:40}`],
  ['clerk-secret-key', 'Clerk', 'CLERK_SECRET_KEY', `sk_${live}_{62:42}`],
];

const mail: readonly Row[] = [
  ['sendgrid-key', 'SendGrid', 'SENDGRID_API_KEY', 'SG.{64u:22}.{64u:42}{62:1}'],
  ['mailgun-key', 'Mailgun', 'MAILGUN_API_KEY', 'key-{16:32}'],
  ['mailgun-new-key', 'Mailgun', 'MAILGUN_API_KEY', '{16:32}-{16:8}-{16:8}'],
  ['mailchimp-key', 'Mailchimp', 'MAILCHIMP_API_KEY', '{16:32}-us{1|2|5|7|10|14|21}'],
  ['brevo-key', 'Brevo', 'BREVO_API_KEY', 'xkeysib-{16:64}-{62:16}'],
  ['brevo-smtp-key', 'Brevo', 'BREVO_SMTP_KEY', 'xsmtpsib-{16:64}-{62:16}'],
  ['resend-key', 'Resend', 'RESEND_API_KEY', 're_{62:8}_{62:24}'],
  ['mailersend-key', 'MailerSend', 'MAILERSEND_API_KEY', 'mlsn.{16:64}'],
  ['mandrill-key', 'Mandrill', 'MANDRILL_API_KEY', 'md-{62:22}'],
  ['klaviyo-key', 'Klaviyo', 'KLAVIYO_API_KEY', 'pk_{16:34}'],
  ['twilio-api-key', 'Twilio', 'TWILIO_API_KEY', 'SK{16:32}'],
  ['telnyx-key', 'Telnyx', 'TELNYX_API_KEY', 'KEY{U16:32}_{62:22}'],
];

const watching: readonly Row[] = [
  ['grafana-service-account', 'Grafana', 'GRAFANA_TOKEN', 'glsa_{62:32}_{16:8}'],
  [
    'grafana-cloud-token',
    'Grafana Cloud',
    'GRAFANA_CLOUD_TOKEN',
    chance =>
      `glc_${base64(JSON.stringify({ o: chance.run('0123456789', 6), n: 'stack-hl-read', k: chance.run('0123456789abcdef', 40), m: { r: 'eu' } }))}`,
  ],
  ['newrelic-user-key', 'New Relic', 'NEW_RELIC_API_KEY', 'NRAK-{U36:27}'],
  ['newrelic-insert-key', 'New Relic', 'NEW_RELIC_INSERT_KEY', 'NRII-{64u:31}{62:1}'],
  [
    'newrelic-licence-key',
    'New Relic',
    'NEW_RELIC_LICENSE_KEY',
    chance => filled(chance.pick(['{16:32}FFFFNRAL', 'eu01xx{16:26}FFFFNRAL']), chance),
  ],
  [
    'sentry-org-token',
    'Sentry',
    'SENTRY_AUTH_TOKEN',
    chance =>
      `sntrys_${base64url(JSON.stringify({ iat: 1700000000.123, url: 'https://sentry.io', region_url: 'https://us.sentry.io', org: 'acme' }))}_${chance.run('ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789', 43)}`,
  ],
  ['sentry-user-token', 'Sentry', 'SENTRY_AUTH_TOKEN', 'sntryu_{16:64}'],
  ['dynatrace-token', 'Dynatrace', 'DT_API_TOKEN', 'dt0c01.{32:24}.{32:64}'],
  ['honeycomb-ingest-key', 'Honeycomb', 'HONEYCOMB_API_KEY', 'hcaik_{36:58}'],
  ['posthog-personal-key', 'PostHog', 'POSTHOG_PERSONAL_KEY', 'phx_{62:43}'],
  ['axiom-token', 'Axiom', 'AXIOM_TOKEN', 'xaat-{uuid}'],
];

const office: readonly Row[] = [
  ['notion-token', 'Notion', 'NOTION_TOKEN', 'ntn_{10:11}{62:35}'],
  ['notion-legacy-token', 'Notion', 'NOTION_API_KEY', 'secret_{62:43}'],
  ['linear-key', 'Linear', 'LINEAR_API_KEY', 'lin_api_{62:40}'],
  ['airtable-pat', 'Airtable', 'AIRTABLE_PAT', 'pat{62:14}.{16:64}'],
  ['asana-pat', 'Asana', 'ASANA_TOKEN', '{1|2}/{10:16}/{10:16}:{16:32}'],
  ['figma-pat', 'Figma', 'FIGMA_TOKEN', 'figd_{64u:39}{62:1}'],
  ['hubspot-token', 'HubSpot', 'HUBSPOT_ACCESS_TOKEN', 'pat-{na1|eu1}-{uuid}'],
  ['postman-key', 'Postman', 'POSTMAN_API_KEY', 'PMAK-{16:24}-{16:34}'],
  ['readme-key', 'ReadMe', 'README_API_KEY', 'rdme_{36:70}'],
  ['contentful-token', 'Contentful', 'CONTENTFUL_MANAGEMENT_TOKEN', 'CFPAT-{64u:42}{62:1}'],
  ['typeform-token', 'Typeform', 'TYPEFORM_TOKEN', 'tfp_{64u:58}{62:1}'],
  ['clickup-token', 'ClickUp', 'CLICKUP_TOKEN', 'pk_{10:8}_{U36:32}'],
  ['trello-token', 'Trello', 'TRELLO_TOKEN', 'ATTA{16:64}{U16:8}'],
  ['dropbox-token', 'Dropbox', 'DROPBOX_TOKEN', 'sl.u.{64u:140-180}{62:1}'],
  ['frameio-token', 'Frame.io', 'FRAMEIO_TOKEN', 'fio-u-{64u:63}{62:1}'],
  ['maxmind-key', 'MaxMind', 'MAXMIND_LICENSE_KEY', '{62:6}_{62:29}_mmk'],
  [
    'mapbox-secret-token',
    'Mapbox',
    'MAPBOX_SECRET_TOKEN',
    chance =>
      `sk.${base64url(JSON.stringify({ u: 'acme', a: `ck${chance.run('abcdefghijklmnopqrstuvwxyz0123456789', 24)}` }))}.${chance.run('ABCDEFGHIJKLMNOPQabcdefghijklmnopq0123456789', 22)}`,
  ],
];

export const workSecrets = secretKinds('recognisable', [...chat, ...money, ...mail, ...watching, ...office]);
