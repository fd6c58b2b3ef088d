// What the Gemini API says, as documents and as streams of chunks.
import { pieces } from '../main-job/openai-says.ts';

export interface Part {
  readonly text?: string;
  readonly thought?: boolean;
  readonly functionCall?: { readonly name: string; readonly args: object };
}

/** An answer with these parts. */
export function generated(parts: readonly Part[], finishReason?: string): object {
  return {
    candidates: [{ content: { parts, role: 'model' }, index: 0, ...(finishReason === undefined ? {} : { finishReason }) }],
    usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 9, totalTokenCount: 12 },
    modelVersion: 'gemini-2.5-flash',
    responseId: 'r1',
  };
}

/** A text in chunks of so many characters, as the API sends it: with CRLF. */
export function generatedEvents(text: string, size: number, last: readonly Part[] = []): readonly string[] {
  return [...pieces(text, size).map(part => generated([{ text: part }])), generated(last, 'STOP')].map(
    chunk => `data: ${JSON.stringify(chunk)}\r\n\r\n`,
  );
}
