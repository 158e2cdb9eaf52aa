import { Bell, BellDot } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Contact } from '../../../shared/bridge/space/notices.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { dateAndTime } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useActing } from '../acting.ts';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Line, Lines, Nothing } from '../ui/Lines.tsx';
import { Loaded, Part, SpaceScreen } from '../ui/Section.tsx';
import { SwitchLine } from '../ui/SwitchLine.tsx';
import { words } from './messages.ts';
import styles from './Notices.module.css';

type Calls = Pick<
  SpaceBridge,
  'own.notices.list' | 'own.notices.markRead' | 'own.notices.contact' | 'own.notices.setContact' | 'on'
>;

export interface NoticesScreenProps {
  readonly bridge: Calls;
  readonly side: Extract<SpaceState, { status: 'open' }>['side'];
}

/** What was told about the record, and where it is told. */
export function NoticesScreen({ bridge, side }: NoticesScreenProps) {
  const ask = useCallback(() => bridge['own.notices.list']({}), [bridge]);
  const { answer, again } = useAsked(bridge, ask);
  const { busy, failure, act } = useActing();
  return (
    <SpaceScreen title={words.title} lead={words.lead}>
      {failure === null ? null : <FailureNotice failure={failure} onRetry={again} />}
      <Loaded answer={answer} rows={5} onRetry={again}>
        {({ notices }) => {
          const unread = notices.filter(({ isRead }) => !isRead).length;
          return (
            <div>
              <div className={styles.bar}>
                <p className={styles.count} role="status">
                  {words.unreadCount({ count: unread })}
                </p>
                {unread > 0 && side !== 'carer' ? (
                  <Button
                    isPending={busy !== null}
                    onPress={() =>
                      void act('read', () => bridge['own.notices.markRead']({}), { say: words.marked })
                    }
                  >
                    {words.markRead}
                  </Button>
                ) : null}
              </div>
              {notices.length === 0 ? (
                <Nothing>{words.none}</Nothing>
              ) : (
                <Lines label={words.list}>
                  {notices.map(({ id, subject, text, sentAt, isRead }) => (
                    <Line
                      key={id}
                      icon={isRead ? <Bell size={18} aria-hidden /> : <BellDot size={18} aria-hidden />}
                      title={subject}
                      note={text}
                      badges={isRead ? null : <Badge tone="accent">{words.unread}</Badge>}
                    >
                      <p className={styles.when}>
                        <time dateTime={sentAt}>{dateAndTime(sentAt)}</time>
                      </p>
                    </Line>
                  ))}
                </Lines>
              )}
            </div>
          );
        }}
      </Loaded>
      {side === 'holder' ? <Mails bridge={bridge} /> : null}
    </SpaceScreen>
  );
}

const KINDS = [
  ['patient:consultation', words.consultation],
  ['patient:deposit', words.deposit],
  ['patient:change', words.change],
  ['patient:vaccination', words.vaccination],
  ['patient:message', words.message],
  ['patient:appointment', words.appointment],
  ['patient:reminder', words.reminder],
] as const;

function Mails({ bridge }: { readonly bridge: Calls }) {
  const ask = useCallback(() => bridge['own.notices.contact']({}), [bridge]);
  const { answer, again, accept } = useAsked(bridge, ask);
  const { busy, failure, act } = useActing();
  const set = (name: string, change: Partial<Contact>): void =>
    void act(name, () => bridge['own.notices.setContact'](change), { say: words.saved, take: accept });
  return (
    <Part title={words.mail} lead={words.mailLead}>
      {failure === null || failure.code === 'INVALID' ? null : <FailureNotice failure={failure} />}
      <Loaded answer={answer} rows={4} onRetry={again}>
        {({ email, muted }) => (
          <>
            <Address
              key={email}
              email={email}
              isBusy={busy !== null}
              isWrong={failure?.code === 'INVALID'}
              onSave={(typed) => set('address', { email: typed })}
            />
            <div>
              {KINDS.map(([notice, title]) => {
                const isOn = !muted.includes(notice);
                return (
                  <SwitchLine
                    key={notice}
                    title={title}
                    note={isOn ? words.on : words.off}
                    isOn={isOn}
                    isDisabled={busy !== null}
                    onChange={(on) =>
                      set(notice, {
                        muted: on ? muted.filter((each) => each !== notice) : [...muted, notice],
                      })
                    }
                  />
                );
              })}
            </div>
          </>
        )}
      </Loaded>
    </Part>
  );
}

interface AddressProps {
  readonly email: string | null;
  readonly isBusy: boolean;
  readonly isWrong: boolean;
  readonly onSave: (email: string | null) => void;
}

function Address({ email, isBusy, isWrong, onSave }: AddressProps) {
  const [typed, setTyped] = useState(email ?? '');
  return (
    <form
      className={styles.address}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(typed.trim() === '' ? null : typed.trim());
      }}
    >
      <TextField
        label={words.address}
        value={typed}
        maxLength={200}
        description={words.addressNote}
        error={isWrong ? words.badAddress : null}
        className={styles.field ?? ''}
        onChange={setTyped}
      />
      <Button type="submit" isDisabled={isBusy || typed.trim() === (email ?? '')}>
        {words.saveAddress}
      </Button>
    </form>
  );
}
