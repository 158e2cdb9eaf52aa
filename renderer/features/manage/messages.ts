import type { DocumentAct } from '../../../shared/bridge/record.ts';
import { french, icu, messages } from '../../i18n/text.ts';

export interface ActWords {
  /** A verb: the entry of the menu and the button. */
  readonly verb: string;
  readonly question: string;
  /** What will happen, in one sentence. */
  readonly effect: string;
  readonly done: string;
}

const act = (verb: string, question: string, effect: string, done: string): ActWords => ({
  verb: french(verb),
  question: french(question),
  effect: french(effect),
  done: french(done),
});

export const actWords: Readonly<Record<DocumentAct, ActWords>> = {
  mask: act(
    'Masquer aux professionnels',
    'Masquer ce document à la demande du patient ?',
    'Les autres professionnels ne le verront plus ; le patient, son auteur et ses médecins traitants le verront toujours. Vous pourrez le rendre visible.',
    'Document masqué.',
  ),
  unmask: act(
    'Rendre visible aux professionnels',
    'Rendre ce document visible aux professionnels ?',
    'Les professionnels habilités à lire ce type de document le verront de nouveau.',
    'Document rendu visible.',
  ),
  archive: act(
    'Archiver',
    'Archiver ce document ?',
    'Il porte la mention « archivé » et reste lisible ; vous pourrez le restaurer.',
    'Document archivé.',
  ),
  restore: act(
    'Restaurer',
    'Restaurer ce document ?',
    'Il perd la mention « archivé ».',
    'Document restauré.',
  ),
  showToPatient: act(
    'Montrer au patient',
    'Montrer ce document au patient ?',
    'Il le verra dès maintenant dans son espace et en sera averti : cet acte ne se défait pas.',
    'Document visible par le patient.',
  ),
  showToRepresentatives: act(
    'Montrer aux représentants légaux',
    'Montrer ce document aux représentants légaux ?',
    'Ils le verront dès maintenant dans l’espace de l’enfant : cet acte ne se défait pas.',
    'Document visible par les représentants légaux.',
  ),
  delete: act(
    'Supprimer',
    'Supprimer ce document ?',
    'Plus personne ne le verra, ni le patient, ni un professionnel : cet acte ne se défait pas, et sa trace est conservée.',
    'Document supprimé.',
  ),
};

export const words = {
  ...messages({
    menu: 'Actions sur le document',
    commandGroup: 'Document',
    replace: 'Remplacer par une nouvelle version',
    cancel: 'Annuler',
    undo: 'Annuler',
    close: 'Fermer',
    acting: 'En cours…',
    waiting: 'en attente : part dès que le service répond (Envois).',
    typedLabel: 'Pour confirmer, tapez SUPPRIMER',
    typedWord: 'SUPPRIMER',
    failedTitle: 'L’acte n’a pas été fait',
    staleTitle: 'Ce document a changé entre-temps',
    staleWhat: 'Votre acte n’a pas été fait. La fiche affichée est maintenant à jour :',
  }),
  changes: messages({
    gone: 'le document a quitté la liste de ce que vous pouvez lire',
    masked: 'le document a été masqué aux professionnels',
    unmasked: 'le document a été rendu visible aux professionnels',
    shownToPatient: 'le document est maintenant visible par le patient',
    shownToRepresentatives: 'le document est maintenant visible par les représentants légaux',
    archived: 'le document a été archivé',
    restored: 'le document a été restauré',
    replaced: 'une nouvelle version le remplace',
    retitled: 'son titre a changé',
    retyped: 'son type a changé',
    other: 'une autre information de sa fiche a changé',
  }),
  leavesIn: icu<{ seconds: number }>(
    'dans {seconds, plural, one {# seconde} many {# secondes} other {# secondes}}',
  ),
} as const;
