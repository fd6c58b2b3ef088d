// RFC 8785, by its own vectors and by what must hold for any document.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../extproc/words/canonical-json.ts';

const canonical = (value: unknown, depthMax = 64) => canonicalJson(value, depthMax);

describe('the vectors of RFC 8785', () => {
  test('section 3.2.2: literals, numbers and strings', () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    const want = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
    expect(canonical(JSON.parse(text))).toBe(want);
  });

  test('section 3.2.3: names in the order of their UTF-16 code units', () => {
    const value = { '€': 5, '\r': 1, '\ufb33': 7, '1': 2, '\u{1f600}': 6, '\u0080': 3, ö: 4 };
    expect(canonical(value)!.match(/:\d/g)).toEqual([':1', ':2', ':3', ':4', ':5', ':6', ':7']);
  });

  test.for([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['7fffffffffffffff', null],
    ['7ff0000000000000', null],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ] as const)('appendix B: the number of bits %s is %s', ([bits, want]) => {
    expect(canonical(Buffer.from(bits, 'hex').readDoubleBE(0))).toBe(want);
  });
});

test.for([
  { name: 'half a surrogate pair', value: 'a\ud800' },
  { name: 'half a surrogate pair in a name', value: { 'a\udc00': 1 } },
  { name: 'nothing', value: [undefined] },
  { name: 'a function', value: { f: () => 1 } },
  { name: 'a big integer', value: 1n },
  { name: 'a date', value: new Date(0) },
  { name: 'what is deeper than the limit', value: [[[1]]], depthMax: 2 },
])('$name has no canonical text', ({ value, depthMax }) => expect(canonical(value, depthMax)).toBeNull());

test('equal documents have one text, whatever the order of their names; it says the same as they do', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const text = canonical(value)!;
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonical(turned(JSON.parse(JSON.stringify(value))))).toBe(text);
    }),
  );
});

/** With the names of its objects in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, one]) => [name, turned(one)]),
  );
}
