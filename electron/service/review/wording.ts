import type { ReviewCode, ReviewReason } from './rules.ts';

/** Why an alert, in one French sentence for whoever looks at it. */
export function whyOf({ code, accesses }: ReviewReason): string {
  return SAID[code](accesses.length);
}

const several = (count: number): string => (count === 1 ? 'un accès' : `${count} accès`);

const SAID: Readonly<Record<ReviewCode, (count: number) => string>> = {
  BURST: (count) => `Beaucoup de patients différents en quelques minutes (${several(count)}).`,
  BREAK_GLASS: (count) => `Beaucoup de bris de glace dans la journée (${several(count)}).`,
  OWN_NAME: (count) => `Patient portant le nom, peu répandu, du professionnel (${several(count)}).`,
  FLAGGED: (count) => `Dossier sous surveillance, par un autre que son médecin traitant (${several(count)}).`,
  FAR: (count) => `Patients suivis dans un autre département que celui d’exercice (${several(count)}).`,
  NIGHT: (count) => `La nuit (${several(count)}) : ne compte qu’avec un autre motif.`,
  REPORTED: (count) => `Signalé par le patient (${several(count)}).`,
};
