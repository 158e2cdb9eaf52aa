import type { z } from '../schema/zod.ts';

/** One reason why a body is not a valid resource; `path` is a FHIRPath-like place such as `content[0].format`. */
export interface SchemaFault {
  readonly path: string;
  readonly kind: 'unknownField' | 'missing' | 'invalid';
}

/**
 * The first fault of a body, for the 400 that names it. Only places are told, never the values found there:
 * they may be a patient's.
 */
export function firstFault(error: z.ZodError, body: unknown): SchemaFault {
  const issue = deepest(error.issues);
  if (issue === undefined) return { path: '', kind: 'invalid' };
  if (issue.code === 'unrecognized_keys') {
    return { path: pathText([...issue.path, issue.keys[0] ?? '']), kind: 'unknownField' };
  }
  return {
    path: pathText(issue.path),
    kind: valueAt(body, issue.path) === undefined ? 'missing' : 'invalid',
  };
}

type Issue = z.core.$ZodIssue;

/** A union fails with one list of issues a branch: the branch that understood the body furthest says why. */
function deepest(issues: readonly Issue[]): Issue | undefined {
  const issue = issues[0];
  if (issue?.code !== 'invalid_union') return issue;
  const candidates = issue.errors
    .map((branch) => deepest(branch))
    .filter((candidate) => candidate !== undefined)
    .sort((a, b) => b.path.length - a.path.length);
  const best = candidates[0];
  return best === undefined ? issue : { ...best, path: [...issue.path, ...best.path] };
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const name = String(step).slice(0, 64);
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    body,
  );
}
