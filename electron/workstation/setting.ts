import type { Place, Professional } from '../../shared/bridge/session.ts';
import type { Reference, Term } from './reference.ts';

const HOSPITALS: ReadonlySet<string> = new Set(['SA01', 'SA02', 'SA03', 'SA04']);
const SOCIAL_CARE: ReadonlySet<string> = new Set(['SA16', 'SA17', 'SA18', 'SA20', 'SA21', 'SA41']);
/** Sector of a place that the directory does not qualify. */
const UNDEFINED_SECTOR = 'SA43';

/**
 * Where and in which setting a document was made (JDV_J02, JDV_J04), from the place of practice: the sheet
 * must say both, and nobody should have to type them.
 */
export function settingOf(
  reference: Reference,
  place: Place,
  author: Professional,
): { readonly facilityType: Term; readonly practiceSetting: Term } {
  const facilityType = reference.facilityType(place.sector) ?? reference.facilityType(UNDEFINED_SECTOR);
  const practiceSetting = reference.practiceSetting(settingCode(place.sector, author));
  if (facilityType === undefined || practiceSetting === undefined) {
    throw new Error('the nomenclature of facilities or settings is incomplete');
  }
  return { facilityType, practiceSetting };
}

function settingCode(sector: string, author: Professional): string {
  if (author.regulator) return 'SAMU_SMUR';
  if (HOSPITALS.has(sector)) return 'ETABLISSEMENT';
  return SOCIAL_CARE.has(sector) ? 'ESSMS' : 'AMBULATOIRE';
}
