// Keys of shops, of what delivers for them, and of where they sell.
import type { Detector } from '../../scan.ts';
import { secret } from '../define.ts';

export const commerceDetectors: readonly Detector[] = [
  secret('shopify-token', 'Shopify token or app secret', 'shp(?:at|ca|pa|ss|tka|ua|cr)_[a-fA-F0-9]{32}\\b', {
    source: 'https://shopify.dev/docs/apps/build/authentication-authorization',
  }),
  secret('woocommerce-key', 'WooCommerce API key', '\\bc[ks]_[a-f0-9]{40}\\b', {
    source: 'https://woocommerce.github.io/woocommerce-rest-api-docs/',
  }),
  secret('easypost-api-token', 'EasyPost API key', '\\bEZAK[A-Za-z0-9]{54}\\b', {
    source: 'https://docs.easypost.com/docs/authentication',
  }),
  secret('easypost-test-api-token', 'EasyPost test API key', '\\bEZTK[A-Za-z0-9]{54}\\b', {
    source: 'https://docs.easypost.com/docs/authentication',
  }),
  secret('shippo-api-token', 'Shippo API token', '\\bshippo_(?:live|test)_[a-fA-F0-9]{40}\\b', {
    source: 'https://docs.goshippo.com/docs/guides_general/authentication/',
  }),
  secret('lob-api-key', 'Lob API key', '\\b(?:live|test)_[a-f0-9]{35}\\b', { source: 'https://docs.lob.com/' }),
  secret('duffel-api-token', 'Duffel API token', '\\bduffel_(?:test|live)_[A-Za-z0-9_=-]{43}', {
    source: 'https://duffel.com/docs/api/overview/making-requests',
  }),
  secret('ebay-cert-id', 'eBay cert id', '\\b(?:PRD|SBX)-[a-f0-9]{12}-[a-f0-9]{4,8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}\\b', {
    source: 'https://developer.ebay.com/api-docs/static/creating-edp-account.html',
  }),
  secret('ebay-user-token', 'eBay user token', 'v\\^1\\.1#i\\^1#[A-Za-z0-9^#+/=]{20,}', {
    commit: 48,
    source: 'eBay documentation: OAuth tokens',
  }),
  secret('amazon-refresh-token', 'Login with Amazon token', '\\bAtz[ar]\\|[A-Za-z0-9_/+=-]{40,}', {
    commit: 48,
    source: 'https://developer.amazon.com/docs/login-with-amazon/access-token.html',
  }),
  secret('revenuecat-key', 'RevenueCat secret key', '\\bsk_[A-Za-z]{28}\\b', {
    accept: hasCapitalsWithin,
    confidence: 0.75,
    source: 'https://www.revenuecat.com/docs/projects/authentication',
  }),
  secret('etsy-access-token', 'Etsy access token', '\\b[0-9]{6,10}\\.[A-Za-z0-9_-]{80,}', {
    lead: '(?i)etsy[a-z_ .-]{0,16}["\']?\\s{0,3}[:=]\\s{0,3}["\']?(?:bearer )?',
    commit: 64,
    source: 'https://developers.etsy.com/documentation/essentials/authentication',
  }),
];

/** A key of letters alone has capitals everywhere; names that people write have few. */
function hasCapitalsWithin(value: Uint8Array): boolean {
  const capitals = value.subarray(3).filter(byte => byte >= 0x41 && byte <= 0x5a).length;
  return capitals >= 6 && capitals <= 22;
}
