import { useEffect, useRef } from 'react';
import type { DepositReview } from '../../../../shared/bridge/deposit.ts';
import { shortDate } from '../../../i18n/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import type { DepositForm, ReviewQuestion } from '../form.ts';
import { questionsOf } from '../form.ts';
import { announcementTopics, secretTopics, whereWords, words } from './messages.ts';
import styles from './Review.module.css';

export interface QuestionsProps {
  readonly form: DepositForm;
  readonly review: DepositReview;
  readonly isUnanswered: boolean;
  readonly onAnswer: (question: ReviewQuestion, answer: 'show' | 'hide') => void;
}

/** What only the deposit can still decide, put in front of the author with its reasons; nothing is chosen for him. */
export function Questions({ form, review, isUnanswered, onAnswer }: QuestionsProps) {
  const questions = questionsOf(form, review);
  const group = useRef<HTMLDivElement>(null);
  const firstOpen = questions.find(({ answer }) => answer === null)?.question;
  useEffect(() => {
    if (firstOpen === undefined) return;
    const radio = group.current?.querySelector<HTMLInputElement>(`[data-question="${firstOpen}"] input`);
    radio?.focus();
    if (isUnanswered) radio?.scrollIntoView({ block: 'center' });
  }, [firstOpen, isUnanswered]);
  if (questions.length === 0) return null;
  return (
    <div ref={group} className={styles.questions}>
      {questions.map(({ question, answer }) => (
        <section
          key={question}
          className={styles.question}
          data-question={question}
          aria-labelledby={`question-${question}`}
        >
          <h3 id={`question-${question}`} className={styles.title}>
            {QUESTION[question].title}
          </h3>
          <p className={styles.lead}>{QUESTION[question].lead}</p>
          <Reasons question={question} review={review} />
          <RadioGroup
            label={words.choice}
            value={answer}
            choices={choicesOf(question, form, review)}
            onChange={(chosen) => onAnswer(question, chosen)}
          />
          {isUnanswered && answer === null ? (
            <Notice tone="danger" isAlert>
              {words.unanswered}
            </Notice>
          ) : null}
        </section>
      ))}
    </div>
  );
}

const QUESTION = {
  announcement: { title: words.announcementTitle, lead: words.announcementLead },
  secret: { title: words.secretTitle, lead: words.secretLead },
} as const;

function choicesOf(question: ReviewQuestion, form: DepositForm, { announcementClock }: DepositReview) {
  if (question === 'secret') {
    return [
      { id: 'show', label: words.secretShow, note: words.secretShowNote },
      { id: 'hide', label: words.secretHide, note: words.secretHideNote },
    ] as const;
  }
  const consequence = words.announcementHideNote({
    reminderDay: shortDate(announcementClock.reminderAt),
    visibleDay: shortDate(announcementClock.visibleAt),
  });
  const masked = form.visibility === 'hiddenFromProfessionals';
  return [
    { id: 'show', label: words.announcementShow, note: words.announcementShowNote },
    {
      id: 'hide',
      label: words.announcementHide,
      note: masked ? `${consequence} ${words.unmasks}` : consequence,
    },
  ] as const;
}

function Reasons({ question, review }: { question: ReviewQuestion; review: DepositReview }) {
  const { announcement, secrets } = review.vigilance;
  const reasons =
    question === 'announcement'
      ? announcement.map(({ topic, ...place }) => ({ ...place, topic, what: announcementTopics[topic] }))
      : secrets.map(({ topic, ...place }) => ({ ...place, topic, what: secretTopics[topic] }));
  return (
    <ul className={styles.reasons}>
      {reasons.map(({ topic, what, where, excerpt }) => (
        <li key={topic}>
          <span>{what}</span>, {whereWords[where]}
          {excerpt === '' ? null : (
            <>
              {'\u202F: '}
              <q className={styles.excerpt}>{excerpt}</q>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
