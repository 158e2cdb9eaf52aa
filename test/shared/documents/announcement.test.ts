import { describe, expect, it } from 'vitest';
import announcements from '../../../resources/vigilance/announcements.json' with { type: 'json' };
import negations from '../../../resources/vigilance/negations.json' with { type: 'json' };
import types from '../../../resources/habilitation/types.json' with { type: 'json' };
import { AnnouncementWords, recogniseAnnouncement } from '../../../shared/documents/announcement.ts';

const words = AnnouncementWords.parse(announcements);
const BIOLOGY = '11502-2';
const PATHOLOGY = '60568-3';
const IMAGING = '18748-4';
const CONSULTATION = '11488-4';
const topics = (type: string, text: string, title = 'Compte rendu') =>
  recogniseAnnouncement({ title, type, text }, words, negations).map(({ topic }) => topic);

describe('recognising what may have to be announced', () => {
  it.each([
    [PATHOLOGY, 'Conclusion : adénocarcinome lieberkühnien infiltrant du côlon.'],
    [PATHOLOGY, 'Carcinome canalaire infiltrant de grade II, récepteurs positifs.'],
    [PATHOLOGY, 'Dysplasie de haut grade (CIN 3).'],
    [IMAGING, 'Masse suspecte du quadrant supéro-externe, classée ACR 5.'],
    [IMAGING, 'Multiples lésions hépatiques évocatrices de métastases.'],
    [IMAGING, 'L’examen ne permet pas d’exclure une lésion maligne.'],
    [IMAGING, 'Pas d’épanchement, mais présence d’une lésion suspecte du segment VI.'],
    [IMAGING, 'Suivi de cancer colique : apparition d’une métastase hépatique.'],
    [BIOLOGY, 'Hémogramme : 42 % de blastes circulants, aspect de leucémie aiguë.'],
    [BIOLOGY, 'Sérologie VIH positive, à confirmer sur un second prélèvement.'],
    [IMAGING, 'Grossesse arrêtée à 8 semaines d’aménorrhée.'],
  ])('%s: %s', (type, text) => {
    expect(topics(type, text)).not.toEqual([]);
  });

  it.each([
    [PATHOLOGY, 'Muqueuse colique normale. Absence de dysplasie et de carcinome.'],
    [PATHOLOGY, 'Pas d’argument histologique en faveur d’une lésion maligne.'],
    [IMAGING, 'Aucune lésion suspecte. Classé ACR 2.'],
    [IMAGING, 'Poumons clairs, sans nodule suspect ni adénopathie suspecte.'],
    [IMAGING, 'Indication : antécédents de cancer du sein. Examen sans particularité.'],
    [IMAGING, 'Mammographie de dépistage du cancer du sein : ACR 1 des deux côtés.'],
    [BIOLOGY, 'Recherche de cellules de lymphome : négative'],
    [BIOLOGY, 'Hémogramme normal. HbA1c 6,1 %.'],
    [PATHOLOGY, ''],
  ])('not %s: %s', (type, text) => {
    expect(topics(type, text)).toEqual([]);
  });

  it('looks into results and imaging, not into a letter that recalls an old illness', () => {
    const text = 'Carcinome mammaire traité en 2011.';
    expect(topics(CONSULTATION, text)).toEqual([]);
    expect(topics(PATHOLOGY, text)).toEqual(['cancer']);
  });

  it('believes a title whatever the type, and a decision meeting by its type alone', () => {
    expect(topics(CONSULTATION, '', 'Consultation d’annonce – carcinome du sein')).toEqual(['cancer']);
    expect(recogniseAnnouncement({ title: 'RCP', type: '34794-8', text: '' }, words, negations)).toEqual([
      { topic: 'decision', where: 'type', excerpt: '' },
    ]);
  });

  it('shows the words as the document writes them, and each topic once', () => {
    const text = 'Biopsie du 12/11.\nConclusion :\nadénocarcinome infiltrant de la\nprostate. Carcinome.';
    expect(recogniseAnnouncement({ title: 'Biopsies', type: PATHOLOGY, text }, words, negations)).toEqual([
      {
        topic: 'cancer',
        where: 'content',
        excerpt: 'Conclusion : adénocarcinome infiltrant de la prostate',
      },
    ]);
  });

  it('reads a result on its own line: the next line is another test’s', () => {
    expect(topics(BIOLOGY, 'Western blot positif\nHépatite B : négatif')).toEqual(['infection']);
    expect(topics(BIOLOGY, 'Séropositivité toxoplasmique : négative\nGlycémie 0,9')).toEqual([]);
  });

  it('names types of the DMP alone', () => {
    const known = new Set(types.map(({ code }) => code));
    expect([...Object.keys(words.types), ...words.alone].filter((code) => !known.has(code))).toEqual([]);
  });

  it('stays fast on the longest text', () => {
    const text = 'Absence de lésion suspecte au sein du parenchyme. '.repeat(8_000);
    const began = performance.now();
    expect(topics(IMAGING, text)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});
