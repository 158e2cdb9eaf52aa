import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useMemo } from 'react';
import type { Visit } from '../../../shared/bridge/day.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { personName } from '../../i18n/person.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { IconButton } from '../../ui/Button.tsx';
import type { OptionList } from '../../ui/useOptionList.ts';
import styles from './Day.module.css';
import { words } from './messages.ts';

export interface WalkInsProps {
  readonly visits: readonly Visit[];
  readonly options: OptionList;
  readonly onMove: (patient: PatientIdentity, by: -1 | 1) => void;
  readonly onTakeOff: (patient: PatientIdentity) => void;
}

/** Who was put on the list by hand, and what may be done with each; the keys act on the chosen line of the list. */
export function WalkIns({ visits, options, onMove, onTakeOff }: WalkInsProps) {
  const { active, choose } = options;
  const chosen = visits[active];
  const patient = chosen?.appointment === null ? chosen.patient : null;
  const commands = useMemo<readonly Command[]>(() => {
    const common = { group: words.group, isDisabled: patient === null, isKeyOnly: true };
    const move = (by: -1 | 1) => (): void => {
      if (patient === null || visits[active + by] === undefined) return;
      onMove(patient, by);
      choose(active + by);
    };
    return [
      { ...common, id: 'day.up', title: words.up, keys: 'Mod+ArrowUp', run: move(-1) },
      { ...common, id: 'day.down', title: words.down, keys: 'Mod+ArrowDown', run: move(1) },
      {
        ...common,
        id: 'day.takeOff',
        title: words.takeOff,
        keys: 'Mod+Delete',
        run: () => {
          if (patient !== null) onTakeOff(patient);
        },
      },
    ];
  }, [visits, patient, active, choose, onMove, onTakeOff]);
  useCommands(commands);
  const walkIns = visits.filter(({ appointment }) => appointment === null);
  if (walkIns.length === 0) return null;
  return (
    <section className={styles.walkIns} aria-labelledby="day-walk-ins">
      <h3 id="day-walk-ins" className={styles.quiet}>
        {words.walkIns}
      </h3>
      <ul>
        {walkIns.map((visit) => {
          const name = personName(visit.patient);
          const at = visits.indexOf(visit);
          return (
            <li key={visit.patient.ins.value}>
              {name}
              <IconButton
                label={words.upOf({ name })}
                icon={<ArrowUp size={14} aria-hidden />}
                isDisabled={at === 0}
                onPress={() => onMove(visit.patient, -1)}
              />
              <IconButton
                label={words.downOf({ name })}
                icon={<ArrowDown size={14} aria-hidden />}
                isDisabled={at === visits.length - 1}
                onPress={() => onMove(visit.patient, 1)}
              />
              <IconButton
                label={words.takeOffOf({ name })}
                icon={<X size={14} aria-hidden />}
                onPress={() => onTakeOff(visit.patient)}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
