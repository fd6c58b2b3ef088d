// How many cuts the laws about cuts are tried with, and from which seed: `npm run nightly` tries far more, from another seed each day.

export const partitions = Number(process.env.PENSTOCK_PARTITIONS ?? 2_000);
/** Told by tests, so that a failure can be run again. */
export const seed = Number(process.env.PENSTOCK_PARTITIONS_SEED ?? 20_261_124);
