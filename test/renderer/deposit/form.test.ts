import { describe, expect, it } from 'vitest';
import {
  choicesFor,
  formProblems,
  metadataOf,
  proposedForm,
  type DepositForm,
  type FormContext,
  type ReadyDraft,
} from '../../../renderer/features/deposit/form.ts';
import { typeCodes, typeGroups } from '../../../renderer/features/deposit/types.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { fakeDocuments } from '../../fixtures/fake-documents.ts';
import { fakePatients } from '../../fixtures/fake-patients.ts';

const patient = fakePatients[0]?.identity;
const [document] = fakeDocuments(1);
if (patient === undefined || document === undefined) throw new Error('fixtures are missing');

const draft: ReadyDraft = {
  status: 'ready',
  draftId: 'd',
  fileName: 'ordonnance.pdf',
  format: { code: 'urn:ihe:iti:xds-sd:pdf:2008', label: 'PDF' },
  mediaType: 'application/pdf',
  size: 1000,
  title: 'Ordonnance',
  proposals: [{ code: '57833-6', label: 'Prescription', class: '42', because: 'name' }],
  actDate: '2026-11-18',
};
const context: FormContext = { today: '2026-11-20', patient, types: typeCodes, replaces: undefined };
const form = (change: Partial<DepositForm> = {}): DepositForm => ({
  ...proposedForm(draft, undefined),
  ...change,
});
const replacing = (change: Partial<DocumentSummary>): DocumentSummary => ({ ...document, ...change });

describe('the deposit form', () => {
  it('chooses the type that the file itself speaks for, and leaves a mere habit to the person', () => {
    expect(form().type).toBe('57833-6');
    const usual = draft.proposals.map((proposal) => ({ ...proposal, because: 'usual' as const }));
    expect(proposedForm({ ...draft, proposals: usual }, undefined).type).toBeNull();
  });

  it('reaches every type of the DMP, the proposed ones first and none twice', () => {
    const groups = typeGroups(draft.proposals);
    const ids = groups.flatMap(({ choices }) => choices.map(({ id }) => id));
    expect(ids[0]).toBe('57833-6');
    expect(new Set(ids)).toEqual(typeCodes);
    expect(ids).toHaveLength(typeCodes.size);
  });

  it('is right as proposed', () => {
    expect(formProblems(form(), context)).toEqual([]);
    expect(metadataOf(form(), context)).toEqual({
      title: 'Ordonnance',
      type: '57833-6',
      actDate: '2026-11-18',
      confidentiality: ['N'],
      replaces: null,
    });
  });

  it('says all that is wrong at once', () => {
    const wrong = form({ title: '  ', type: null, actDate: '31/02/2026' });
    expect(formProblems(wrong, context)).toEqual(['TITLE_MISSING', 'TYPE_UNKNOWN', 'DATE_INVALID']);
    expect(formProblems(form({ actDate: '21/11/2026' }), context)).toEqual(['DATE_IN_FUTURE']);
    expect(formProblems(form({ actDate: '01/01/1970' }), context)).toEqual(['DATE_BEFORE_BIRTH']);
  });

  it('never writes the two codes that exclude each other', () => {
    for (const visibility of ['normal', 'hiddenFromProfessionals', 'hiddenFromPatient'] as const) {
      const { confidentiality } = metadataOf(form({ visibility }), context);
      expect(confidentiality.includes('MASQUE_PS') && confidentiality.includes('INVISIBLE_PATIENT')).toBe(
        false,
      );
      expect(new Set(confidentiality).size).toBe(confidentiality.length);
    }
  });

  it('offers to hide from the representatives for a minor only', () => {
    expect(choicesFor(true, undefined).representatives).toBe('free');
    expect(choicesFor(false, undefined).representatives).toBe('none');
  });

  it('keeps the patient’s own mask on a new version', () => {
    const masked = replacing({ confidentiality: ['N', 'MASQUE_PS'], maskedBy: 'patient' });
    expect(choicesFor(false, masked).isVisibilityFixed).toBe(true);
    const kept = metadataOf(proposedForm(draft, masked), { ...context, replaces: masked });
    expect(kept.confidentiality).toContain('MASQUE_PS');
    expect(kept.replaces).toEqual({ uniqueId: masked.uniqueId, version: masked.version });
  });

  it('does not offer to hide from the patient what he already sees', () => {
    expect(choicesFor(false, replacing({})).visibilities).not.toContain('hiddenFromPatient');
    const hidden = replacing({ confidentiality: ['N', 'INVISIBLE_PATIENT'] });
    expect(choicesFor(false, hidden).visibilities).toContain('hiddenFromPatient');
  });
});
