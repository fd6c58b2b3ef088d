// Characters of others' text that would do something in a terminal or on a page in place of being read.

/** Controls but line breaks and tabs; what turns directions, joins or hides; fillers that look like nothing; characters that are none. */
export const hostileCharacters = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;

/** `U+202E` */
export function numberOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
