import { called } from '../called.ts';
import { run, type Samples, uuid } from '../sample.ts';

const words = (length: number, count: number, between: string) =>
  Array.from({ length: count }, (_, i) => run('lower', length, i + 1)).join(between);

export const socialAssignedSamples: readonly Samples[] = [
  called('facebook-secret', 'FACEBOOK_APP_SECRET', run('hex', 32)),
  called('twitter-api-key', 'TWITTER_API_KEY', run('base62', 25)),
  called('twitter-api-secret', 'TWITTER_API_SECRET', run('base62', 50)),
  called('twitter-access-token', 'TWITTER_ACCESS_TOKEN', `${run('digits', 19, 2)}-${run('base62', 30)}`),
  called('twitter-access-secret', 'TWITTER_ACCESS_SECRET', run('base62', 45)),
  called('linkedin-legacy-secret', 'LINKEDIN_CLIENT_SECRET', run('base62', 16)),
  called('instagram-client-secret', 'INSTAGRAM_CLIENT_SECRET', run('hex', 32)),
  called('reddit-client-secret', 'REDDIT_CLIENT_SECRET', run('base62', 27)),
  called('tiktok-client-secret', 'TIKTOK_CLIENT_SECRET', run('base62', 32)),
  called('pinterest-token', 'PINTEREST_ACCESS_TOKEN', `pina_${run('base32', 70)}`),
  called('snapchat-client-secret', 'SNAPCHAT_CLIENT_SECRET', run('hex', 20)),
  called('spotify-client-secret', 'SPOTIFY_CLIENT_SECRET', run('hex', 32)),
  called('twitch-api-token', 'TWITCH_CLIENT_SECRET', run('lower36', 30)),
  called('vimeo-access-token', 'VIMEO_ACCESS_TOKEN', run('hex', 32)),
  called('flickr-access-token', 'FLICKR_API_KEY', run('hex', 32)),
  called('unsplash-access-key', 'UNSPLASH_ACCESS_KEY', run('base62', 43)),
  called('yelp-api-key', 'YELP_API_KEY', run('base62', 128)),
  called('nytimes-access-token', 'NYTIMES_API_KEY', run('base62', 32)),
  called('newsapi-key', 'NEWSAPI_KEY', run('hex', 32)),
  called('openweather-api-key', 'OPENWEATHER_API_KEY', run('hex', 32)),
  called('tmdb-api-key', 'TMDB_API_KEY', run('hex', 32)),
  called('giphy-api-key', 'GIPHY_API_KEY', run('base62', 32)),
  called('shodan-api-key', 'SHODAN_API_KEY', run('base62', 32)),
  called('virustotal-api-key', 'VIRUSTOTAL_API_KEY', run('hex', 64)),
  called('abuseipdb-api-key', 'ABUSEIPDB_API_KEY', run('hex', 80)),
  called('urlscan-api-key', 'URLSCAN_API_KEY', uuid(1)),
  called('ipinfo-token', 'IPINFO_TOKEN', run('hex', 14)),
  called('here-api-key', 'HERE_API_KEY', run('base62', 43)),
  called('ebay-client-secret', 'EBAY_CLIENT_SECRET', run('base62', 40)),
  called('zerotier-token', 'ZEROTIER_TOKEN', run('base62', 32)),
  called('apple-app-password', 'APPLE_ID_PASSWORD', words(4, 4, '-')),
  called('google-app-password', 'GMAIL_APP_PASSWORD', words(4, 4, ' ')),
];
