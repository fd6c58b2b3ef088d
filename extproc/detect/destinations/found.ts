// A host as it was come upon in a text, before it is read.

export interface Found {
  readonly written: string;
  readonly port: number | null;
  readonly scheme: string | null;
  /** What the name is a part of, where it stands alone: a bucket of a cloud's storage. */
  readonly below?: string;
}
