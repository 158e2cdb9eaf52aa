import { describe, expect, it } from 'vitest';
import { ceremonies, offeredActs, undoOf } from '../../../../renderer/features/manage/acts.ts';
import { differences } from '../../../../renderer/features/manage/differences.ts';
import { words } from '../../../../renderer/features/manage/messages.ts';
import { DOCUMENT_ACTS, type DocumentSummary } from '../../../../shared/bridge/record.ts';
import { fakeDocuments } from '../../../fixtures/fake-documents.ts';

const [base] = fakeDocuments(1);
if (base === undefined) throw new Error('fixtures are missing');
const summary = (change: Partial<DocumentSummary> = {}): DocumentSummary => ({
  ...base,
  own: true,
  depositedAt: '2026-11-18T09:00:00Z',
  ...change,
});
const now = Date.parse('2026-11-20T09:00:00Z');
const offered = (change: Partial<DocumentSummary>, treatingDoctor = false, at = now) =>
  offeredActs(summary(change), { treatingDoctor, now: at, hiddenDays: 30 });

describe('the acts offered on a document', () => {
  it('are none on what others wrote, unless for a médecin traitant', () => {
    expect(offered({ own: false })).toEqual([]);
    expect(offered({ own: false }, true)).toEqual(['mask', 'archive']);
  });

  it('let the author mask, archive and delete', () => {
    expect(offered({})).toEqual(['mask', 'archive', 'delete']);
  });

  it('never unmask what the patient masked', () => {
    expect(offered({ confidentiality: ['N', 'MASQUE_PS'], maskedBy: 'patient' })).not.toContain('unmask');
    expect(offered({ confidentiality: ['N', 'MASQUE_PS'], maskedBy: 'professional' })).toContain('unmask');
  });

  it('show to the patient, and not mask, while the document is hidden from him', () => {
    const hidden = { confidentiality: ['N', 'INVISIBLE_PATIENT'] as const };
    expect(offered({ confidentiality: [...hidden.confidentiality] })).toEqual([
      'showToPatient',
      'archive',
      'delete',
    ]);
    const day30 = Date.parse('2026-12-18T09:00:00Z');
    expect(offered({ confidentiality: [...hidden.confidentiality] }, false, day30 - 1)).toContain(
      'showToPatient',
    );
    expect(offered({ confidentiality: [...hidden.confidentiality] }, false, day30)).toEqual([
      'mask',
      'archive',
      'delete',
    ]);
  });

  it('leave showing to the representatives to the author', () => {
    const confidentiality: DocumentSummary['confidentiality'] = ['N', 'INVISIBLE_REPRESENTANTS_LEGAUX'];
    expect(offered({ confidentiality })).toContain('showToRepresentatives');
    expect(offered({ confidentiality, own: false }, true)).not.toContain('showToRepresentatives');
  });

  it('ask for a typed word only to delete, and for a confirmation wherever there is no way back', () => {
    expect(DOCUMENT_ACTS.filter((act) => ceremonies[act] === 'typed')).toEqual(['delete']);
    expect(DOCUMENT_ACTS.filter((act) => undoOf[act] === null && ceremonies[act] === 'none')).toEqual([]);
  });
});

describe('what changed meanwhile', () => {
  it('is named', () => {
    const after = summary({ confidentiality: ['N', 'MASQUE_PS'], archived: true, version: 2 });
    expect(differences(summary(), after)).toEqual([words.changes.masked, words.changes.archived]);
    expect(differences(summary(), null)).toEqual([words.changes.gone]);
    expect(differences(summary(), summary({ version: 2 }))).toEqual([words.changes.other]);
  });
});
