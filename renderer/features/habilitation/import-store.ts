import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Input } from '../../../shared/bridge/contract.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type {
  MatrixProposal,
  MatrixVersion,
  ProposalProblem,
} from '../../../shared/habilitation/versions.ts';
import type { Bridge } from '../../platform/bridge.ts';

/** What the new version is made from: files, or a version that is put back in force. */
export type ImportSource =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'version'; readonly id: string; readonly version: string };

export interface ImportForm {
  readonly source: ImportSource;
  readonly name: string;
  /** As it was typed: 01/01/2027. */
  readonly day: string;
}

export type ImportStep =
  | {
      readonly status: 'filling';
      readonly form: ImportForm;
      readonly isComparing: boolean;
      readonly problem: ProposalProblem | null;
      readonly failure: Failure | null;
    }
  | {
      readonly status: 'proposed';
      readonly form: ImportForm;
      readonly proposalId: string;
      readonly proposal: MatrixProposal;
      readonly isApplying: boolean;
      /** What was shown is no longer what would be applied: these are the differences as they are now. */
      readonly isRenewed: boolean;
      readonly failure: Failure | null;
    }
  | { readonly status: 'applied'; readonly version: string; readonly versions: readonly MatrixVersion[] };

export interface ImportStore {
  readonly state: StoreApi<ImportStep>;
  readonly change: (change: Partial<ImportForm>) => void;
  /** @param validFrom the typed day as `YYYY-MM-DD` */
  readonly compare: (validFrom: string) => Promise<void>;
  readonly back: () => void;
  readonly apply: () => Promise<void>;
}

/** A new version of the matrix, from its files to its application. */
export function createImportStore(
  bridge: Pick<Bridge, 'matrix.propose' | 'matrix.apply'>,
  form: ImportForm,
): ImportStore {
  const filling = (kept: ImportForm): ImportStep & { readonly status: 'filling' } => ({
    status: 'filling',
    form: kept,
    isComparing: false,
    problem: null,
    failure: null,
  });
  const state = createStore<ImportStep>(() => filling(form));
  const become = (step: ImportStep): void => state.setState(step, true);

  async function propose(kept: ImportForm, validFrom: string, isRenewed: boolean): Promise<void> {
    const source = await sourceOf(kept.source);
    const answer = await bridge['matrix.propose']({ source, version: kept.name.trim(), validFrom });
    if (!answer.ok) become({ ...filling(kept), failure: answer.error });
    else if (answer.value.outcome === 'refused') become({ ...filling(kept), problem: answer.value.problem });
    else {
      const { proposalId, proposal } = answer.value;
      become({
        status: 'proposed',
        form: kept,
        proposalId,
        proposal,
        isApplying: false,
        isRenewed,
        failure: null,
      });
    }
  }

  return {
    state,
    change(change) {
      const step = state.getState();
      if (step.status === 'filling') become(filling({ ...step.form, ...change }));
    },
    async compare(validFrom) {
      const step = state.getState();
      if (step.status !== 'filling' || step.isComparing) return;
      become({ ...step, isComparing: true, problem: null, failure: null });
      await propose(step.form, validFrom, false);
    },
    back() {
      const step = state.getState();
      if (step.status === 'proposed' && !step.isApplying) become(filling(step.form));
    },
    async apply() {
      const step = state.getState();
      if (step.status !== 'proposed' || step.isApplying) return;
      become({ ...step, isApplying: true, failure: null });
      const answer = await bridge['matrix.apply']({ proposalId: step.proposalId });
      if (answer.ok) {
        become({ status: 'applied', version: step.proposal.version, versions: answer.value.versions });
      } else if (answer.error.code === 'STALE_VERSION') {
        await propose(step.form, step.proposal.validFrom, true);
      } else become({ ...step, isApplying: false, failure: answer.error });
    },
  };
}

async function sourceOf(source: ImportSource): Promise<Input<'matrix.propose'>['source']> {
  if (source.kind === 'version') return { kind: 'version', id: source.id };
  const files = source.files.map(async (file) => ({
    name: file.name.slice(-255),
    bytes: new Uint8Array(await file.arrayBuffer()),
  }));
  return { kind: 'files', files: await Promise.all(files) };
}
