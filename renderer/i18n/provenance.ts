import type { Provenance } from '../../shared/habilitation/matrix.ts';
import { french } from './text.ts';

/** Where a cell comes from: its letter, its word, and its sentence. */
export const provenanceWords: Readonly<
  Record<Provenance | 'none', { readonly letter: string; readonly word: string; readonly sentence: string }>
> = {
  official: {
    letter: 'O',
    word: french('Officielle'),
    sentence: french('D’après un texte officiel.'),
  },
  secondary: {
    letter: 'S',
    word: french('Source secondaire'),
    sentence: french('Nommé par une source secondaire (presse professionnelle, ordre).'),
  },
  inferred: {
    letter: 'I',
    word: french('Déduite'),
    sentence: french('Déduit d’une liste qui se dit complète.'),
  },
  assumed: {
    letter: 'A',
    word: french('Supposée'),
    sentence: french('Supposé par Poste Santé : aucune source ne le dit.'),
  },
  none: {
    letter: '·',
    word: french('Sans case'),
    sentence: french('La matrice n’a pas cette case : le droit le plus fermé de la classe s’applique.'),
  },
};
