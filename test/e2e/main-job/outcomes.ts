// What came of a promise or a stream: for clients that throw, and for streams that were read as bytes.

/** The error with which it was rejected; throws where it was not. */
export async function rejected(promise: PromiseLike<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was not rejected');
}

/** All of a stream; `got` has what came before it threw. */
export async function all<T>(stream: AsyncIterable<T>, got: T[] = []): Promise<T[]> {
  for await (const one of stream) got.push(one);
  return got;
}

/** The content of a stream, put together as a client does. */
export function contentOf(stream: string): string {
  return joined(stream, 'content');
}

/** The arguments of a stream's tool calls, likewise. */
export function argumentsOf(stream: string): string {
  return joined(stream, 'arguments');
}

function joined(stream: string, key: string): string {
  const texts = stream.matchAll(new RegExp(`"${key}":("(?:[^"\\\\]|\\\\.)*")`, 'g'));
  return [...texts].map(([, text]) => JSON.parse(text!) as string).join('');
}
