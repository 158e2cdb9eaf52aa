import { Clock, Mail, RefreshCw, X } from 'lucide-react';
import { useCallback } from 'react';
import type { SentMail } from '../../../shared/bridge/space/trainer.ts';
import { dateAndTime } from '../../i18n/format.ts';
import { announce } from '../../platform/announcer.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useActing } from '../acting.ts';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Loaded } from '../ui/Section.tsx';
import { words } from './messages.ts';
import { Review } from './Review.tsx';
import styles from './TrainerPanel.module.css';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEPS = [
  { title: words.hour, ms: HOUR },
  { title: words.day, ms: DAY },
  { title: words.days14, ms: 14 * DAY },
  { title: words.days30, ms: 30 * DAY },
  { title: words.year, ms: 365 * DAY },
] as const;

export interface TrainerPanelProps {
  readonly bridge: Pick<SpaceBridge, 'trainer.view' | 'trainer.advance' | 'trainer.review' | 'on'>;
  readonly onClose: () => void;
}

/** The trainer's hands on the embedded service: its clock, what it sent, and what its journal shows. */
export function TrainerPanel({ bridge, onClose }: TrainerPanelProps) {
  const ask = useCallback(() => bridge['trainer.view']({}), [bridge]);
  const { answer, again, accept } = useAsked(bridge, ask);
  const review = useAsked(
    bridge,
    useCallback(() => bridge['trainer.review']({}), [bridge]),
  );
  const { busy, failure, act } = useActing();
  return (
    <aside className={styles.panel} aria-label={words.title}>
      <header className={styles.head}>
        <h2 className={styles.title}>{words.title}</h2>
        <IconButton
          label={words.refresh}
          icon={<RefreshCw size={16} aria-hidden />}
          onPress={() => {
            again();
            review.again();
          }}
        />
        <IconButton label={words.close} icon={<X size={16} aria-hidden />} onPress={onClose} />
      </header>
      <p className={styles.lead}>{words.lead}</p>
      <Loaded answer={answer} onRetry={again}>
        {({ now, mails }) => (
          <>
            <section className={styles.part} aria-label={words.clock}>
              <h3 className={styles.name}>
                <Clock size={16} aria-hidden />
                {words.clock}
              </h3>
              <p className={styles.now}>
                <time dateTime={now}>{dateAndTime(now)}</time>
              </p>
              <div className={styles.steps}>
                {STEPS.map(({ title, ms }) => (
                  <Button
                    key={title}
                    isDisabled={busy !== null}
                    isPending={busy === title}
                    onPress={() =>
                      void act(title, () => bridge['trainer.advance']({ ms }), {
                        say: '',
                        take: (view) => {
                          accept(view);
                          announce(words.advanced({ date: dateAndTime(view.now) }));
                        },
                      })
                    }
                  >
                    {title}
                  </Button>
                ))}
              </div>
              <p className={styles.lead}>{words.clockLead}</p>
              {failure === null ? null : <FailureNotice failure={failure} />}
            </section>
            <Review asked={review} />
            <section className={styles.part} aria-label={words.mails}>
              <h3 className={styles.name}>
                <Mail size={16} aria-hidden />
                {words.mails}
              </h3>
              <p className={styles.lead}>{words.mailsLead}</p>
              {mails.length === 0 ? <p className={styles.lead}>{words.noMail}</p> : <Mails mails={mails} />}
            </section>
          </>
        )}
      </Loaded>
    </aside>
  );
}

function Mails({ mails }: { readonly mails: readonly SentMail[] }) {
  return (
    <ul className={styles.mails}>
      {mails.map(({ id, to, subject, text }) => (
        <li key={id} className={styles.mail}>
          <p className={styles.subject}>{subject}</p>
          <p className={styles.lead}>{words.to({ address: to })}</p>
          <p className={styles.text}>{text}</p>
        </li>
      ))}
    </ul>
  );
}
