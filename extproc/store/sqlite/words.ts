// Words in SQLite's FTS5, in a table beside the one that they belong to: it keeps which word is where, and no text.
import type { WordIndex } from '../database.ts';

export const fullTextWords: WordIndex = {
  keep: `INSERT OR REPLACE INTO recorded_words (rowid, words) SELECT number, $3 FROM recordings WHERE exchange = $1 AND part = $2`,
  match: parameter => `number IN (SELECT rowid FROM recorded_words WHERE recorded_words MATCH ${parameter})`,
  and: ' AND ',
};
