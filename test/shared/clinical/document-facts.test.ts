import { describe, expect, it } from 'vitest';
import { demoDocuments } from '../../../electron/service/demo/documents.ts';
import { blocksOfFile } from '../../../shared/clinical/document-blocks.ts';
import { factsOfDocument, factsOfSheet } from '../../../shared/clinical/document-facts.ts';
import { chooseDocuments } from '../../../shared/clinical/fact-documents.ts';
import { recogniseFile } from '../../../shared/documents/recognise.ts';

const document = (typeCode: string, title = 'Compte rendu') => ({
  uniqueId: 'urn:oid:1.2.3',
  title,
  author: 'Dr Sophie RENAUD',
  typeCode,
  date: '2026-11-01T10:00:00Z',
});

/** What a plain text tells, as topic and words. */
function told(text: string, typeCode = '11488-4'): string[] {
  const bytes = new TextEncoder().encode(text);
  const blocks = blocksOfFile(recogniseFile(bytes), bytes);
  if (blocks === null) throw new Error('not read');
  return factsOfDocument(document(typeCode), blocks).map(({ topic, text: words }) => `${topic}: ${words}`);
}

describe('a sentence', () => {
  it('tells what it affirms, in its own words', () => {
    expect(told('Allergie à la pénicilline depuis 2004.')).toEqual([
      'allergies: Allergie à la pénicilline depuis 2004.',
    ]);
    expect(told('Patiente sous apixaban. Porteuse d’un stimulateur cardiaque.')).toEqual([
      'treatments: Patiente sous apixaban.',
      'implants: Porteuse d’un stimulateur cardiaque.',
    ]);
    expect(told('Hémodialyse trois fois par semaine, poids sec : 61,5 kg')).toEqual([
      'dialysis: Hémodialyse trois fois par semaine, poids sec : 61,5 kg',
      'weight: 61,5 kg',
    ]);
    expect(told('DFG à 58 ml/min. INR à 2,4 ce jour')).toEqual([
      'renal: DFG à 58 ml/min.',
      'inr: INR à 2,4 ce jour',
    ]);
  });

  it.each([
    'Pas d’allergie connue.',
    'Allergies : aucune déclarée ce jour',
    'Allergie : aucune déclarée à l’équipe',
    'Absence d’allergie médicamenteuse',
    'Allergies : néant',
    'Ni allergie ni intolérance',
    'Pas de grossesse en cours.',
    'Sans anticoagulant depuis la chirurgie',
    'Test de grossesse négatif',
    'Dépistage de l’allergie à prévoir',
    'Créatinine : résultat à venir',
  ])('that takes a thing back tells nothing of it: %s', (text) => {
    expect(told(text)).toEqual([]);
  });

  it('under a heading of allergies tells one without the word, and nothing where it denies', () => {
    expect(told('ALLERGIES ET INTOLÉRANCES\n- Amoxicilline\n- Pas d’autre allergie')).toEqual([
      'allergies: Amoxicilline',
    ]);
    expect(told('ALLERGIES\nAucune connue')).toEqual([]);
    expect(told('ANTÉCÉDENTS\n- Infarctus en 2019\n\nANTÉCÉDENTS FAMILIAUX\n- Mère diabétique')).toEqual([
      'problems: Infarctus en 2019',
    ]);
  });
});

describe('a table', () => {
  it('of medicines tells each with its dose, and none that was stopped', () => {
    expect(
      told(
        'Médicament | Avant | Après\nApixaban 2,5 mg | 2 par jour | 2 par jour\nZopiclone | 1 le soir | arrêt',
      ),
    ).toEqual(['treatments: Apixaban 2,5 mg']);
  });

  it('is of what was prescribed, or delivered, by the type of its document', () => {
    const table = 'Produit | Posologie\nBisoprolol 5 mg | 1 le matin';
    expect(told(table, '57833-6')).toEqual(['prescriptions: Bisoprolol 5 mg', 'treatments: Bisoprolol 5 mg']);
    expect(told(table, '60593-1')).toEqual(['dispensations: Bisoprolol 5 mg']);
  });

  it('of results tells renal function and INR with unit and limits', () => {
    const bytes = new TextEncoder().encode(
      'Examen | Résultat | Unité | Valeurs de référence\nCréatinine | 112 | µmol/l | 59 – 104\nSodium | 140 | mmol/l | –',
    );
    const blocks = blocksOfFile(recogniseFile(bytes), bytes) ?? [];
    expect(factsOfDocument(document('11502-2'), blocks)).toMatchObject([
      { topic: 'renal', text: 'Créatinine 112 µmol/l', detail: 'réf. 59 – 104' },
    ]);
  });
});

it('a sheet tells by its type alone that there is an implant, or that directives were written', () => {
  expect(factsOfSheet(document('101881-1', 'Carte d’implant – endoprothèse'))).toMatchObject([
    { topic: 'implants', text: 'Carte d’implant – endoprothèse', place: 'documents' },
  ]);
  expect(factsOfSheet(document('EXPPAT_3', 'Mes directives'))).toMatchObject([{ topic: 'directives' }]);
  expect(factsOfSheet(document('11488-4'))).toEqual([]);
});

describe('the documents of the demo', () => {
  const all = demoDocuments(Date.parse('2026-11-26T10:00:00Z'));
  const factsOf = (patient: string, type: string) =>
    all
      .filter((each) => each.patient === patient && each.type === type && each.status === 'current')
      .flatMap((each) => {
        const blocks = blocksOfFile(recogniseFile(each.bytes), each.bytes);
        return blocks === null ? [] : factsOfDocument(document(type), blocks);
      });

  it('a synthesis tells problems, the allergy that it affirms, and treatments with their dose', () => {
    const facts = factsOf('diabetic', '60591-5');
    const of = (topic: string) => facts.filter((each) => each.topic === topic).map(({ text }) => text);
    expect(of('problems')).toContain('Diabète de type 2 depuis 2011');
    expect(of('allergies')).toEqual(['Amoxicilline\u202f: éruption urticarienne en 2004.']);
    expect(of('treatments')).toEqual(
      expect.arrayContaining(['Metformine 1 000 mg', 'Dapagliflozine 10 mg', 'Périndopril 4 mg']),
    );
    expect(of('renal')).toHaveLength(1);
  });

  it('a PDF is not read here: it is left to the reader, and counted', () => {
    const pdf = all.find(({ mediaType }) => mediaType === 'application/pdf');
    expect(pdf === undefined ? null : blocksOfFile(recogniseFile(pdf.bytes), pdf.bytes)).toBeNull();
    const listed = (mediaType: string) => ({
      type: { code: '60591-5' },
      actDate: '2026-01-01T00:00:00Z',
      mediaType,
      size: 10,
    });
    expect(chooseDocuments([listed('application/pdf')], 'vital', 12)).toEqual({
      opened: [],
      left: 1,
      older: 0,
    });
    expect(chooseDocuments([listed('text/xml')], 'vital', 12)).toMatchObject({ left: 0 });
    expect(chooseDocuments([listed('text/xml')], 'vital', 0)).toEqual({ opened: [], left: 1, older: 0 });
    // The latest of its type is opened; the older ones are counted.
    const three = [listed('text/xml'), listed('text/xml'), listed('text/xml')];
    expect(chooseDocuments(three, 'vital', 12)).toMatchObject({ left: 0, older: 2 });
  });
});
