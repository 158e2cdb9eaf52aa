import { icu, messages } from '../../i18n/text.ts';

export const words = messages({
  title: 'Mes professionnels',
  lead: 'Qui peut consulter ce dossier, et qui ne le peut plus. Un professionnel bloqué peut encore y déposer un document.',
  readers: 'Ils peuvent consulter',
  readersLead: 'Ils ont déclaré avoir votre accord, ou faire partie de votre équipe de soins.',
  noReaders: 'Aucun professionnel ne peut consulter ce dossier en ce moment.',
  until: icu<{ date: string }>("jusqu'au {date}"),
  since: icu<{ date: string }>('depuis le {date}'),
  block: 'Bloquer',
  unblock: 'Débloquer',
  withdraw: "Retirer l'accès",

  doctors: 'Médecins traitants',
  doctorsLead:
    'Ils voient aussi vos documents masqués et tout l’historique des accès, et peuvent bloquer un professionnel à votre demande. Vous pouvez en avoir plusieurs.',
  noDoctors: 'Vous n’avez désigné aucun médecin traitant dans cet espace.',
  nameDoctor: 'Désigner un médecin traitant',
  dismiss: 'Ne plus désigner',

  blocks: 'Bloqués',
  blocksLead: 'Ils ne peuvent plus consulter ce dossier, même en urgence.',
  noBlocks: 'Vous n’avez bloqué personne.',
  blockSomebody: 'Bloquer un professionnel ou un établissement',
  establishment: 'Établissement : tous ses professionnels',

  findBlockTitle: 'Bloquer un professionnel ou un établissement',
  findDoctorTitle: 'Désigner un médecin traitant',
  find: 'Nom',
  findHint: 'Nom du professionnel ou de l’établissement',
  findNote: 'Deux lettres au moins.',
  nobodyFound: 'Personne ne porte ce nom dans l’annuaire.',
  found: 'Trouvés dans l’annuaire',
  choose: 'Choisir',
  cancel: 'Annuler',

  blockTitle: icu<{ name: string }>('Bloquer {name} ?'),
  blockLead:
    'Son accès s’arrête à l’instant, y compris en urgence, et un document ouvert chez lui se ferme. Il peut encore déposer un document. Vous pouvez le débloquer à tout moment ; son accès ne revient pas de lui-même.',
  blockPlaceLead:
    'L’accès de tous les professionnels de cet établissement s’arrête à l’instant, sauf celui de vos médecins traitants. Ils peuvent encore déposer un document.',
  nameTitle: icu<{ name: string }>('Désigner {name} ?'),
  nameLead:
    'Ce médecin verra aussi vos documents masqués et l’historique des accès, dès qu’il déclare votre accord. S’il était bloqué, il ne l’est plus.',
  blocked: icu<{ name: string }>('{name} est bloqué.'),
  unblocked: icu<{ name: string }>('{name} n’est plus bloqué.'),
  named: icu<{ name: string }>('{name} est votre médecin traitant.'),
  dismissed: icu<{ name: string }>('{name} n’est plus votre médecin traitant.'),
  withdrawn: icu<{ name: string }>('L’accès de {name} est retiré.'),
  carer: 'Un aidant consulte et ajoute des documents ; il ne gère pas les droits.',
});
