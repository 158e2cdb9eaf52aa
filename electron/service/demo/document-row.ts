import { CONFIDENTIALITY_CODES } from '../../../shared/access/vocabulary.ts';
import { z } from '../../../shared/schema/zod.ts';
import { SectionRow } from './writing/content.ts';

/** A document of the demo before it is written: what `resources/demo/documents` holds. */
export const DocumentRow = z.strictObject({
  id: z.string(),
  /** Key of the patient. */
  patient: z.string(),
  /** Key of the professional; null: the patient himself. */
  author: z.string().nullable(),
  type: z.string(),
  as: z.enum(['pdf', 'cda1-pdf', 'cda1-text', 'cda1-rtf', 'cda3', 'text', 'rtf', 'jpeg', 'tiff']),
  picture: z.enum(['chest', 'wrist', 'skin', 'ecg']).optional(),
  daysAgo: z.number().positive(),
  title: z.string(),
  templates: z.array(z.string()).default([]),
  confidentiality: z.array(z.enum(CONFIDENTIALITY_CODES)).default(['N']),
  maskedBy: z.enum(['patient', 'professional']).nullable().default(null),
  status: z.enum(['current', 'superseded', 'deleted']).default('current'),
  archived: z.boolean().default(false),
  /** `id` of the row of which this one is the new version. */
  replaces: z.string().nullable().default(null),
  sections: z.array(SectionRow),
});
export type DocumentRow = z.input<typeof DocumentRow>;
