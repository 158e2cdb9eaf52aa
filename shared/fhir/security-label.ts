import type { ConfidentialityCode } from '../access/vocabulary.ts';
import { CONFIDENTIALITY_CODES } from '../access/vocabulary.ts';
import type { CodeableConcept } from './datatypes.ts';
import { CONFIDENTIALITY_SYSTEM, VISIBILITY_SYSTEM, canonicalSystem } from './systems.ts';

/** Labels of JDV_J58, as a display in answers. */
const DISPLAYS: Readonly<Record<ConfidentialityCode, string>> = {
  N: 'Normal',
  R: 'Restreint',
  V: 'Très restreint',
  MASQUE_PS: 'Masqué aux professionnels de santé',
  INVISIBLE_PATIENT: 'Non visible par le patient',
  INVISIBLE_REPRESENTANTS_LEGAUX: 'Non visible par les représentants légaux du patient',
};

const KNOWN: ReadonlySet<string> = new Set(CONFIDENTIALITY_CODES);

export function isConfidentialityCode(code: string): code is ConfidentialityCode {
  return KNOWN.has(code);
}

/** What a `securityLabel` says. `codes` are raw: how many and which are allowed is a rule. */
export interface LabelReading {
  readonly codes: readonly string[];
  /** False when a known code stands under a system that is not its own. */
  readonly systemsRight: boolean;
}

export function readLabels(labels: readonly CodeableConcept[] | undefined): LabelReading {
  const codings = (labels ?? []).flatMap((label) => label.coding ?? [{}]);
  return {
    codes: codings.map((coding) => coding.code ?? ''),
    systemsRight: codings.every(
      ({ code, system }) =>
        code === undefined ||
        !isConfidentialityCode(code) ||
        system === undefined ||
        canonicalSystem(system) === systemOf(code),
    ),
  };
}

/** One CodeableConcept a code, under canonical systems. */
export function writeLabels(codes: readonly ConfidentialityCode[]): CodeableConcept[] {
  return codes.map((code) => ({ coding: [{ system: systemOf(code), code, display: DISPLAYS[code] }] }));
}

function systemOf(code: ConfidentialityCode): string {
  return code === 'N' || code === 'R' || code === 'V' ? CONFIDENTIALITY_SYSTEM : VISIBILITY_SYSTEM;
}
