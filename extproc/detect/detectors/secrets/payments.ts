// Keys of payment providers that say by themselves whose they are. Publishable keys are let be: they are made to be seen.
import type { Detector } from '../../scan.ts';
import { isKeyLike, secret } from '../define.ts';

export const paymentDetectors: readonly Detector[] = [
  secret('stripe-key', 'Stripe secret or restricted key', '[rs]k_(?:live|test|prod)_[A-Za-z0-9]{10,}', {
    severity: 'critical',
    commit: 48,
    source: 'https://docs.stripe.com/keys',
  }),
  secret('stripe-webhook-secret', 'Stripe webhook signing secret', '\\bwhsec_[A-Za-z0-9+/]{24,}={0,2}', {
    commit: 48,
    source: 'https://docs.stripe.com/webhooks/signature',
  }),
  secret('square-token', 'Square token', '\\b(?:sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,43}|EAAA[A-Za-z0-9_-]{60})', {
    source: 'https://developer.squareup.com/docs/build-basics/access-tokens',
  }),
  secret(
    'braintree-token',
    'PayPal Braintree access token',
    'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}\\b',
    { commit: 64, source: 'Braintree documentation' },
  ),
  secret('razorpay-key', 'Razorpay key id', '\\brzp_(?:live|test)_[A-Za-z0-9]{14}\\b', {
    severity: 'medium',
    source: 'https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/',
  }),
  secret(
    'plaid-api-token',
    'Plaid access token',
    '\\baccess-(?:sandbox|development|production)-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}\\b',
    {
      commit: 64,
      source: 'https://plaid.com/docs/api/tokens/',
    },
  ),
  secret(
    'adyen-api-key',
    'Adyen API key',
    '\\bAQE[a-z]hm[a-zA-Z0-9+/]{40,}={0,2}(?:-[A-Za-z0-9+/]{20,60}={0,2}-[^\\s"\'`\\\\,]{8,24})?',
    {
      commit: 64,
      source: 'https://docs.adyen.com/development-resources/api-credentials/',
    },
  ),
  secret('flutterwave-secret-key', 'Flutterwave secret key', 'FLWSECK(?:_TEST)?-[A-Za-z0-9]{12,50}(?:-X)?', {
    source: 'https://developer.flutterwave.com/docs/authentication',
  }),
  secret('flutterwave-encryption-key', 'Flutterwave encryption key', 'FLWSECK_TEST[A-Za-z0-9]{12}\\b', {
    source: 'Flutterwave documentation',
  }),
  secret('checkout-secret-key', 'Checkout.com secret key', '\\bsk_(?:sbox_)?[a-z2-7]{26}[a-z*#$=]', {
    accept: isKeyLike,
    source: 'https://www.checkout.com/docs/developer-resources/api/manage-your-api-keys',
  }),
  secret('paddle-api-key', 'Paddle API key', '\\bpdl_(?:live|sdbx)_apikey_[a-z0-9]{26}_[A-Za-z0-9]{22}_[A-Za-z0-9]{3}\\b', {
    commit: 64,
    source: 'https://developer.paddle.com/api-reference/about/api-keys',
  }),
  secret('paddle-webhook-secret', 'Paddle notification secret', '\\bpdl_ntfset_[a-z0-9]{26}_[A-Za-z0-9+/]{32}', {
    commit: 64,
    source: 'Paddle documentation: notification destinations',
  }),
  secret('klarna-api-key', 'Klarna API key', '\\bklarna_(?:live|test|playground)_api_[A-Za-z0-9+/=_-]{20,}', {
    commit: 56,
    source: 'Klarna documentation: API keys',
  }),
  secret('xendit-api-key', 'Xendit secret key', '\\bxnd_(?:production|development)_[A-Za-z0-9]{32,64}\\b', {
    commit: 64,
    source: 'https://docs.xendit.co/docs/api-keys',
  }),
  secret('midtrans-server-key', 'Midtrans server key', '\\bMid-server-[A-Za-z0-9_-]{20,28}', {
    source: 'https://docs.midtrans.com/docs/access-keys',
  }),
  secret(
    'mercadopago-token',
    'Mercado Pago access token',
    '\\b(?:APP_USR|TEST)-[0-9]{12,18}-[0-9]{6}-[a-f0-9]{32}-[0-9]{6,12}\\b',
    {
      commit: 64,
      source: 'https://www.mercadopago.com/developers/en/docs/credentials',
    },
  ),
  secret('mollie-api-key', 'Mollie API key', '\\b(?:live|test|access)_[A-Za-z0-9]{30}\\b', {
    accept: isKeyLike,
    source: 'https://docs.mollie.com/reference/authentication',
  }),
  secret('gocardless-api-token', 'GoCardless access token', '\\b(?:live|sandbox)_[A-Za-z0-9_-]{40}\\b', {
    accept: isKeyLike,
    confidence: 0.85,
    source: 'https://developer.gocardless.com/getting-started/api/making-your-first-request/',
  }),
  secret('omise-secret-key', 'Omise secret key', '\\bskey_(?:test_)?[a-z0-9]{19}\\b', {
    accept: isKeyLike,
    source: 'https://docs.omise.co/api-authentication',
  }),
  secret('polar-token', 'Polar token', '\\bpolar_(?:oat|pat|at_[ou]|rt_[ou]|whs)_[A-Za-z0-9]{32,64}\\b', {
    source: 'https://docs.polar.sh/integrate/authentication',
  }),
];
