// What keeps a start from going on, in words for people.

/** What is wrong, and what to do about it. */
export class StartTrouble extends Error {
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null) {
    super(message);
    this.name = 'StartTrouble';
    this.hint = hint;
  }
}
