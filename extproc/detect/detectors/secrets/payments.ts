// Keys of payment providers and shops.
import type { Detector } from '../../scan.ts';
import { secret } from '../define.ts';

export const paymentDetectors: readonly Detector[] = [
  secret('stripe-key', 'Stripe secret or restricted key', '[rs]k_(?:live|test|prod)_[A-Za-z0-9]{10,}', {
    severity: 'critical',
    commit: 48,
  }),
  secret('stripe-webhook-secret', 'Stripe webhook signing secret', '\\bwhsec_[A-Za-z0-9+/]{24,}={0,2}', { commit: 48 }),
  secret('square-token', 'Square token', '\\b(?:sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,43}|EAAA[A-Za-z0-9_-]{60})'),
  secret(
    'braintree-token',
    'PayPal Braintree access token',
    'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}\\b',
  ),
  secret('razorpay-key', 'Razorpay key id', '\\brzp_(?:live|test)_[A-Za-z0-9]{14}\\b', { severity: 'medium' }),
  secret('shopify-token', 'Shopify token or app secret', 'shp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{32}\\b'),
];
