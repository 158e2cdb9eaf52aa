import type { Vaccination, VaccinationNotebook } from '../../../shared/bridge/sections.ts';

/** What was received against one disease, oldest first. */
export interface DiseaseLine {
  readonly id: string;
  readonly label: string;
  readonly doses: readonly Vaccination[];
  readonly hint: VaccinationNotebook['hints'][number] | null;
}

/**
 * The notebook by disease, in the order of the schedule: those that were vaccinated against, and those that are
 * due. Diseases that the schedule does not know keep the words of whoever wrote them.
 *
 * @param unknown words for a vaccination that names no disease
 */
export function byDisease(
  { diseases, hints }: Pick<VaccinationNotebook, 'diseases' | 'hints'>,
  vaccinations: readonly Vaccination[],
  unknown: string,
): readonly DiseaseLine[] {
  const oldestFirst = vaccinations.toSorted((a, b) => a.date.localeCompare(b.date));
  const known = diseases.map(({ id, label }): DiseaseLine => ({
    id,
    label,
    doses: oldestFirst.filter((each) => each.diseases.includes(id)),
    hint: hints.find((hint) => hint.diseases.includes(id)) ?? null,
  }));
  const others = new Map<string, Vaccination[]>();
  for (const each of oldestFirst) {
    const named = each.diseases.length + each.otherDiseases.length === 0 ? [unknown] : each.otherDiseases;
    for (const name of named) others.set(name, [...(others.get(name) ?? []), each]);
  }
  return [
    ...known.filter(({ doses, hint }) => doses.length > 0 || hint !== null),
    ...[...others].map(([label, doses]) => ({ id: `other ${label}`, label, doses, hint: null })),
  ];
}

type Hint = VaccinationNotebook['hints'][number];

/** Hints that say the same of several vaccines, which one injection gives together, are one line. */
export function together(
  hints: readonly Hint[],
): readonly { readonly hint: Hint; readonly labels: string[] }[] {
  const lines: { hint: Hint; labels: string[] }[] = [];
  for (const hint of hints) {
    const same = lines.find(
      ({ hint: { status, from, compulsory, reason } }) =>
        status === hint.status &&
        from === hint.from &&
        compulsory === hint.compulsory &&
        JSON.stringify(reason) === JSON.stringify(hint.reason),
    );
    if (same === undefined) lines.push({ hint, labels: [hint.label] });
    else same.labels.push(hint.label);
  }
  return lines;
}
