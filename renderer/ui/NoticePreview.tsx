import { ChevronRight, Mail, MailX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Disclosure, DisclosurePanel } from 'react-aria-components';
import type { ForeseenAct, MailPreview } from '../../shared/bridge/notices.ts';
import { french, icu, messages } from '../i18n/text.ts';
import type { Bridge } from '../platform/bridge.ts';
import { Button } from './Button.tsx';
import { cx } from './cx.ts';
import styles from './NoticePreview.module.css';

const words = messages({
  none: 'Aucun message ne sera envoyé.',
  unknown: 'Le message qui sera envoyé ne peut pas être montré.',
  read: 'Lire le message',
  close: 'Replier',
  to: 'À',
  subject: 'Objet',
  message: icu<{ subject: string }>('Message « {subject} »'),
});

const RECEIVES: Readonly<Record<MailPreview['recipient'], string>> = {
  holder: french('Le patient recevra un message'),
  representative: french('Un représentant légal recevra un message'),
  minor: french('Le mineur seul recevra un message'),
  treatingDoctors: french('Ses médecins traitants recevront un message'),
};

const TO: Readonly<Record<MailPreview['recipient'], string>> = {
  holder: french(
    'le patient, à l’adresse de son espace ; sans adresse, ou s’il ne veut pas de tels messages, dans son espace seul',
  ),
  representative: french('un représentant légal, à l’adresse de son espace'),
  minor: french(
    'le mineur, à sa propre adresse ; sans adresse, gardé pour lui et jamais envoyé à ses parents',
  ),
  treatingDoctors: french('chaque médecin traitant désigné par le patient'),
};

export interface NoticePreviewProps {
  readonly bridge: Pick<Bridge, 'notices.preview'>;
  readonly act: ForeseenAct;
  /** True where the person must have seen the messages before the act: they stand open. */
  readonly isOpen?: boolean;
  readonly className?: string;
}

type Preview =
  | { readonly status: 'asking' }
  | { readonly status: 'known'; readonly mails: readonly MailPreview[] }
  | { readonly status: 'unknown' };

/** The exact messages that an act will cause, before it is done: whom they reach, and every word of them. */
export function NoticePreview({ bridge, act, isOpen = false, className }: NoticePreviewProps) {
  const preview = usePreview(bridge, act);
  switch (preview.status) {
    case 'asking':
      return <p className={cx(styles.line, className)} aria-busy="true" />;
    case 'unknown':
      return <Line className={className} text={words.unknown} />;
    case 'known':
      if (preview.mails.length === 0) return <Line className={className} text={words.none} />;
      return (
        <ul className={cx(styles.mails, className)}>
          {preview.mails.map((mail) => (
            <li key={mail.notice}>
              <OneMail mail={mail} opensWith={isOpen} />
            </li>
          ))}
        </ul>
      );
  }
}

function Line({ text, className }: { readonly text: string; readonly className: string | undefined }) {
  return (
    <p className={cx(styles.line, className)}>
      <MailX size={16} aria-hidden />
      {text}
    </p>
  );
}

function OneMail({ mail, opensWith }: { readonly mail: MailPreview; readonly opensWith: boolean }) {
  return (
    <Disclosure defaultExpanded={opensWith}>
      {({ isExpanded }) => (
        <>
          <div className={styles.line}>
            <Mail size={16} aria-hidden />
            <span className={styles.receives}>{RECEIVES[mail.recipient]}</span>
            <Button
              variant="quiet"
              slot="trigger"
              icon={
                <ChevronRight
                  size={14}
                  aria-hidden
                  className={cx(styles.chevron, isExpanded && styles.turned)}
                />
              }
            >
              {isExpanded ? words.close : words.read}
            </Button>
          </div>
          <DisclosurePanel>
            <article className={styles.paper} aria-label={words.message({ subject: mail.subject })}>
              <dl className={styles.head}>
                <dt>{words.to}</dt>
                <dd>{TO[mail.recipient]}</dd>
                <dt>{words.subject}</dt>
                <dd>{mail.subject}</dd>
              </dl>
              <p className={styles.text}>{mail.text}</p>
            </article>
          </DisclosurePanel>
        </>
      )}
    </Disclosure>
  );
}

/** Asked again whenever the act becomes another one; an answer that comes late is dropped. */
function usePreview(bridge: NoticePreviewProps['bridge'], act: ForeseenAct): Preview {
  const [preview, setPreview] = useState<Preview>({ status: 'asking' });
  const key = JSON.stringify(act);
  useEffect(() => {
    let stale = false;
    const asked = JSON.parse(key) as ForeseenAct;
    void bridge['notices.preview'](asked).then((answer) => {
      if (stale) return;
      setPreview(answer.ok ? { status: 'known', mails: answer.value.mails } : { status: 'unknown' });
    });
    return () => {
      stale = true;
    };
  }, [bridge, key]);
  return preview;
}
