import { z } from '../schema/zod.ts';
import type { ExaminedDocument, Suspicion } from './announcement.ts';
import { located, oncePerTopic } from './announcement.ts';
import type { Negations } from './wording.ts';
import { findWordings } from './wording.ts';

/** Of what a minor may want his parents not to learn (CSP L.1111-5, L.1111-5-1, L.2212-4, L.6211-3-1). */
export const SECRET_TOPICS = [
  'contraception',
  'pregnancy',
  'infection',
  'addiction',
  'mental',
  'violence',
  /** The document says itself that the parents are not to know. */
  'request',
] as const;
export type SecretTopic = (typeof SECRET_TOPICS)[number];

/** `resources/vigilance/minor-secrets.json`. */
export const SecretWords = z.strictObject({
  wordings: z.array(
    z.strictObject({
      topic: z.enum(SECRET_TOPICS),
      /** Below this age such words speak of the parents: a mother's pregnancy, a father's addiction. */
      fromYears: z.int(),
      phrases: z.array(z.string()),
    }),
  ),
  /** Types whose mere presence tells. */
  types: z.record(z.string(), z.enum(SECRET_TOPICS)),
});
export type SecretWords = z.infer<typeof SecretWords>;

/**
 * What in a document of a minor would tell his representatives something that he may keep from them: its
 * title, its type, what it says.
 *
 * @param years the minor's age
 */
export function recogniseSecret(
  document: ExaminedDocument,
  years: number,
  words: SecretWords,
): Suspicion<SecretTopic>[] {
  const wordings = words.wordings.filter(({ fromYears }) => years >= fromYears);
  const topics = new Set(wordings.map(({ topic }) => topic));
  const byType = words.types[document.type];
  return oncePerTopic([
    ...located(findWordings(document.title, wordings, NO_NEGATION), 'title'),
    ...(byType === undefined || !topics.has(byType)
      ? []
      : [{ topic: byType, where: 'type' as const, excerpt: '' }]),
    ...located(findWordings(document.text, wordings, NO_NEGATION), 'content'),
  ]);
}

/** "Pas de grossesse" tells the parents as much as "grossesse": that the question was asked is the secret. */
const NO_NEGATION: Negations = { before: [], after: [], stops: [] };

/** Other places that would tell what a hidden document hides; none of them is hidden with it. */
export const OTHER_LEAKS = [
  /** The reimbursement of the act or of the medicine, in the care history and the representatives' statements. */
  'careHistory',
  /** A further document of the same visit: prescription, request for examinations, certificate. */
  'sameVisit',
  'appointment',
  'message',
  'vaccination',
] as const;
export type OtherLeak = (typeof OTHER_LEAKS)[number];

const PRESCRIPTIONS: ReadonlySet<string> = new Set([
  '57833-6',
  'PRESC-BIO',
  'PRESC-INF',
  '55115-0',
  '57828-6',
  '57832-8',
]);
const VACCINATIONS: ReadonlySet<string> = new Set(['87273-9', '11369-6', '96874-3']);

/**
 * Where else the representatives may learn of what a document hides, for this type of document: always the
 * reimbursement, the appointment and the message; the visit's other documents, or the vaccination, where the
 * type makes them likely.
 */
export function otherLeaksOf(type: string): OtherLeak[] {
  return [
    'careHistory',
    ...(PRESCRIPTIONS.has(type) || VACCINATIONS.has(type) ? [] : (['sameVisit'] as const)),
    'appointment',
    'message',
    ...(VACCINATIONS.has(type) ? (['vaccination'] as const) : []),
  ];
}
