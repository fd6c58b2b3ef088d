// Runs a compiled policy: the one wrapper around the npm SDK, which closes its traps (test/unit/policy/runtime.test.ts has each).
// Knows Wasm, memory and entrypoints; nothing of plans and decisions. One evaluation at a time: it is synchronous, and has no
// timeout of its own. What goes wrong while evaluating is an outcome; a module that can't be used at all is a fault.
import { createRequire } from 'node:module';
import { Fault } from '../words/fault.ts';
import { defaultLimits, type Limits } from '../words/limits.ts';
import { hostBuiltins } from './builtins.ts';

/** What one evaluation gave. `what` never holds a byte of the input. */
export type Evaluation =
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'error'; readonly what: string };

export interface Runtime {
  /** Sorted names, e.g. `penstock/decision`. */
  readonly entrypoints: readonly string[];
  evaluate(entrypoint: string, input: unknown): Evaluation;
}

export type RuntimeLimits = Pick<Limits, 'policyMemoryPagesMax'>;

/** Makes a runtime of a compiled module and its data. Throws ERR_POLICY_BUNDLE when the module is not a policy that this host can run. */
export function openRuntime(module: WebAssembly.Module, data: unknown, limits: RuntimeLimits): Runtime {
  checkModule(module);
  let instance: Instance | null = instantiateOrFault(module, data, limits);
  checkBuiltins(instance);
  return {
    entrypoints: Object.keys(instance.entrypoints).sort(),
    evaluate(entrypoint, input) {
      try {
        instance ??= instantiate(module, data, limits);
        return outcome(instance.evaluate(jsonBytes(input), entrypoint));
      } catch (thrown) {
        // Every throw through Wasm leaks its stack, and the 512th kills an instance for good: a new one costs 0.2 ms.
        instance = null;
        return { kind: 'error', what: describeThrown(thrown) };
      }
    },
  };
}

/** Names of the builtins that a module leaves to its host, sorted. */
export function neededBuiltins(module: WebAssembly.Module): readonly string[] {
  return namesOf(instantiateOrFault(module, {}, defaultLimits));
}

/** The SDK's ESM entry lacks loadPolicySync, and its types claim otherwise. */
const sdk = createRequire(import.meta.url)('@open-policy-agent/opa-wasm') as {
  loadPolicySync(module: WebAssembly.Module, memory: { initial: number; maximum: number }, builtins: object): Instance;
};

interface Instance {
  readonly mem: WebAssembly.Memory;
  readonly wasmInstance: { readonly exports: Readonly<Record<string, (...args: number[]) => number>> };
  readonly entrypoints: Readonly<Record<string, number>>;
  evaluate(input: ArrayBuffer, entrypoint: string): unknown;
  setData(data: unknown): void;
}

/** What the SDK starts with when nothing is said. */
const initialPages = 5;

function instantiate(module: WebAssembly.Module, data: unknown, limits: RuntimeLimits): Instance {
  const memory = { initial: Math.min(initialPages, limits.policyMemoryPagesMax), maximum: limits.policyMemoryPagesMax };
  const instance = sdk.loadPolicySync(module, memory, hostBuiltins);
  instance.setData(data);
  return instance;
}

function instantiateOrFault(module: WebAssembly.Module, data: unknown, limits: RuntimeLimits): Instance {
  try {
    return instantiate(module, data, limits);
  } catch (thrown) {
    throw new Fault('ERR_POLICY_BUNDLE', `the policy's module does not start: ${describeThrown(thrown)}`, thrown);
  }
}

/** Looked at before the SDK does, which only prints a line when these are missing. */
function checkModule(module: WebAssembly.Module): void {
  const exports = new Set(WebAssembly.Module.exports(module).map(entry => entry.name));
  const wanted = ['opa_wasm_abi_version', 'opa_wasm_abi_minor_version', 'opa_eval', 'builtins', 'entrypoints'];
  const missing = wanted.filter(name => !exports.has(name));
  if (missing.length > 0) {
    throw new Fault('ERR_POLICY_BUNDLE', `the module is not a policy of OPA's ABI 1.2: it does not export ${missing.join(', ')}`);
  }
}

/** A builtin that nobody implements builds and loads, and throws only when its line is reached; so it is refused here. */
function checkBuiltins(instance: Instance): void {
  const missing = namesOf(instance).filter(name => !Object.hasOwn(hostBuiltins, name));
  if (missing.length === 0) return;
  throw new Fault(
    'ERR_POLICY_BUNDLE',
    `the policy calls ${missing.join(', ')}, which Rego on Wasm does not have here; build it with policies/capabilities.json to be told where`,
  );
}

function namesOf(instance: Instance): readonly string[] {
  const { builtins, opa_json_dump } = instance.wasmInstance.exports;
  const memory = (address: number) => Buffer.from(instance.mem.buffer).subarray(address);
  const text = memory(opa_json_dump!(builtins!()));
  return Object.keys(JSON.parse(text.subarray(0, text.indexOf(0)).toString('utf8'))).sort();
}

/**
 * Raw JSON in an ArrayBuffer of exactly its size: a Buffer, a Uint8Array, a string or malformed JSON would silently evaluate to `[]`.
 * A lone surrogate, which JSON.stringify escapes, is not taken by OPA's parser and becomes U+FFFD.
 */
function jsonBytes(input: unknown): ArrayBuffer {
  const json = JSON.stringify(input);
  if (json === undefined) throw new TypeError('no JSON');
  const bytes = encoder.encode(json.includes('\\ud') ? json.replace(loneSurrogate, '$1\\ufffd') : json);
  const { buffer, byteOffset, byteLength } = bytes;
  return buffer.byteLength === byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}

const encoder = new TextEncoder();

/** `\ud8…` to `\udf…` after an even number of backslashes: JSON.stringify writes these for lone surrogates only. */
const loneSurrogate = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** Anything but exactly one result is no decision. */
function outcome(results: unknown): Evaluation {
  if (!Array.isArray(results)) return { kind: 'error', what: 'the evaluation gave something else than a list of results' };
  if (results.length === 0) return { kind: 'undefined' };
  const only: unknown = results[0];
  if (results.length > 1 || typeof only !== 'object' || only === null || !('result' in only)) {
    return { kind: 'error', what: `the evaluation gave ${results.length} results of an odd form` };
  }
  return { kind: 'result', value: only.result };
}

/**
 * The SDK throws strings, plain objects and errors of no class. Strings come from OPA's runtime, which has them as constants (with a
 * place in the source); messages of other errors may quote what was being parsed, and are not repeated.
 */
function describeThrown(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  if (thrown instanceof WebAssembly.RuntimeError) return `trap: ${thrown.message}`;
  if (thrown instanceof Error) return thrown.name;
  return 'an error without a description';
}
