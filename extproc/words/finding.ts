// What a detector found, as policies, records and logs see it. Never the value itself.

export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** Which way the text was going. */
export type Side = 'request' | 'response';

/** What policies know of a detector; `group` is what a plan may name instead of each id. */
export interface DetectorFacts {
  readonly id: string;
  readonly group: string;
  readonly class: string;
  readonly severity: Severity;
  /** 0 to 1. */
  readonly confidence: number;
}

/** A host that a text would send something to, as the host program read it out of names, URLs and command lines. */
export interface Destination {
  /** The host as it was written. */
  readonly url_host: string;
  /** Lower case, without a final dot. */
  readonly host: string;
  /** Set when the host is an IP literal, in whatever notation it was written. */
  readonly ip: string | null;
  readonly port: number | null;
  readonly scheme: string | null;
}

/** Aggregated over one exchange: same detector, place and fingerprint are one finding with a count. */
export interface Finding extends Omit<DetectorFacts, 'id'> {
  /** From 1, in order of confirmation. */
  readonly id: number;
  /** Id of the detector. */
  readonly detector: string;
  readonly side: Side;
  /** The text it stands in, e.g. `choices/0/content`. */
  readonly channel: string;
  /** Where the value stands in the document, e.g. `choices[0].delta.content`. */
  readonly path: string;
  /** The field name that made it a finding, where one did. */
  readonly key: string | null;
  /** Bytes of decoded text; null while the end is not known yet. */
  readonly length: number | null;
  /** Character classes and runs, e.g. `A{4}[A-Z0-9]{16}`; null while the end is not known yet. */
  readonly shape: string | null;
  /** HMAC under the installation's key; null while the end is not known yet. */
  readonly fingerprint: string | null;
  readonly count: number;
  /** Hosts named in the line of code it stands in; null for findings that are not code risks. */
  readonly destinations: readonly Destination[] | null;
  /** Bytes of that line of code; null likewise. */
  readonly unit_bytes: number | null;
}

/** What base64 says it is, by its place. */
export type PayloadKind = 'image' | 'audio' | 'file';
