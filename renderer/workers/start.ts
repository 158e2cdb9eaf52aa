/**
 * The only place that starts workers. The page's policy (`require-trusted-types-for 'script'`) lets a script
 * address reach `new Worker` through one named Trusted Types policy only; it lets through nothing but the
 * built files of our own origin.
 */
interface ScriptPolicy {
  createScriptURL(address: string): URL;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): ScriptPolicy;
}

declare global {
  interface Window {
    /** Absent in the browser of the unit tests. */
    readonly trustedTypes?: TrustedTypes;
  }
}

function ownScript(address: string): string {
  const url = new URL(address, document.baseURI);
  if (url.origin !== new URL(document.baseURI).origin) throw new Error('worker script of another origin');
  return url.href;
}

let policy: ScriptPolicy | undefined;

/**
 * Starts a dedicated worker.
 *
 * @param address what the bundler gives for `…?worker&url` or `…?url`
 * @throws when the address is not one of our own origin
 */
export function startWorker(address: string): Worker {
  policy ??= window.trustedTypes?.createPolicy('app-worker', { createScriptURL: ownScript }) ?? {
    createScriptURL: (own) => new URL(ownScript(own)),
  };
  return new Worker(policy.createScriptURL(address), { type: 'module' });
}
