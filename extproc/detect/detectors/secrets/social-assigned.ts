// Keys of social networks, media and public data whose form says nothing: known by the name before them.
import type { Detector } from '../../scan.ts';
import { assigned } from '../assigned.ts';
import { hex, mixed, smallUuid, url } from './spellings.ts';

const twitter = 'twitter';

export const socialAssignedDetectors: readonly Detector[] = [
  assigned('facebook-secret', 'Facebook app secret', {
    services: ['facebook', '\\bfb[ _.-]?app', '\\bmeta[ _.-]?app'],
    called: 'secret',
    value: hex(32),
  }),
  assigned('twitter-api-key', 'Twitter API key', { services: [twitter], called: 'key', value: mixed(25) }),
  assigned('twitter-api-secret', 'Twitter API secret', { services: [twitter], called: 'secret', value: mixed(50) }),
  assigned('twitter-access-token', 'Twitter access token', {
    services: [twitter],
    called: 'token',
    value: '[0-9]{8,20}-[A-Za-z0-9]{20,45}\\b',
  }),
  assigned('twitter-access-secret', 'Twitter access token secret', {
    services: [twitter],
    called: 'secret',
    value: mixed(45),
  }),
  assigned('linkedin-legacy-secret', 'LinkedIn client secret of the older form', {
    services: ['linkedin'],
    called: 'secret',
    value: mixed(16),
  }),
  assigned('instagram-client-secret', 'Instagram client secret', {
    services: ['instagram'],
    called: 'secret',
    value: hex(32),
  }),
  assigned('reddit-client-secret', 'Reddit client secret', { services: ['reddit'], called: 'secret', value: url('27,30') }),
  assigned('tiktok-client-secret', 'TikTok client secret', { services: ['tiktok'], called: 'secret', value: mixed('32,40') }),
  assigned('pinterest-token', 'Pinterest token', { services: ['pinterest'], value: 'pina_[A-Za-z0-9_-]{32,}' }, { commit: 56 }),
  assigned('snapchat-client-secret', 'Snapchat client secret', {
    services: ['snapchat', 'snap[ _.-]?(?:client|kit)'],
    called: 'secret',
    value: url('20,64'),
  }),
  assigned('spotify-client-secret', 'Spotify client secret', { services: ['spotify'], called: 'secret', value: hex(32) }),
  assigned('twitch-api-token', 'Twitch secret or token', { services: ['twitch'], value: '[a-z0-9]{30}\\b' }),
  assigned('vimeo-access-token', 'Vimeo access token', { services: ['vimeo'], value: hex(32) }),
  assigned('flickr-access-token', 'Flickr access token', { services: ['flickr'], value: hex('16,32') }),
  assigned('unsplash-access-key', 'Unsplash access key', { services: ['unsplash'], value: url(43) }),
  assigned('yelp-api-key', 'Yelp API key', { services: ['yelp'], value: url(128) }, { commit: 64 }),
  assigned('nytimes-access-token', 'New York Times key', { services: ['nytimes', 'new[ _-]?york[ _-]?times'], value: url(32) }),
  assigned('newsapi-key', 'News API key', { services: ['news[ _-]?api'], value: hex(32) }),
  assigned('openweather-api-key', 'OpenWeather API key', { services: ['open[ _-]?weather', '\\bowm[ _-]?api'], value: hex(32) }),
  assigned('tmdb-api-key', 'TMDB API key', { services: ['tmdb', 'themoviedb'], value: hex(32) }),
  assigned('giphy-api-key', 'Giphy API key', { services: ['giphy'], value: mixed(32) }),
  assigned('shodan-api-key', 'Shodan API key', { services: ['shodan'], value: mixed(32) }),
  assigned('virustotal-api-key', 'VirusTotal API key', { services: ['virus[ _-]?total', '\\bvt[ _-]?api'], value: hex(64) }),
  assigned('abuseipdb-api-key', 'AbuseIPDB API key', { services: ['abuse[ _-]?ipdb'], value: hex(80) }, { commit: 64 }),
  assigned('urlscan-api-key', 'urlscan.io API key', { services: ['urlscan'], value: `${smallUuid}\\b` }),
  assigned('ipinfo-token', 'IPinfo token', { services: ['ipinfo'], value: hex(14) }),
  assigned('here-api-key', 'HERE API key', { services: ['\\bhere[ _-]?(?:maps|api)'], value: url(43) }),
  assigned('ebay-client-secret', 'eBay client secret', { services: ['\\bebay'], called: 'secret', value: url('36,44') }),
  assigned('zerotier-token', 'ZeroTier token', { services: ['zerotier'], value: mixed(32) }),
  assigned('apple-app-password', 'Apple app-specific password', {
    services: ['apple[ _-]?id', 'app[ _-]?specific', 'notary', 'altool', 'fastlane[ _-]?apple'],
    value: '[a-z]{4}-[a-z]{4}-[a-z]{4}-[a-z]{4}\\b',
    isValue: () => true,
  }),
  assigned('google-app-password', 'Google app password', {
    services: ['gmail', 'google'],
    called: 'passw|app[ _-]?pass',
    value: '[a-z]{4} [a-z]{4} [a-z]{4} [a-z]{4}\\b',
    isValue: () => true,
  }),
];
