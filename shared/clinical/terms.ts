/** The closed lists of the sections of a space: what a screen may offer without knowing their schemas. */

/** Kinds of care that the Assurance maladie reimburses. */
export const CARE_KINDS = ['consultation', 'drug', 'exam', 'hospital', 'dental', 'transport'] as const;

export const MEASURE_KINDS = [
  'weight',
  'height',
  'bmi',
  'pressure',
  'heartRate',
  'glycaemia',
  'hba1c',
  'temperature',
  'pain',
  'waist',
  'headCircumference',
  'steps',
] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** Allergies, illnesses, treatments: what a person tells of himself. */
export const PROFILE_KINDS = ['allergy', 'condition', 'treatment'] as const;

/** Where a vaccine is given, and by which way. */
export const VACCINATION_SITES = ['leftDeltoid', 'rightDeltoid', 'leftThigh', 'rightThigh'] as const;
export const VACCINATION_ROUTES = ['intramuscular', 'subcutaneous', 'intradermal', 'oral', 'nasal'] as const;
