// Words in PostgreSQL's text search, as the lexemes of a column: nothing parses or stems them, so that they are the same as in SQLite.
import type { WordIndex } from '../database.ts';

export const textSearchWords: WordIndex = {
  keep: `UPDATE recordings SET words = array_to_tsvector(string_to_array($3, ' ')) WHERE exchange = $1 AND part = $2`,
  match: parameter => `words @@ ${parameter}::tsquery`,
  and: ' & ',
};
