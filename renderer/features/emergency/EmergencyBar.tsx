import { Phone, Plus, Siren } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Call, EmergencyAccess } from '../../../shared/bridge/emergency.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { shortDate } from '../../i18n/format.ts';
import { personName } from '../../i18n/person.ts';
import { announce } from '../../platform/announcer.ts';
import { useNow } from '../../platform/clock.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './EmergencyBar.module.css';
import { accessesOf, brokenGlass, type EmergencyStore } from './emergency-store.ts';
import { words } from './messages.ts';
import { remainingMinutes, remainingTime } from './remaining.ts';

export interface EmergencyBarProps {
  readonly emergencies: EmergencyStore;
  readonly isRegulator: boolean;
  /** INS of the record on the screen, whatever screen that is. */
  readonly shownIns: string | null;
  /** Somebody stands behind: no name. */
  readonly isDiscreet: boolean;
  readonly onShow: (patient: PatientIdentity) => void;
  /** Goes where the call in hand takes its identity. */
  readonly onTakeIdentity: () => void;
}

/** Tabs that a key reaches. */
const KEYED_CALLS = 9;
/** Said aloud once, when as many minutes are left. */
const SOON_MINUTES = 5;

/**
 * On every screen for as long as an emergency access or a call lasts: whose record, in which mode, how much
 * time is left, and the way to end it.
 */
export function EmergencyBar(props: EmergencyBarProps) {
  const { emergencies, isRegulator, shownIns, isDiscreet, onShow, onTakeIdentity } = props;
  const { accesses, calls, currentCall } = useStore(emergencies.state);
  const now = useNow(1_000);
  const broken = brokenGlass(accesses);
  const call = calls.find(({ number }) => number === currentCall);
  const shown = accesses.find(({ patient }) => patient.ins.value === shownIns);
  useSoonSaid(accesses, now);

  const commands = useMemo<readonly Command[]>(() => {
    const group = words.group;
    const toCall = (chosen: Call): void => {
      emergencies.choose(chosen.number);
      const [last] = accessesOf(accesses, chosen).toReversed();
      if (last === undefined) onTakeIdentity();
      else onShow(last.patient);
    };
    const ending = (shown?.access.callId ?? null) === null ? (shown ?? broken[0]) : undefined;
    const endsCall = ending === undefined && call !== undefined;
    return [
      {
        id: 'emergency.end',
        group,
        title: endsCall ? words.endCall : words.end,
        keys: 'Alt+T',
        isDisabled: ending === undefined && !endsCall,
        run: () => {
          if (ending !== undefined) void emergencies.end(ending.patient.ins);
          else if (call !== undefined) void emergencies.closeCall(call);
        },
      },
      ...(isRegulator
        ? [
            {
              id: 'emergency.newCall',
              group,
              title: words.newCall,
              keys: 'Alt+N',
              run: () => {
                onTakeIdentity();
                void emergencies.openCall();
              },
            },
          ]
        : []),
      ...calls.slice(0, KEYED_CALLS).map((known, index): Command => ({
        id: `emergency.call.${String(index + 1)}`,
        group,
        title: words.goCall({ number: known.number }),
        keys: `Mod+${String(index + 1)}`,
        run: () => toCall(known),
      })),
    ];
  }, [emergencies, accesses, broken, calls, call, shown, isRegulator, onShow, onTakeIdentity]);
  useCommands(commands);
  const run = (id: string): void => commands.find((command) => command.id === id)?.run();

  if (accesses.length === 0 && calls.length === 0) return null;
  return (
    <section className={styles.bar} aria-label={words.bar}>
      {broken.map((access) => (
        <div key={access.patient.ins.value} className={styles.access}>
          <Siren size={18} aria-hidden />
          <strong className={styles.mode}>{words.barBtg}</strong>
          <span className={styles.person}>{nameOf(access.patient, isDiscreet)}</span>
          <Remaining access={access} now={now} />
          <span className={styles.space} />
          {access.patient.ins.value === shownIns ? null : (
            <Button variant="quiet" className={styles.act ?? ''} onPress={() => onShow(access.patient)}>
              {words.back}
            </Button>
          )}
          <Button
            className={styles.end ?? ''}
            {...(access === broken[0] ? { keys: 'Alt+T' } : {})}
            onPress={() => void emergencies.end(access.patient.ins)}
          >
            {words.end}
          </Button>
        </div>
      ))}
      {calls.length === 0 ? null : (
        <div className={styles.access}>
          <Phone size={18} aria-hidden />
          <strong className={styles.mode}>{words.centre15}</strong>
          <ul className={styles.calls} aria-label={words.calls}>
            {calls.map((known, index) => (
              <li key={known.number}>
                <CallTab
                  call={known}
                  accesses={accessesOf(accesses, known)}
                  now={now}
                  isCurrent={known.number === currentCall}
                  isDiscreet={isDiscreet}
                  keys={index < KEYED_CALLS ? `Mod+${String(index + 1)}` : null}
                  onPress={() => {
                    const command = commands.find(({ id }) => id === `emergency.call.${String(index + 1)}`);
                    if (command !== undefined) command.run();
                    else emergencies.choose(known.number);
                  }}
                />
              </li>
            ))}
          </ul>
          <Button
            variant="quiet"
            className={styles.act ?? ''}
            icon={<Plus size={16} aria-hidden />}
            keys="Alt+N"
            onPress={() => run('emergency.newCall')}
          >
            {words.newCall}
          </Button>
          {call === undefined ? null : (
            <Button
              className={styles.end ?? ''}
              {...(broken.length === 0 ? { keys: 'Alt+T' } : {})}
              onPress={() => void emergencies.closeCall(call)}
            >
              {words.endCall} {call.number}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

interface CallTabProps {
  readonly call: Call;
  readonly accesses: readonly EmergencyAccess[];
  readonly now: number;
  readonly isCurrent: boolean;
  readonly isDiscreet: boolean;
  readonly keys: string | null;
  readonly onPress: () => void;
}

function CallTab({ call, accesses, now, isCurrent, isDiscreet, keys, onPress }: CallTabProps) {
  const [first, ...others] = accesses;
  return (
    <button
      type="button"
      className={cx(styles.call, isCurrent && styles.current)}
      {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
      onClick={onPress}
    >
      <span className={styles.number}>{words.call({ number: call.number })}</span>
      {first === undefined ? (
        <span className={styles.without}>{words.callWithout}</span>
      ) : (
        <>
          <span className={styles.person}>{nameOf(first.patient, isDiscreet)}</span>
          {others.length === 0 ? null : <span>{words.callMore({ count: others.length })}</span>}
          <Remaining access={first} now={now} />
        </>
      )}
      {keys === null ? null : <Kbd keys={keys} />}
    </button>
  );
}

function Remaining({ access: { access }, now }: { readonly access: EmergencyAccess; readonly now: number }) {
  if (access.endsAt === null) return null;
  return (
    <span className={styles.remaining} role="timer">
      {words.remaining({ time: remainingTime(access.endsAt, now) })}
    </span>
  );
}

const nameOf = (patient: PatientIdentity, isDiscreet: boolean): string =>
  isDiscreet ? words.discreet : `${personName(patient)} · ${shortDate(patient.birthDate)}`;

/** A countdown that is read aloud every second would say nothing else: it is said once, near its end. */
function useSoonSaid(accesses: readonly EmergencyAccess[], now: number): void {
  const said = useRef(new Set<string>());
  useEffect(() => {
    for (const { patient, access } of accesses) {
      const key = `${patient.ins.value} ${access.startedAt}`;
      if (access.endsAt === null || said.current.has(key)) continue;
      const minutes = remainingMinutes(access.endsAt, now);
      if (minutes > SOON_MINUTES) continue;
      said.current.add(key);
      announce(words.soon({ minutes }));
    }
  }, [accesses, now]);
}
