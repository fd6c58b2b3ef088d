// The encodings that a scanner can look through, by the names that plans use.

export const decodings = ['base64', 'hex', 'html', 'look-alikes', 'unicode', 'url', 'zero-width'] as const;

export type Decoding = (typeof decodings)[number];

/** Encodings of blocks: bytes are regrouped, so that nothing of a secret can be read before it is undone. */
export const blockDecodings: readonly Decoding[] = ['base64', 'hex'];
