import { randomUUID } from 'node:crypto';
import { createPolicy } from '../../shared/access/policy.ts';
import type { Handlers, Parsed } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import { PAGE_MAX_BYTES, PAGES_MAX_BYTES } from '../../shared/bridge/matrix.ts';
import type { MatrixVersion } from '../../shared/habilitation/versions.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { MatrixOperator } from '../gateway/matrix.ts';
import type { AppliedMatrix } from './applied-matrix.ts';
import { matrixView } from './matrix-view.ts';
import type { Reference } from './reference.ts';
import { POLICY_RESOURCES } from './reference.ts';
import type { OpenSession } from './session.ts';

export interface MatrixDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly applied: AppliedMatrix;
  readonly reference: Reference;
  /** null where the service is somebody else's: its versions are not ours to see or change. */
  readonly operator: MatrixOperator | null;
  /** Asks the service again what it judges by. */
  readonly refresh: () => Promise<void>;
}

type Proposing = Parsed<'matrix.propose'>;

/** Shows the matrix, and lets the post's administrator import the published one into the embedded service. */
export function createMatrices(
  deps: MatrixDeps,
): Pick<Handlers, Extract<keyof Handlers, `matrix.${string}`>> {
  /** The one proposal that is on the screen: what was asked, and the digest of what was shown. */
  let proposed: { readonly id: string; readonly request: object; readonly digest: string } | undefined;

  function operator(): Result<MatrixOperator, FailureCode> {
    const session = deps.session();
    if (!session.ok) return session;
    return deps.operator === null ? err('REFUSED') : ok(deps.operator);
  }

  async function listed(
    versions: Result<MatrixVersion[], FailureCode>,
  ): Promise<Result<{ versions: MatrixVersion[] }, FailureCode>> {
    return versions.ok ? ok({ versions: versions.value }) : versions;
  }

  return {
    'matrix.view': async ({ id }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const about = {
        source: deps.applied.source(),
        ownProfession: session.value.professional.profession,
        mayOperate: deps.operator !== null,
      };
      if (id === null) return ok(matrixView(deps.reference, deps.applied.policy().habilitation, about));
      if (deps.operator === null) return err('REFUSED');
      const text = await deps.operator.text(id);
      if (!text.ok) return text;
      const { habilitation } = createPolicy({ ...POLICY_RESOURCES, matrix: JSON.parse(text.value) });
      return ok(matrixView(deps.reference, habilitation, about));
    },

    'matrix.versions': async () => {
      const at = operator();
      return at.ok ? listed(await at.value.versions()) : at;
    },

    'matrix.propose': async (asked) => {
      const at = operator();
      if (!at.ok) return at;
      const source = sourceOf(asked.source);
      if (!source.ok) {
        return source.error.code === 'TOO_LARGE'
          ? err('TOO_LARGE')
          : ok({ outcome: 'refused', problem: source.error });
      }
      const request = { source: source.value, version: asked.version, validFrom: asked.validFrom };
      const answer = await at.value.add({ ...request, apply: null });
      if (!answer.ok) return answer;
      switch (answer.value.outcome) {
        case 'refused':
          return ok(answer.value);
        case 'applied':
          return err('INTERNAL');
        case 'proposed': {
          const { proposal } = answer.value;
          proposed = { id: randomUUID(), request, digest: proposal.digest };
          return ok({ outcome: 'proposed', proposalId: proposed.id, proposal });
        }
      }
    },

    'matrix.apply': async ({ proposalId }) => {
      const at = operator();
      if (!at.ok) return at;
      if (proposed?.id !== proposalId) return err('NOT_FOUND');
      const answer = await at.value.add({ ...proposed.request, apply: proposed.digest });
      if (!answer.ok) return answer;
      if (answer.value.outcome !== 'applied') return err('STALE_VERSION');
      proposed = undefined;
      await deps.refresh();
      return listed(await at.value.versions());
    },

    'matrix.withdraw': async ({ id }) => {
      const at = operator();
      return at.ok ? listed(await at.value.withdraw(id)) : at;
    },
  };
}

type Unreadable = { readonly code: 'NOT_JSON'; readonly file: string } | { readonly code: 'TOO_LARGE' };

/** What the service makes a version from; the files are read as JSON here, and judged there. */
function sourceOf(source: Proposing['source']): Result<object, Unreadable> {
  if (source.kind === 'version') return ok(source);
  const total = source.files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const isTooLarge =
    total > PAGES_MAX_BYTES || source.files.some(({ bytes }) => bytes.length > PAGE_MAX_BYTES);
  if (isTooLarge) return err({ code: 'TOO_LARGE' });
  const files: { name: string; content: unknown }[] = [];
  for (const { name, bytes } of source.files) {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      files.push({ name, content: JSON.parse(text) as unknown });
    } catch {
      return err({ code: 'NOT_JSON', file: name });
    }
  }
  return ok({ kind: 'pages', files });
}
