import { applyPatch } from 'rfc6902';
import { z } from '../schema/zod.ts';
import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import { ARCHIVED_EXTENSION } from './document-reference.ts';

const Path = z.string().regex(/^(\/([^~]|~[01])*)?$/);
const Value = z.json();

/** An RFC 6902 patch. */
export const JsonPatch = z
  .array(
    z.discriminatedUnion('op', [
      z.strictObject({ op: z.literal('add'), path: Path, value: Value }),
      z.strictObject({ op: z.literal('replace'), path: Path, value: Value }),
      z.strictObject({ op: z.literal('test'), path: Path, value: Value }),
      z.strictObject({ op: z.literal('remove'), path: Path }),
      z.strictObject({ op: z.literal('move'), from: Path, path: Path }),
      z.strictObject({ op: z.literal('copy'), from: Path, path: Path }),
    ]),
  )
  .max(64);
export type JsonPatch = z.infer<typeof JsonPatch>;

/** Elements of a sheet that may be changed after its deposit; a change of anything else is not a change. */
const OPEN = /^\/(status|securityLabel|extension)(\/|$|\[)/;

/** The first path that a patch changes and may not, whatever the document that it is meant for. */
export function forbiddenPath(patch: JsonPatch): string | undefined {
  const changed = patch.flatMap((operation) => {
    if (operation.op === 'test') return [];
    return operation.op === 'move' ? [operation.from, operation.path] : [operation.path];
  });
  return changed.find((path) => !OPEN.test(path));
}

/** The draft of the interface addresses the archive extension by its URL, which is not a JSON Pointer. */
const BY_URL = /^\/extension\[url:'([^']+)'\]/;

/**
 * Applies a patch to a copy of an answered sheet.
 *
 * @returns the changed copy; or that the patch does not apply (a path that is not there, a failed `test`)
 */
export function patched(
  sheet: Readonly<Record<string, unknown>>,
  patch: JsonPatch,
): Result<Readonly<Record<string, unknown>>, 'DOES_NOT_APPLY'> {
  const extensions = Array.isArray(sheet['extension']) ? (sheet['extension'] as { url?: unknown }[]) : [];
  const pointer = (path: string): string =>
    path.replace(BY_URL, (_match, url: string) => {
      const index = extensions.findIndex((extension) => extension.url === url);
      return `/extension/${index < 0 ? '-' : index}`;
    });
  const copy = structuredCopy(sheet);
  try {
    const results = applyPatch(
      copy,
      patch.map((operation) => ({
        ...operation,
        path: pointer(operation.path),
        ...('from' in operation ? { from: pointer(operation.from) } : {}),
      })),
    );
    return results.every((result) => result === null) ? ok(copy) : err('DOES_NOT_APPLY');
  } catch {
    return err('DOES_NOT_APPLY');
  }
}

/** Whether two versions of a sheet differ in an extension other than the archive's own. */
export function otherExtensionChanged(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): boolean {
  const others = (sheet: Readonly<Record<string, unknown>>): string => {
    const extensions = Array.isArray(sheet['extension']) ? sheet['extension'] : [sheet['extension'] ?? null];
    return JSON.stringify(
      extensions.filter((one) => (one as { url?: unknown } | null)?.url !== ARCHIVED_EXTENSION),
    );
  };
  return others(before) !== others(after);
}

function structuredCopy(sheet: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(sheet)) as Record<string, unknown>;
}
