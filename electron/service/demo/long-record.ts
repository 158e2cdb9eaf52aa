import type { DocumentRow } from './document-row.ts';

/** How many documents the longest record of the demo holds. */
const LENGTH = 2000;
/** Ten years of them: a nurse every other day. */
const DAYS_BETWEEN = 1.8;

/** The record of an old lady cared for at home: two thousand short documents, no two alike. */
export function longRecordRows(): DocumentRow[] {
  return Array.from({ length: LENGTH }, (_, index) => {
    const common = { patient: 'longRecord', daysAgo: 1 + index * DAYS_BETWEEN };
    if (index % 12 === 5) return { ...common, ...inrReport(index) };
    if (index % 40 === 7) return { ...common, ...visit(index) };
    return { ...common, ...nursing(index) };
  });
}

type Act = Omit<DocumentRow, 'patient' | 'daysAgo'>;

function nursing(index: number): Act {
  const pressure = `${String(122 + swing(index, 17, 26))}/${String(64 + swing(index, 11, 16))} mmHg`;
  const pulse = String(62 + swing(index, 13, 18));
  return {
    id: `long-nursing-${String(index)}`,
    author: 'nurse',
    type: '11506-3',
    as: 'text',
    title:
      index % 3 === 0 ? 'Suivi infirmier – pansement de jambe' : 'Suivi infirmier – prise des traitements',
    archived: index > 1500 && index % 9 === 0,
    sections: [
      {
        heading: 'Passage',
        blocks: [
          `Passage n° ${String(LENGTH - index)} au domicile de {patient}.`,
          [
            `Pression artérielle ${pressure}, pouls ${pulse}/min`,
            OBSERVATIONS[index % OBSERVATIONS.length] ?? '',
          ],
        ],
      },
    ],
  };
}

const OBSERVATIONS = [
  'Pilulier vérifié, traitements pris',
  'Ulcère de jambe en voie de bourgeonnement, pansement refait',
  'Oubli de la prise du soir signalé à la fille',
  'Œdème des chevilles stable, bas de contention posés',
  'Appétit correct, hydratation encouragée',
  'Pas de chute depuis le dernier passage',
  'Peau saine, prévention d’escarre poursuivie',
] as const;

function inrReport(index: number): Act {
  const inr = (2 + swing(index, 7, 16) / 10).toFixed(1).replace('.', ',');
  return {
    id: `long-inr-${String(index)}`,
    author: 'biologist',
    type: '11502-2',
    as: 'cda3',
    templates: ['1.3.6.1.4.1.19376.1.3.3'],
    title: 'Compte rendu d’examens biologiques – INR',
    sections: [
      {
        heading: 'Hémostase',
        blocks: [
          {
            head: ['Examen', 'Résultat', 'Zone thérapeutique'],
            rows: [['INR', inr, '2,0 – 3,0']],
          },
        ],
      },
    ],
  };
}

function visit(index: number): Act {
  const masked = index % 240 === 7;
  return {
    id: `long-visit-${String(index)}`,
    author: index % 80 === 7 ? 'doctor' : 'otherDoctor',
    type: '11488-4',
    as: 'cda1-text',
    title: 'Compte rendu de visite à domicile',
    confidentiality: masked ? ['N', 'MASQUE_PS'] : ['N'],
    maskedBy: masked ? 'professional' : null,
    sections: [
      {
        blocks: [
          `Visite n° ${String(index)} chez {patient}, {âge}. Insuffisance cardiaque stable, fibrillation atriale sous antivitamine K. Poids ${String(58 + swing(index, 5, 6))} kg. Traitement inchangé.`,
        ],
      },
    ],
  };
}

/** A value that comes and goes without chance: 0 to `range` - 1. */
function swing(index: number, step: number, range: number): number {
  return (index * step) % range;
}
