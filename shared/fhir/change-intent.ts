import type { Action, ConfidentialityCode } from '../access/vocabulary.ts';
import { z } from '../schema/zod.ts';
import type { Result } from '../result.ts';
import { err, ok } from '../result.ts';
import { CodeableConcept } from './datatypes.ts';
import { ARCHIVED_EXTENSION } from './document-reference.ts';
import type { JsonPatch } from './json-patch.ts';
import { forbiddenPath, otherExtensionChanged, patched } from './json-patch.ts';
import { isConfidentialityCode, readLabels } from './security-label.ts';

/** Acts that a change of metadata can mean (docs/rules.md 4). */
type DocumentAct = Extract<
  Action,
  'delete' | 'mask' | 'unmask' | 'showToPatient' | 'showToRepresentatives' | 'archive' | 'restore'
>;

/** The one act that a PATCH asks for, and the state that it leads to. */
export interface ChangeIntent {
  readonly act: DocumentAct;
  /** False when the document is already as it is asked to be. */
  readonly changes: boolean;
  readonly confidentiality: readonly ConfidentialityCode[];
}

export type IntentFault =
  /** The patch does not apply, or its result is not a sheet. */
  | 'PATCH_INVALID'
  | 'PATH_FORBIDDEN'
  | 'SEVERAL_ACTS'
  /** A change of an open element that no act stands for, such as another level of confidentiality. */
  | 'NOT_AN_ACT'
  | 'LABEL_SYSTEM'
  | 'LABEL_UNKNOWN';

/** A sheet as it stands for whoever asks for the change. */
export interface SheetBefore {
  readonly resource: Readonly<Record<string, unknown>>;
  readonly confidentiality: readonly ConfidentialityCode[];
  readonly archived: boolean;
  /** Codes that stand in the store and have no effect any more: naming them again means nothing. */
  readonly lapsed: readonly ConfidentialityCode[];
}

const After = z.object({
  status: z.string(),
  securityLabel: z.array(CodeableConcept).default([]),
  extension: z.array(z.looseObject({ url: z.string() })).default([]),
});

/**
 * What a patch means, judged by the difference that it makes: clients write the whole array of labels, one
 * element of it, or the draft's own paths, and mean the same.
 */
export function intentOf(before: SheetBefore, patch: JsonPatch): Result<ChangeIntent, IntentFault> {
  if (forbiddenPath(patch) !== undefined) return err('PATH_FORBIDDEN');
  const applied = patched(before.resource, patch);
  if (!applied.ok) return err('PATCH_INVALID');
  if (otherExtensionChanged(before.resource, applied.value)) return err('PATH_FORBIDDEN');
  const after = After.safeParse(applied.value);
  if (!after.success) return err('PATCH_INVALID');

  const acts: DocumentAct[] = [];
  if (after.data.status !== before.resource['status']) {
    if (after.data.status !== 'entered-in-error') return err('PATCH_INVALID');
    acts.push('delete');
  }
  const archived = archivedIn(after.data.extension);
  if (archived === undefined) return err('PATCH_INVALID');
  if (archived !== before.archived) acts.push(archived ? 'archive' : 'restore');

  const labels = readLabels(after.data.securityLabel);
  const asked = labels.codes.filter((code) => !before.lapsed.some((lapsed) => lapsed === code));
  if (!asked.every(isConfidentialityCode)) return err('LABEL_UNKNOWN');
  if (!labels.systemsRight) return err('LABEL_SYSTEM');
  const visibility = visibilityActs(before.confidentiality, asked);
  if (visibility === undefined) return err('NOT_AN_ACT');
  acts.push(...visibility);

  if (acts.length > 1) return err('SEVERAL_ACTS');
  const confidentiality = resultingCodes(before.confidentiality, asked);
  const act = acts[0];
  if (act !== undefined) return ok({ act, changes: true, confidentiality });
  return ok({ act: standingAct(patch, before), changes: false, confidentiality: before.confidentiality });
}

/** What nothing to do was meant to do: it is judged and traced as that act. */
function standingAct(patch: JsonPatch, before: SheetBefore): DocumentAct {
  const labels = patch.some(({ path }) => path.startsWith('/securityLabel'));
  if (labels && before.confidentiality.includes('MASQUE_PS')) return 'mask';
  return before.archived ? 'archive' : 'restore';
}

function archivedIn(extensions: readonly Record<string, unknown>[]): boolean | undefined {
  const extension = extensions.find(({ url }) => url === ARCHIVED_EXTENSION);
  if (extension === undefined) return false;
  const value = extension['valueBoolean'];
  return typeof value === 'boolean' ? value : undefined;
}

const isLevel = (code: ConfidentialityCode): boolean => code === 'N' || code === 'R' || code === 'V';

/**
 * Acts on who sees the document. Setting a code that exists at deposit only is asked of the act that removes
 * it, which answers that it is irreversible (docs/rules.md 4).
 */
function visibilityActs(
  before: readonly ConfidentialityCode[],
  after: readonly ConfidentialityCode[],
): DocumentAct[] | undefined {
  const added = after.filter((code) => !before.includes(code));
  const dropped = before.filter((code) => !after.includes(code));
  const levels = added.filter(isLevel);
  if (levels.some((code) => code !== 'N' || before.some(isLevel))) return undefined;
  const acts = new Set<DocumentAct>();
  if (added.includes('MASQUE_PS')) acts.add('mask');
  if (dropped.includes('MASQUE_PS')) acts.add('unmask');
  if ([...added, ...dropped].includes('INVISIBLE_PATIENT')) acts.add('showToPatient');
  if ([...added, ...dropped].includes('INVISIBLE_REPRESENTANTS_LEGAUX')) acts.add('showToRepresentatives');
  return [...acts];
}

/** The level that the document had is kept where a client's patch wrote over it; without any it is N. */
function resultingCodes(
  before: readonly ConfidentialityCode[],
  after: readonly ConfidentialityCode[],
): readonly ConfidentialityCode[] {
  const kept = before.filter((code) => isLevel(code) && !after.includes(code));
  const codes = [...new Set([...after, ...kept])];
  return codes.length === 0 ? ['N'] : codes;
}
