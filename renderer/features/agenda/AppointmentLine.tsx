import { Ellipsis } from 'lucide-react';
import { isMovable } from '../../../shared/agenda/changes.ts';
import type { Appointment } from '../../../shared/bridge/agenda.ts';
import { appointmentStates } from '../../i18n/agenda.ts';
import { mediumDate, timeOfDay } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import styles from './Agenda.module.css';
import { words } from './messages.ts';

export interface AppointmentLineProps {
  readonly appointment: Appointment;
  readonly now: number;
  readonly onMove: () => void;
  readonly onChange: (to: Appointment['status']) => void;
}

/** An appointment: when, what for, how it stands, and what its side may do with it. */
export function AppointmentLine({ appointment, now, onMove, onChange }: AppointmentLineProps) {
  const { start, end, title, note, status, withNames, isMoved } = appointment;
  const isNear = status === 'booked' && Date.parse(start) - now < 12 * 3_600_000;
  const entries = [
    ...(isNear ? (['arrived', 'fulfilled', 'noshow'] as const) : []).map((to) => ({
      id: to,
      label: words[to],
      onAct: () => onChange(to),
    })),
    ...(status === 'arrived'
      ? [{ id: 'fulfilled', label: words.fulfilled, onAct: () => onChange('fulfilled') }]
      : []),
    ...(isMovable(status)
      ? [{ id: 'cancelled', label: words.giveUp, isDangerous: true, onAct: () => onChange('cancelled') }]
      : []),
  ];
  return (
    <li className={styles.line}>
      <time dateTime={start} className={styles.when}>
        {words.when({ day: mediumDate(start), from: timeOfDay(start), to: timeOfDay(end) })}
      </time>
      <span className={styles.words}>
        <span>{title}</span>
        <span className={styles.note}>
          {[words.withWhom({ names: withNames.join(', ') }), note].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Badge tone={status === 'booked' ? 'good' : status === 'proposed' ? 'info' : 'neutral'}>
        {isMoved ? words.moved : appointmentStates[status]}
      </Badge>
      {isMovable(status) && Date.parse(end) > now ? (
        <Button variant="quiet" onPress={onMove}>
          {words.move}
        </Button>
      ) : null}
      {entries.length === 0 ? null : (
        <Menu
          label={words.more({ title })}
          trigger={<IconButton label={words.more({ title })} icon={<Ellipsis size={16} aria-hidden />} />}
          entries={entries}
        />
      )}
    </li>
  );
}
