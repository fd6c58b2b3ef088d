// A value of several lines, as keys are.
import { type Carrier, camel, fence, markdown, snake } from './carrier.ts';

const indented = (value: string, by: string): string => value.split('\n').join(`\n${by}`);
const escaped = (value: string): string => value.replaceAll('\n', '\\n');

export const blockCarriers: readonly Carrier[] = [
  ...markdown([
    ['block-fence', ({ service, value }) => `This is the key for ${service}:\n\n${fence('', value)}\n\nStore it safely.`],
    ['block-plain', ({ value }) => `${value}\n`],
    ['block-prose', ({ value }) => `here it is\n${value}\nplease delete after reading`],
    [
      'block-yaml',
      ({ name, value }) =>
        fence('yaml', `tls:\n  enabled: true\n  ${camel(name)}: |\n    ${indented(value, '    ')}\n  port: 443`),
    ],
    ['block-heredoc', ({ value }) => fence('bash', `cat > key.pem <<'EOF'\n${value}\nEOF\nchmod 600 key.pem`)],
    ['block-python', ({ name, value }) => fence('python', `${name} = """${value}\n"""\n\nload(${name})`)],
    ['block-go', ({ name, value }) => fence('go', `const ${camel(name)} = \`${value}\`\n`)],
    ['block-env-escaped', ({ name, value }) => fence('env', `${name}="${escaped(value)}"`)],
    ['block-javascript-escaped', ({ name, value }) => fence('js', `const ${camel(name)} = '${escaped(value)}';`)],
    ['block-diff', ({ value }) => fence('diff', `--- /dev/null\n+++ b/key.pem\n+${indented(value, '+')}`), 'held-out'],
    ['block-quoted', ({ value }) => `> ${indented(value, '> ')}\n\nWhat is this?`, 'held-out'],
  ]),
  {
    id: 'block-document',
    door: 'json',
    write: ({ name, value }) => JSON.stringify({ type: 'service_account', [snake(name)]: `${value}\n`, client_id: '1' }),
  },
  { id: 'block-document-message', door: 'json', write: ({ value }) => JSON.stringify({ output: value }) },
  { id: 'block-call', door: 'call', write: ({ value }) => JSON.stringify({ path: 'key.pem', content: `${value}\n` }) },
];
