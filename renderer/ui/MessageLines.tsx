import { CheckCheck, Lock, Paperclip } from 'lucide-react';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import type { Message, MessageAttachment } from '../../shared/bridge/messages.ts';
import { dateAndTime, fileSize } from '../i18n/format.ts';
import { icu, messages } from '../i18n/text.ts';
import { Badge } from './Badge.tsx';
import styles from './MessageLines.module.css';

const words = messages({
  list: 'Messages de cet échange',
  carer: 'écrit par un aidant',
  representative: 'écrit par un représentant légal',
  isNew: 'Nouveau',
  readAt: icu<{ when: string }>('Lu le {when}'),
  sent: 'Envoyé',
  closed: icu<{ when: string }>(
    "Échange clos le {when}. Personne ne peut plus y répondre, tant qu'il n'est pas rouvert.",
  ),
  minorOnly: 'Connexion secrète : les représentants légaux ne voient pas cet échange.',
  file: icu<{ name: string; size: string }>('{name}, {size}'),
});

export interface MessageLinesProps {
  readonly messages: readonly Message[];
  readonly closedAt: string | null;
  readonly isMinorOnly: boolean;
  /** What may be done with something attached. */
  readonly renderAttachment: (attachment: MessageAttachment, message: Message) => ReactNode;
  /** Lines of what the service has not received yet, behind all that it has; each an `OwnLine` with its key. */
  readonly pending?: readonly ReactElement[];
}

/** A conversation in the order in which it was written: who, when, what, and whether it was read. */
export function MessageLines({
  messages: lines,
  closedAt,
  isMinorOnly,
  renderAttachment,
  pending = NOTHING,
}: MessageLinesProps) {
  return (
    // Scrollable content must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={words.list}>
      {isMinorOnly ? (
        <p className={styles.secret}>
          <Lock size={14} aria-hidden /> {words.minorOnly}
        </p>
      ) : null}
      <ol className={styles.lines}>
        {lines.map((message) => (
          <li key={message.id} className={styles.line} data-own={message.isOwnSide || undefined}>
            <p className={styles.head}>
              <strong>{message.by}</strong>
              {message.hand === 'carer' || message.hand === 'representative' ? (
                <span className={styles.hand}>({words[message.hand]})</span>
              ) : null}
              <time dateTime={message.sentAt}>{dateAndTime(message.sentAt)}</time>
              {message.isNew ? <Badge tone="accent">{words.isNew}</Badge> : null}
            </p>
            <Said {...message} renderAttachment={(attachment) => renderAttachment(attachment, message)} />
            {message.isOwnSide ? (
              <p className={styles.state}>
                {message.readAt === null ? (
                  words.sent
                ) : (
                  <>
                    <CheckCheck size={14} aria-hidden />
                    {words.readAt({ when: dateAndTime(message.readAt) })}
                  </>
                )}
              </p>
            ) : null}
          </li>
        ))}
        {pending}
      </ol>
      {closedAt === null ? null : (
        <p className={styles.closed} role="note">
          {words.closed({ when: dateAndTime(closedAt) })}
        </p>
      )}
      <End key={`${lines.at(-1)?.id ?? ''} ${pending.at(-1)?.key ?? ''}`} />
    </div>
  );
}

interface SaidProps extends Pick<Message, 'text' | 'attachments'> {
  readonly renderAttachment?: (attachment: MessageAttachment) => ReactNode;
}

/** The words of a message, and what goes with them. */
function Said({ text, attachments, renderAttachment }: SaidProps) {
  return (
    <>
      {text === '' ? null : <p className={styles.text}>{text}</p>}
      {attachments.map((attachment) => (
        <div key={attachment.position} className={styles.attachment}>
          <Paperclip size={16} aria-hidden />
          <span className={styles.file}>
            {words.file({ name: attachment.title, size: fileSize(attachment.size) })}
          </span>
          {renderAttachment?.(attachment)}
        </div>
      ))}
    </>
  );
}

export interface OwnLineProps extends Pick<Message, 'text' | 'attachments'> {
  readonly by: string;
  readonly when: string;
  /** How it stands, and what may be done about it. */
  readonly children: ReactNode;
}

/** What the reader wrote himself and the service has not received yet. */
export function OwnLine({ by, when, text, attachments, children }: OwnLineProps) {
  return (
    <li className={styles.line} data-own data-pending>
      <p className={styles.head}>
        <strong>{by}</strong>
        <time dateTime={when}>{dateAndTime(when)}</time>
      </p>
      <Said text={text} attachments={attachments} />
      {children}
    </li>
  );
}

const NOTHING: readonly never[] = [];

/** Mounted anew behind each new last message: it comes into sight. */
function End() {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What it answers is a promise in newer browsers, and no clean-up.
    end.current?.scrollIntoView({ block: 'end' });
  }, []);
  return <div ref={end} />;
}
