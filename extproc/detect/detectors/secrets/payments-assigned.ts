// Keys of payment providers, banks and exchanges whose form says nothing: known by the name before them.
import type { Detector } from '../../scan.ts';
import { assigned } from '../assigned.ts';
import { hex, mixed, smallUuid } from './spellings.ts';

export const paymentAssignedDetectors: readonly Detector[] = [
  assigned(
    'paypal-client-secret',
    'PayPal client secret',
    {
      services: ['paypal'],
      called: 'secret',
      value: 'E[A-Za-z0-9_-]{79}',
    },
    { commit: 64 },
  ),
  assigned('braintree-private-key', 'Braintree private key', {
    services: ['braintree'],
    called: 'private[ _-]?key',
    value: hex(32),
  }),
  assigned('razorpay-key-secret', 'Razorpay key secret', { services: ['razorpay'], called: 'secret', value: mixed(24) }),
  assigned('plaid-secret-key', 'Plaid secret', { services: ['plaid'], called: 'secret', value: '[a-z0-9]{30}\\b' }),
  assigned('wise-api-token', 'Wise API token', {
    services: ['wise[ _.-]?(?:api|token)', 'transferwise'],
    value: `${smallUuid}\\b`,
  }),
  assigned('dwolla-secret', 'Dwolla secret', { services: ['dwolla'], value: mixed(50) }),
  assigned('recurly-api-key', 'Recurly API key', { services: ['recurly'], value: hex(32) }),
  assigned('chargebee-api-key', 'Chargebee API key', { services: ['chargebee'], value: '(?:live|test)_[A-Za-z0-9]{32,48}\\b' }),
  assigned('authorize-net-key', 'Authorize.net transaction key', {
    services: ['authorize[._-]?net', 'authnet'],
    called: 'key',
    value: mixed(16),
  }),
  assigned('worldpay-key', 'Worldpay key', { services: ['worldpay'], value: '[A-Za-z0-9_-]{32,44}' }),
  assigned('coinbase-access-token', 'Coinbase access token or API secret', {
    services: ['coinbase'],
    value: '[A-Za-z0-9_+/-]{32,64}={0,2}',
  }),
  assigned('binance-api-key', 'Binance API key or secret', { services: ['binance'], value: mixed(64) }),
  assigned(
    'kraken-access-token',
    'Kraken private key',
    { services: ['kraken'], value: '[A-Za-z0-9/=_+-]{56,90}' },
    { commit: 64 },
  ),
  assigned('kucoin-access-token', 'KuCoin access token', { services: ['kucoin'], value: hex(24) }),
  assigned('kucoin-secret-key', 'KuCoin secret key', { services: ['kucoin'], value: `${smallUuid}\\b` }),
  assigned('bittrex-access-key', 'Bittrex access key or secret', { services: ['bittrex'], value: hex(32) }),
  assigned('bybit-api-key', 'Bybit API key or secret', { services: ['bybit'], value: mixed('18,36') }),
  assigned('okx-api-secret', 'OKX API secret', { services: ['okx[ _.-]?(?:api|secret)', 'okex'], value: '[A-F0-9]{32}\\b' }),
  assigned('bitfinex-api-key', 'Bitfinex API key or secret', { services: ['bitfinex'], value: mixed(43) }),
  assigned('finicity-api-token', 'Finicity API token', { services: ['finicity'], value: hex(32) }),
  assigned('finicity-client-secret', 'Finicity client secret', { services: ['finicity'], called: 'secret', value: mixed(20) }),
  assigned('alpaca-api-secret', 'Alpaca API secret', {
    services: ['alpaca'],
    called: 'secret(?:[ _-]?key)?',
    value: mixed('40,44'),
  }),
  assigned('alphavantage-api-key', 'Alpha Vantage API key', { services: ['alpha[ _-]?vantage'], value: '[A-Z0-9]{16}\\b' }),
  assigned('quickbooks-client-secret', 'QuickBooks client secret', {
    services: ['quickbooks', 'intuit'],
    called: 'secret',
    value: mixed(40),
  }),
  assigned('xero-client-secret', 'Xero client secret', { services: ['xero'], called: 'secret', value: '[A-Za-z0-9_-]{48}' }),
  assigned('squarespace-access-token', 'Squarespace access token', { services: ['squarespace'], value: `${smallUuid}\\b` }),
  assigned('bigcommerce-access-token', 'BigCommerce access token', { services: ['bigcommerce'], value: '[a-z0-9]{31}\\b' }),
  assigned('freshbooks-access-token', 'FreshBooks access token', { services: ['freshbooks'], value: hex(64) }),
];
