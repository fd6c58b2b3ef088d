// How the values of keys are spelled, and what parts a name from its value: the pieces that many families put their patterns together from.
// Knows no single service.

export const hex = (length: number | string): string => `[a-f0-9]{${length}}\\b`;
export const mixed = (length: number | string): string => `[A-Za-z0-9]{${length}}\\b`;
/** Of base64 as addresses carry it: a dash may end it, so no edge of a word is asked for. */
export const url = (length: number | string): string => `[A-Za-z0-9_-]{${length}}`;

/** As most services print one; assigned.ts has the one for letters of both cases. */
export const smallUuid = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';

/** Behind a name in a configuration or in code, up to its value; either may stand in quotes. */
export const sign = '["\']?\\s{0,4}[:=]\\s{0,4}["\']?';
