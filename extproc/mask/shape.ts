// What a value looks like, without the value: runs of character classes. Policies and people tell a key from a word by it.

const runsMax = 8;

/**
 * Gives e.g. `A{4}9{2}-a{8}`: upper case, lower case, digits, structural marks as they are, other marks as `p`, spaces as `s`, anything
 * beyond ASCII as `u`. A value of many short runs, whose pattern would say too much, becomes one class: `[A-Za-z0-9]{40}`.
 */
export function shapeOf(value: Uint8Array): string {
  const runs: { readonly kind: string; count: number }[] = [];
  for (const byte of value) {
    if ((byte & 0xc0) === 0x80) continue; // the rest of a multi-byte character, counted at its first byte
    const kind = kindOf(byte);
    const last = runs.at(-1);
    if (last?.kind === kind) last.count++;
    else if (runs.push({ kind, count: 1 }) > runsMax) return mixed(value);
  }
  return runs.map(({ kind, count }) => (count === 1 ? kind : `${kind}{${count}}`)).join('');
}

function mixed(value: Uint8Array): string {
  const kinds = new Set<string>();
  let count = 0;
  for (const byte of value) {
    if ((byte & 0xc0) === 0x80) continue;
    kinds.add(kindOf(byte));
    count++;
  }
  const ranges = [...classRanges].filter(([kind]) => kinds.has(kind)).map(([, range]) => range);
  const marks = [...kinds].filter(kind => !classRanges.has(kind)).sort();
  return `[${ranges.join('')}${marks.join('')}]{${count}}`;
}

const classRanges = new Map([
  ['A', 'A-Z'],
  ['a', 'a-z'],
  ['9', '0-9'],
]);

const structural = new Set([...'-_.@:/+='].map(mark => mark.charCodeAt(0)));

function kindOf(byte: number): string {
  if (byte >= 0x80) return 'u';
  if (byte >= 0x30 && byte <= 0x39) return '9';
  if (byte >= 0x41 && byte <= 0x5a) return 'A';
  if (byte >= 0x61 && byte <= 0x7a) return 'a';
  if (structural.has(byte)) return String.fromCharCode(byte);
  return byte <= 0x20 ? 's' : 'p';
}
