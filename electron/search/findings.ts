import type { PatientHit } from '../../shared/bridge/patients.ts';

export type Matched = PatientHit['matched'];

interface Finding {
  readonly patient: number;
  readonly matched: Matched;
  /** Less is better; patients with the same number are equals. */
  readonly distance: number;
}

/** Patients found so far, each with the best way in which he was found. */
export interface Findings {
  readonly size: number;
  /** Whether somebody was found under the very words that were typed. */
  readonly hasExact: boolean;
  /** How many more patients may be added. */
  room(): number;
  add(finding: Finding): void;
  /** The best `limit`, those seen last first among equals, else in the order in which they were found. */
  best(limit: number, recency: (patient: number) => number): readonly Finding[];
}

/** @param most patients kept at most: what comes after is not looked for */
export function createFindings(most: number): Findings {
  const found = new Map<number, Finding>();
  return {
    get size() {
      return found.size;
    },
    get hasExact() {
      return [...found.values()].some(({ matched }) => matched === 'exact');
    },
    room: () => Math.max(0, most - found.size),
    add(finding) {
      const known = found.get(finding.patient);
      if (known === undefined ? found.size < most : finding.distance < known.distance) {
        found.set(finding.patient, finding);
      }
    },
    best: (limit, recency) =>
      [...found.values()]
        .sort((a, b) => a.distance - b.distance || recency(a.patient) - recency(b.patient))
        .slice(0, limit),
  };
}
