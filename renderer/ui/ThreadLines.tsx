import { Lock, Paperclip } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ThreadHead } from '../../shared/bridge/messages.ts';
import { relativeDay, timeOfDay } from '../i18n/format.ts';
import { icu, messages } from '../i18n/text.ts';
import { Badge } from './Badge.tsx';
import styles from './ThreadLines.module.css';
import type { OptionList } from './useOptionList.ts';

const words = messages({
  unread: icu<{ count: number }>('{count, plural, one {# nouveau} many {# nouveaux} other {# nouveaux}}'),
  closed: 'Clos',
  secret: 'Secret',
  withFile: 'avec pièce jointe',
  mine: 'Vous : ',
});

export interface ThreadLineProps {
  readonly head: ThreadHead;
  /** With whom it is. */
  readonly who: string;
  readonly today: string;
  /** It is the one beside the list. */
  readonly isOpen: boolean;
  /** Its place in a list that is ruled from a field; null: it stands in a button. */
  readonly props: ReturnType<OptionList['optionProps']> | null;
  /** How what waits in it stands. */
  readonly standing?: ReactNode;
}

/** A thread in a list: with whom, about what, its last words, and what is new in it. */
export function ThreadLine({ head, who, today, isOpen, props, standing }: ThreadLineProps) {
  const { topic, excerpt, lastAt, unread, closedAt, isMinorOnly, isLastOwn, attachments } = head;
  const day = relativeDay(lastAt, today);
  return (
    <span {...props} className={styles.line} data-open={isOpen || undefined}>
      <span className={styles.first}>
        <strong className={styles.who}>{who}</strong>
        <time dateTime={lastAt} className={styles.when}>
          {day === 'aujourd’hui' ? timeOfDay(lastAt) : day}
        </time>
      </span>
      <span className={styles.second}>
        <span className={styles.words}>
          {topic === null ? null : <span className={styles.topic}>{topic}</span>}
          <span className={styles.excerpt}>
            {isLastOwn ? words.mine : ''}
            {excerpt}
          </span>
        </span>
        {attachments > 0 ? <Paperclip size={14} role="img" aria-label={words.withFile} /> : null}
        {isMinorOnly ? <Badge icon={<Lock size={12} aria-hidden />}>{words.secret}</Badge> : null}
        {closedAt === null ? null : <Badge>{words.closed}</Badge>}
        {standing}
        {unread > 0 ? <Badge tone="accent">{words.unread({ count: unread })}</Badge> : null}
      </span>
    </span>
  );
}
