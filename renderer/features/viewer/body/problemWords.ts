import type { ForeignKind } from '../../../../shared/documents/recognise.ts';
import { french } from '../../../i18n/text.ts';
import type { FileKind } from './mediaType.ts';
import type { BodyProblem } from './open.ts';

const KIND_WORDS: Readonly<Record<FileKind | ForeignKind, string>> = {
  pdf: 'un PDF',
  jpeg: 'une image JPEG',
  png: 'une image PNG',
  tiff: 'une image TIFF',
  rtf: 'un texte RTF',
  text: 'un texte simple',
  cda: 'un document CDA',
  html: 'une page web',
  stylesheet: 'une feuille de style XSLT, c’est-à-dire un programme',
  xml: 'un fichier XML d’une autre nature',
  archive: 'une archive compressée',
  office: 'un document de bureautique',
  program: 'un programme',
  image: 'une image d’un format non prévu',
  dicom: 'une image DICOM',
  unknown: 'un fichier inconnu',
};

export interface ProblemWords {
  readonly title: string;
  readonly advice: string;
}

/** What a person is told of a content that cannot be shown: what is so, then what to do. */
export function problemWords(problem: BodyProblem): ProblemWords {
  const { title, advice } = plainWords(problem);
  return { title: french(title), advice: french(advice) };
}

function plainWords(problem: BodyProblem): ProblemWords {
  switch (problem.code) {
    case 'DAMAGED':
      return {
        title: 'Ce document est endommagé et ne peut pas être affiché.',
        advice: 'Il a été déposé ainsi. Demandez à son auteur de le déposer de nouveau.',
      };
    case 'PASSWORD_PROTECTED':
      return {
        title: 'Ce document est protégé par un mot de passe.',
        advice: 'Le poste ne peut pas l’ouvrir. Demandez à son auteur une version sans mot de passe.',
      };
    case 'TOO_SLOW':
      return {
        title: 'La lecture de ce document a été arrêtée : elle demandait trop de temps.',
        advice: 'Le dossier reste utilisable. Réessayez ; si cela se répète, prévenez l’auteur du document.',
      };
    case 'TOO_LARGE':
      return {
        title: 'Ce document dépasse ce que le poste affiche sans risque.',
        advice: 'Ses dimensions sont anormales. Demandez à son auteur une version ordinaire.',
      };
    case 'DISGUISED':
      return {
        title: `Ce document n’est pas affiché : annoncé comme ${KIND_WORDS[problem.announced]}, il contient ${KIND_WORDS[problem.found]}.`,
        advice: 'Rien de son contenu n’a été ouvert. Signalez-le à son auteur.',
      };
    case 'UNSUPPORTED':
      return {
        title: `Le poste n’affiche pas ce format : c’est ${KIND_WORDS[problem.found]}.`,
        advice: 'Rien de son contenu n’a été ouvert.',
      };
  }
}
