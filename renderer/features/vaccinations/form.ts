import type { NewVaccination, Vaccination, VaccineChoice } from '../../../shared/bridge/sections.ts';
import type { CodeProblem, MedicineCode } from '../../../shared/clinical/gs1.ts';
import { VACCINATION_ROUTES, VACCINATION_SITES } from '../../../shared/clinical/terms.ts';
import { parseFrenchDate, shortDate } from '../../i18n/format.ts';
import { ROUTE_LABELS, SITE_LABELS } from './messages.ts';

/** What is typed in the form of a vaccination, as it is typed. */
export interface VaccinationForm {
  readonly vaccine: string | null;
  readonly product: string;
  readonly gtin: string | null;
  readonly lot: string;
  readonly expires: string;
  readonly date: string;
  readonly site: NewVaccination['site'];
  readonly route: NewVaccination['route'];
  readonly dose: string;
}

export const emptyForm = (today: string): VaccinationForm => ({
  vaccine: null,
  product: '',
  gtin: null,
  lot: '',
  expires: '',
  date: shortDate(today),
  site: null,
  route: null,
  dose: '',
});

/** The form that corrects an entry: all that it said. */
export function formOf(entry: Vaccination): VaccinationForm {
  return {
    vaccine: entry.code?.code ?? null,
    product: '',
    gtin: null,
    lot: entry.lot ?? '',
    expires: entry.expires?.length === 10 ? shortDate(entry.expires) : '',
    date: entry.date.length >= 10 ? shortDate(entry.date) : '',
    site: VACCINATION_SITES.find((site) => SITE_LABELS[site] === entry.site) ?? null,
    route: VACCINATION_ROUTES.find((route) => ROUTE_LABELS[route] === entry.route) ?? null,
    dose: entry.dose === null ? '' : String(entry.dose),
  };
}

/** The form with what a box says of itself; what the post knows of the box fills the rest. */
export function scanned(
  form: VaccinationForm,
  { gtin, lot, expires }: MedicineCode,
  products: VaccineChoice['products'],
): VaccinationForm {
  const known = products.find((product) => product.gtin === gtin);
  return {
    ...form,
    gtin,
    lot: lot ?? form.lot,
    expires: expires === null ? form.expires : shortDate(expires),
    vaccine: known?.vaccine ?? form.vaccine,
    product: known?.product ?? form.product,
  };
}

export interface FormProblems {
  readonly vaccine: boolean;
  readonly lot: boolean;
  readonly date: 'unknown' | 'ahead' | 'beforeBirth' | null;
  readonly expires: boolean;
  readonly dose: boolean;
}

export interface FormContext {
  readonly today: string;
  readonly birthDate: string;
}

/** What keeps the form from being sent, all at once. */
export function problemsOf(form: VaccinationForm, { today, birthDate }: FormContext): FormProblems {
  const date = parseFrenchDate(form.date, today);
  return {
    vaccine: form.vaccine === null,
    lot: form.lot.trim() === '',
    date: date === null ? 'unknown' : date > today ? 'ahead' : date < birthDate ? 'beforeBirth' : null,
    expires: form.expires.trim() !== '' && expiryOf(form.expires) === null,
    dose: form.dose.trim() !== '' && !/^([1-9]|1\d|20)$/.test(form.dose.trim()),
  };
}

export const isReady = (problems: FormProblems): boolean =>
  Object.values(problems).every((problem) => problem === false || problem === null);

/** The vaccination that a form without problems says. */
export function vaccinationOf(form: VaccinationForm, { today }: FormContext): NewVaccination | null {
  const date = parseFrenchDate(form.date, today);
  if (form.vaccine === null || date === null) return null;
  const { gtin, site, route, dose } = form;
  return {
    vaccine: form.vaccine,
    product: form.product.trim() === '' ? null : form.product.trim(),
    gtin,
    lot: form.lot.trim(),
    expires: form.expires.trim() === '' ? null : expiryOf(form.expires),
    date,
    site,
    route,
    dose: dose.trim() === '' ? null : Number(dose.trim()),
  };
}

/** A lot expires in the years to come: two digits of a year are of this century. */
const expiryOf = (typed: string): string | null => parseFrenchDate(typed, '2099-12-31');

/** The day from which the lot is out of date when it was given; null: it was not. */
export function expiredSince(form: VaccinationForm, { today }: FormContext): string | null {
  const expires = form.expires.trim() === '' ? null : expiryOf(form.expires);
  const date = parseFrenchDate(form.date, today);
  return expires !== null && date !== null && expires < date ? expires : null;
}

/** What came of the last scan of the form. */
export type Scan =
  | { readonly status: 'none' }
  | { readonly status: 'read'; readonly lot: string | null; readonly isKnown: boolean }
  | { readonly status: 'refused'; readonly problem: CodeProblem };
