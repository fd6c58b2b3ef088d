// A host as it was come upon in a text, before it is read.

export interface Found {
  readonly written: string;
  readonly port: number | null;
  readonly scheme: string | null;
}
