import { z } from '../schema/zod.ts';
import type { Finding, Negations } from './wording.ts';
import { findWordings } from './wording.ts';

/** Of what a document that looks like bad news speaks. */
export const ANNOUNCEMENT_TOPICS = [
  'cancer',
  'degenerative',
  'infection',
  'genetic',
  'pregnancy',
  'vital',
  /** Its type alone says it: a multidisciplinary meeting decides about a serious illness. */
  'decision',
] as const;
export type AnnouncementTopic = (typeof ANNOUNCEMENT_TOPICS)[number];

/** `resources/vigilance/announcements.json`. */
export const AnnouncementWords = z.strictObject({
  /** Types whose content is looked at: results, pathology, imaging, decisions. */
  types: z.record(z.string(), z.string()),
  /** Types that are reason enough by themselves. */
  alone: z.array(z.string()),
  wordings: z.array(z.strictObject({ topic: z.enum(ANNOUNCEMENT_TOPICS), phrases: z.array(z.string()) })),
});
export type AnnouncementWords = z.infer<typeof AnnouncementWords>;

export interface ExaminedDocument {
  readonly title: string;
  readonly type: string;
  /** What it says, as far as it could be read; empty for a picture or a scan. */
  readonly text: string;
}

export interface Suspicion<Topic extends string> {
  readonly topic: Topic;
  readonly where: 'type' | 'title' | 'content';
  /** The words that say it; empty where the type does. */
  readonly excerpt: string;
}

/**
 * Why a document may be bad news that its patient should hear from somebody before he reads it
 * (CSP R.1111-53): hiding it from him is possible at its deposit only. The title speaks whatever the type is;
 * the content is looked at in results, pathology, imaging and decisions, since any letter recalls old illnesses.
 */
export function recogniseAnnouncement(
  document: ExaminedDocument,
  words: AnnouncementWords,
  negations: Negations,
): Suspicion<AnnouncementTopic>[] {
  const inContent =
    words.types[document.type] === undefined
      ? []
      : located(findWordings(document.text, words.wordings, negations), 'content');
  const suspicions: Suspicion<AnnouncementTopic>[] = [
    ...located(findWordings(document.title, words.wordings, negations), 'title'),
    ...inContent,
  ];
  if (suspicions.length === 0 && words.alone.includes(document.type)) {
    return [{ topic: 'decision', where: 'type', excerpt: '' }];
  }
  return oncePerTopic(suspicions);
}

/** Findings with the place where they were made. */
export function located<Topic extends string>(
  findings: readonly Finding<Topic>[],
  where: 'title' | 'content',
): Suspicion<Topic>[] {
  return findings.map(({ topic, excerpt }) => ({ topic, where, excerpt }));
}

export function oncePerTopic<Topic extends string>(
  suspicions: readonly Suspicion<Topic>[],
): Suspicion<Topic>[] {
  return suspicions.filter(
    ({ topic }, index) => suspicions.findIndex((other) => other.topic === topic) === index,
  );
}
