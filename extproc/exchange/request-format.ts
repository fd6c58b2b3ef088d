// As what a request's body is inspected: by its content type, which says how the upstream reads it.
import { boundaryOf, isForm } from '../content/multipart/boundary.ts';
import type { Format } from '../content/open.ts';
import { readableAs } from './media.ts';
import { isJson } from './request-facts.ts';

export interface RequestFormat {
  readonly format: Format;
  /** Of a form. */
  readonly boundary?: string;
}

/** Null: bytes that are no text. A body of no type is read as JSON, the way APIs do. */
export function requestFormatOf(contentType: string | null): RequestFormat | null {
  if (contentType === null || isJson(contentType)) return { format: 'json' };
  if (isForm(contentType)) {
    const boundary = boundaryOf(contentType);
    return boundary === null ? null : { format: 'form', boundary };
  }
  const format = readableAs(contentType.split(';', 1)[0]!.trim().toLowerCase());
  return format === 'text' || format === 'ndjson' ? { format } : null;
}
