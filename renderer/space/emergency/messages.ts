import { messages } from '../../i18n/text.ts';

export const words = messages({
  title: "En cas d'urgence",
  lead: 'Qui peut ouvrir ce dossier quand la personne ne peut pas donner son accord. Chaque accès en urgence est annoncé par courriel et reste dans l’historique.',
  samu: 'Le Samu – Centre 15',
  samuOn: 'Le médecin du Samu qui répond à un appel peut consulter ce dossier.',
  samuOff: 'Le Samu ne peut pas consulter ce dossier, même pour un appel qui vous concerne.',
  others: 'Les autres professionnels de santé',
  othersOn:
    'Un professionnel qui vous soigne en urgence peut consulter ce dossier : il écrit pourquoi, et vos médecins traitants sont prévenus.',
  othersOff: 'Aucun autre professionnel ne peut ouvrir ce dossier en urgence.',
  masked: 'Mes documents masqués aussi',
  maskedOn: 'En urgence, les documents masqués sont visibles eux aussi.',
  maskedOff: 'En urgence, les documents masqués restent masqués.',
  maskedIdle: 'Sans effet tant que les deux accès ci-dessus sont fermés.',
  done: 'Votre choix est enregistré.',
  bothOff:
    'Personne ne peut ouvrir ce dossier en urgence. Vos traitements et allergies n’y seront pas lus si vous ne pouvez pas parler.',
});
