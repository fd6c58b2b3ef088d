// The texts that the scan bench reads: what models write (prose, code, JSON, markdown), with and without secrets, and what an attacker
// would send. The same on each run.
import { type Dice, diceFrom } from '../patterns/dice.ts';
import { samples } from '../unit/detect/samples/all.ts';

const vocabulary = (
  'the of and to in is you that it for on are as with this be have from or by not what all were when your can there use an each which how if ' +
  'will up other about out many then them these some would make like into time has look two more write see number no way could people my than ' +
  'first been call who its now find long down day did get come made may part over new sound take only little work know place year live back give ' +
  'most very after thing our just name good sentence great think say help through much before line right too mean old any same tell boy follow ' +
  'server request response token model function value string error file path user account access service database password header client key ' +
  'secret policy message stream buffer timeout configuration deployment cluster container network certificate environment variable repository'
).split(' ');

const snippets = [
  'export async function readAll(path: string): Promise<string[]> {\n  const lines = (await readFile(path, "utf8")).split("\\n");\n  return lines.filter(line => line.length > 0);\n}\n',
  'for i, item in enumerate(items):\n    total += item["price"] * item.get("quantity", 1)\n    logger.debug("item %d of %d", i, len(items))\n',
  '{"id": 1042, "name": "widget", "tags": ["a", "b"], "price": 12.5, "created_at": "2026-03-04T05:06:07Z", "active": true}\n',
  '| column | type | description |\n| --- | --- | --- |\n| id | integer | the primary key |\n| name | text | what people see |\n',
  'See [the guide](https://docs.example.org/en/latest/guide/setup.html#install) and `npm install --save-dev typescript`.\n',
  'SELECT u.id, u.name FROM users u JOIN orders o ON o.user_id = u.id WHERE o.total > 100 ORDER BY o.created_at DESC LIMIT 20;\n',
  'const client = new Client({ apiKey: process.env.API_KEY, baseURL: "http://localhost:8080/v1", timeout: 30_000 });\n',
  '1. Open the settings (Ctrl+,).\n2. Search for "format on save".\n3. Enable it — it is off by default.\n\n',
];

/**
 * Text of about so many bytes; in every `secretEvery` bytes a secret of those that the detectors' tests have, when above 0: of these
 * kinds, or of all.
 */
export function written(bytes: number, secretEvery = 0, kinds?: readonly string[]): Buffer {
  const roll = diceFrom(1);
  const hits = samples
    .filter(({ detector }) => kinds?.includes(detector) ?? true)
    .flatMap(sample => sample.hits.map(hit => hit.text));
  const parts: string[] = [];
  let nextSecret = secretEvery > 0 ? secretEvery : Infinity;
  for (let size = 0; size < bytes; ) {
    const part =
      size >= nextSecret
        ? `${hits[roll(hits.length)]!}\n`
        : roll(12) === 0
          ? `\n${snippets[roll(snippets.length)]!}`
          : sentence(roll);
    if (size >= nextSecret) nextSecret = size + part.length + secretEvery;
    parts.push(part);
    size += part.length;
  }
  return Buffer.from(parts.join(''));
}

function sentence(roll: Dice): string {
  const words = Array.from(
    { length: 4 + roll(14) },
    () => vocabulary[Math.min(roll(vocabulary.length), roll(vocabulary.length))]!,
  );
  words[0] = words[0]![0]!.toUpperCase() + words[0]!.slice(1);
  return words.join(' ') + ['. ', ', ', '. ', ': ', '.\n', '? '][roll(6)]!;
}

/** Cuts a text as models do: about four characters a token in words, one or two where no word is. */
export function tokens(text: Buffer): Buffer[] {
  const pieces = text.toString('latin1').match(/ ?[a-z]{1,6}|[A-Z][a-z]{0,4}|[A-Z0-9]{1,2}|\s+|[^A-Za-z0-9\s]{1,2}/g) ?? [];
  return pieces.map(piece => Buffer.from(piece, 'latin1'));
}
