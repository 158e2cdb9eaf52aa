import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';

/** A small fault in the source of the product: the first `find` in the file becomes `put`. */
export interface Mutant {
  /** What it breaks, in the words of the rules. */
  readonly fault: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const root = path.resolve(import.meta.dirname, '../..');
const planted = new Map<string, Mutant>();

/**
 * Loads a module, and all modules of ours that it imports, with a fault planted in one of them. The fault lives
 * in memory: what is on the disk, and what is loaded already, stays as it is.
 *
 * @param entry from the root of the repository
 * @throws when the file has changed so that the fault has no place in it any more
 */
export async function importWithFault<Module>(entry: string, mutant: Mutant): Promise<Module> {
  hook();
  const tag = String(planted.size + 1);
  planted.set(tag, mutant);
  const url = pathToFileURL(path.join(root, entry));
  url.searchParams.set('mutant', tag);
  const loaded = (await import(url.href)) as Module;
  if (!applied.has(tag)) throw new Error(`${mutant.file} is not loaded by ${entry}`);
  return loaded;
}

const applied = new Set<string>();
let hooked = false;

function hook(): void {
  if (hooked) return;
  hooked = true;
  registerHooks({
    resolve: (specifier, context, nextResolve) => {
      const resolved = nextResolve(specifier, context);
      const tag = tagOf(context.parentURL);
      const ours = resolved.url.startsWith('file:') && !resolved.url.includes('/node_modules/');
      if (tag === null || !ours || resolved.url.includes('.json')) return resolved;
      const url = new URL(resolved.url);
      url.searchParams.set('mutant', tag);
      return { ...resolved, url: url.href };
    },
    load: (url, context, nextLoad) => {
      const loaded = nextLoad(url, context);
      const tag = tagOf(url);
      const mutant = tag === null ? undefined : planted.get(tag);
      if (tag === null || mutant === undefined || fileOf(url) !== path.join(root, mutant.file)) return loaded;
      const { source: read = '' } = loaded;
      const source = typeof read === 'string' ? read : new TextDecoder().decode(read);
      if (!source.includes(mutant.find)) throw new Error(`${mutant.file} no longer has: ${mutant.find}`);
      applied.add(tag);
      return { ...loaded, source: source.replace(mutant.find, () => mutant.put) };
    },
  });
}

function tagOf(url: string | undefined): string | null {
  return url?.startsWith('file:') === true ? new URL(url).searchParams.get('mutant') : null;
}

function fileOf(url: string): string {
  const bare = new URL(url);
  bare.search = '';
  return fileURLToPath(bare);
}
