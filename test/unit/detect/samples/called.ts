// Samples for keys that are known by the name before them: the ways in which files and people write "the key of this service is …".
import { hit, lookalikes, miss, type Samples } from './sample.ts';

/** `name` as environment variables are spelled, with the service first: `ZULIP_API_KEY`. */
export function called(detector: string, name: string, value: string): Samples {
  const words = name.toLowerCase().split('_');
  const camel = words.map((word, i) => (i === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join('');
  return {
    detector,
    hits: [
      hit('in an environment file', `DEBUG=1\n${name}=`, value, '\nPORT=80\n'),
      hit('quoted, for a shell', `export ${name}="`, value, '"'),
      hit('in YAML', `  ${words.join('_')}: `, value, '\n  port: 80\n'),
      hit('in JSON', `{"${camel}": "`, value, '", "n": 1}'),
      hit('in code', `const ${camel} = '`, value, "';"),
      hit('in a table of Markdown', `| ${words.join(' ')} | \``, value, '` |'),
    ],
    misses: [
      miss('the same value under the name of nobody', `BUILD_DIGEST=${value}\n`),
      miss('a variable', `${name}=\${${name}}\n`),
      miss('a placeholder', `${name}=${'x'.repeat(Math.min(value.length, 63))}\n`),
      miss('a placeholder in words', `${name}=<your-key-here>\n`),
      miss('the name alone, with an address', `set ${name} as https://docs.example.com/${words[0]}/keys says`),
      miss('the environment', `const ${camel} = process.env.${name};`),
      miss('a version behind the name', `${words[0]} ${lookalikes.version}`),
    ],
  };
}
