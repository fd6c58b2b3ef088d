// One bound for what all exchanges together keep in memory of bodies: each has limits of its own, and many at once would still be too much.

export interface ByteBudget {
  /** Takes bytes out of it, or gives some back where the number is negative. False, and nothing taken, when there is not so much left. */
  take(bytes: number): boolean;
}

/** A budget of so many bytes. */
export function byteBudget(bytesMax: number): ByteBudget {
  let left = bytesMax;
  return {
    take(bytes) {
      if (bytes > left) return false;
      left -= bytes;
      return true;
    },
  };
}

/** What one exchange holds of the budget; all of it goes back at once at the end. */
export class BudgetShare {
  readonly #budget: ByteBudget;
  #held = 0;

  constructor(budget: ByteBudget) {
    this.#budget = budget;
  }

  /** Holds so many bytes from now on, more or fewer than before. False when the budget does not allow it. */
  hold(bytes: number): boolean {
    if (bytes === this.#held) return true;
    if (!this.#budget.take(bytes - this.#held)) return false;
    this.#held = bytes;
    return true;
  }
}
