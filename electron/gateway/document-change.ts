import type { ConfidentialityCode } from '../../shared/access/vocabulary.ts';
import type { DocumentAct } from '../../shared/bridge/record.ts';
import { ARCHIVED_EXTENSION } from '../../shared/fhir/document-reference.ts';
import { writeLabels } from '../../shared/fhir/security-label.ts';
import type { PatchOperation } from './document-reference.ts';
import type { Sheet } from './sheet.ts';
import { labelsOf } from './sheet.ts';

/**
 * The one change that an act makes to a sheet. Labels are written as a whole array: replacing one place of
 * it, as the draft's example does, can drop another label.
 *
 * @returns undefined where the sheet has not the element that the act changes
 */
export function operationOf(act: DocumentAct, sheet: Sheet): PatchOperation | undefined {
  const labels = labelsOf(sheet);
  switch (act) {
    case 'delete':
      return { op: 'replace', path: '/status', value: 'entered-in-error' };
    case 'mask':
      return relabel([...without(labels, 'MASQUE_PS'), 'MASQUE_PS']);
    case 'unmask':
      return relabel(without(labels, 'MASQUE_PS'));
    case 'showToPatient':
      return relabel(without(labels, 'INVISIBLE_PATIENT'));
    case 'showToRepresentatives':
      return relabel(without(labels, 'INVISIBLE_REPRESENTANTS_LEGAUX'));
    case 'archive':
    case 'restore': {
      const index = sheet.extension?.findIndex(({ url }) => url === ARCHIVED_EXTENSION) ?? -1;
      if (index < 0) return undefined;
      return { op: 'replace', path: `/extension/${index}/valueBoolean`, value: act === 'archive' };
    }
  }
}

/** A sheet keeps one label at least: what nothing restricts is normal. */
function relabel(codes: readonly ConfidentialityCode[]): PatchOperation {
  const value = writeLabels(codes.length === 0 ? ['N'] : codes);
  return { op: 'replace', path: '/securityLabel', value };
}

function without(codes: readonly ConfidentialityCode[], code: ConfidentialityCode): ConfidentialityCode[] {
  return codes.filter((candidate) => candidate !== code);
}
