// What came of a promise or a stream, for clients that throw.

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
