import { foldLetters } from '../identity/traits.ts';
import { z } from '../schema/zod.ts';
import type { VaccinationSchedule } from './vaccination-schedule.ts';

/** `resources/vaccination/vaccines.json`: what can be given, by its ATC code, and what it protects from. */
export const VaccineList = z.strictObject({
  source: z.string(),
  system: z.string(),
  vaccines: z.array(z.strictObject({ code: z.string(), label: z.string(), diseases: z.array(z.string()) })),
});
export type VaccineList = z.infer<typeof VaccineList>;

/** What is known of a vaccination's aim. */
export interface Aim {
  /** Diseases of the schedule. */
  readonly known: readonly string[];
  /** Diseases in words that the schedule does not know. */
  readonly other: readonly string[];
}

/**
 * What a vaccination protects from: by its code where the list has it, which tells serogroups apart, else by
 * the words of whoever wrote it.
 */
export function aimReader(
  { diseases }: VaccinationSchedule,
  { vaccines, system }: VaccineList,
): (code: { readonly system: string; readonly code: string } | null, words: readonly string[]) => Aim {
  const byCode = new Map(vaccines.map((vaccine) => [vaccine.code, vaccine.diseases]));
  const byWords = new Map(
    diseases.flatMap(({ id, label, words }) => [label, ...words].map((each) => [fold(each), id] as const)),
  );
  return (code, words) => {
    const coded = code?.system === system ? byCode.get(code.code) : undefined;
    if (coded !== undefined) return { known: coded, other: [] };
    const read = words.map((each) => ({ each, id: byWords.get(fold(each)) }));
    return {
      known: [...new Set(read.flatMap(({ id }) => id ?? []))],
      other: read.filter(({ id }) => id === undefined).map(({ each }) => each),
    };
  };
}

const fold = (words: string): string =>
  foldLetters(words).replaceAll(/\p{M}/gu, '').replaceAll(/\s+/gu, ' ').trim();
