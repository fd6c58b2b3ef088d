// Finds recordings and gives them out. What is searched for in their content is turned into tags on the way: the store never sees a word.
import { Fault } from '../words/fault.ts';
import type { Secret } from '../words/secret.ts';
import type { ExchangeSearch, RecordingStore, Recordings, TaggedFilter } from './ports.ts';
import type { Press } from './press.ts';
import { tagOf, wordsOf } from './words.ts';

export function openLibrary(store: RecordingStore, press: Pick<Press, 'replay'>, key: Secret): Recordings {
  return {
    list: async (search, cursor, itemsMax) => store.list(tagged(search, key), cursor, itemsMax),
    get: id => store.get(id),
    async replay(exchange) {
      const parts = await store.parts(exchange.id);
      return parts.length === 0 ? null : press.replay({ exchange, parts });
    },
    sessions: async (kind, search, cursor, itemsMax) => store.sessions(kind, tagged(search, key), cursor, itemsMax),
    session: id => store.session(id),
  };
}

/** Throws ERR_STORE_ASK for a text in which there is no word. */
function tagged({ detector, tool, hold, text, ...filter }: ExchangeSearch, key: Secret): TaggedFilter {
  const tags: string[][] = [];
  if (detector !== null) tags.push([tagOf(key, 'detector', detector)]);
  if (tool !== null) tags.push([tagOf(key, 'tool', tool)]);
  if (hold !== null) tags.push([tagOf(key, 'hold', hold)]);
  if (text !== null) tags.push(wordTags(text, key));
  return { ...filter, tags };
}

function wordTags(text: string, key: Secret): string[] {
  const words = wordsOf(text);
  if (words.length === 0)
    throw new Fault('ERR_STORE_ASK', 'a text to search for has a word or more; this one has letters and digits nowhere');
  return words.map(word => tagOf(key, 'word', word));
}
