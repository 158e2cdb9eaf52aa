import { describe, expect, it } from 'vitest';
import {
  answered,
  choicesFor,
  formProblems,
  metadataOf,
  proposedForm,
  questionsOf,
  type DepositForm,
  type FormContext,
  type ReadyDraft,
} from '../../../../renderer/features/deposit/form.ts';
import { typeCodes, typeGroups } from '../../../../renderer/features/deposit/types.ts';
import type { Vigilance } from '../../../../shared/bridge/deposit.ts';
import type { DocumentSummary } from '../../../../shared/bridge/record.ts';
import { fakeDocuments } from '../../../fixtures/fake-documents.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';

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

  it('hides from the representatives, without a choice, in a secret session', () => {
    expect(choicesFor(true, undefined, true).representatives).toBe('forced');
    expect(metadataOf(proposedForm(draft, undefined, true), context).confidentiality).toContain(
      'INVISIBLE_REPRESENTANTS_LEGAUX',
    );
  });
});

describe('the questions of a review', () => {
  const review = (change: Partial<Vigilance>) => ({
    vigilance: { contentRead: true, announcement: [], secrets: [], otherLeaks: [], ...change },
  });
  const badNews = review({ announcement: [{ topic: 'cancer', where: 'title', excerpt: 'carcinome' }] });
  const secret = review({ secrets: [{ topic: 'contraception', where: 'title', excerpt: 'pilule' }] });
  const open = [{ question: 'announcement', answer: null }];

  it('are asked where something was recognised, and are answered by nobody but the person', () => {
    expect(questionsOf(form(), review({}))).toEqual([]);
    expect(questionsOf(form(), badNews)).toEqual(open);
    expect(questionsOf(form({ visibility: 'hiddenFromProfessionals' }), badNews)).toEqual(open);
    expect(questionsOf(form(), secret)).toEqual([{ question: 'secret', answer: null }]);
  });

  it('count a choice already made in the form as the answer', () => {
    expect(questionsOf(form({ visibility: 'hiddenFromPatient' }), badNews)).toEqual([
      { question: 'announcement', answer: 'hide' },
    ]);
    expect(questionsOf(form({ hiddenFromRepresentatives: true }), secret)).toEqual([
      { question: 'secret', answer: 'hide' },
    ]);
  });

  it('an answer changes the codes, and can be taken back', () => {
    const hidden = { ...form(), ...answered(form(), 'announcement', 'hide') };
    expect(metadataOf(hidden, context).confidentiality).toEqual(['N', 'INVISIBLE_PATIENT']);
    const shown = { ...hidden, ...answered(hidden, 'announcement', 'show') };
    expect(metadataOf(shown, context).confidentiality).toEqual(['N']);
    expect(questionsOf(shown, badNews)).toEqual([{ question: 'announcement', answer: 'show' }]);
    const kept = { ...form(), ...answered(form(), 'secret', 'hide') };
    expect(metadataOf(kept, context).confidentiality).toEqual(['N', 'INVISIBLE_REPRESENTANTS_LEGAUX']);
  });

  it('hiding takes the place of a mask: the two exclude each other', () => {
    const masked = form({ visibility: 'hiddenFromProfessionals' });
    const hidden = { ...masked, ...answered(masked, 'announcement', 'hide') };
    expect(metadataOf(hidden, context).confidentiality).toEqual(['N', 'INVISIBLE_PATIENT']);
    const shown = { ...masked, ...answered(masked, 'announcement', 'show') };
    expect(metadataOf(shown, context).confidentiality).toEqual(['N', 'MASQUE_PS']);
  });
});
