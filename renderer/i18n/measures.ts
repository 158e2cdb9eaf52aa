import { messages } from './text.ts';

/** The measures of a medical profile, as both sides read them. */
export const MEASURE_LABELS = messages({
  weight: 'Poids',
  height: 'Taille',
  bmi: 'Indice de masse corporelle',
  pressure: 'Pression artérielle',
  heartRate: 'Fréquence cardiaque',
  glycaemia: 'Glycémie',
  hba1c: 'Hémoglobine glyquée',
  temperature: 'Température',
  pain: 'Douleur',
  waist: 'Tour de taille',
  headCircumference: 'Périmètre crânien',
  steps: 'Pas par jour',
});
