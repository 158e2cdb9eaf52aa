import { useMemo, useState, type ReactNode } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { Measure } from '../../../shared/bridge/sections.ts';
import { ageOn } from '../../../shared/identity/age.ts';
import { factDate } from '../../i18n/format.ts';
import { measured } from '../../i18n/units.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { MeasurePanel } from './MeasurePanel.tsx';
import { words } from './messages.ts';
import styles from './Measures.module.css';
import { seriesOf, type WrittenValue } from './series.ts';

export interface MeasuresProps {
  readonly measures: readonly Measure[];
  readonly patient: Pick<PatientIdentity, 'birthDate' | 'gender'>;
  readonly today: string;
  /** How the patient himself is called among those who noted something. */
  readonly holder: string;
  /** What may be done with a value that somebody noted. */
  readonly renderAct?: (value: WrittenValue, name: string) => ReactNode;
}

/** Every measure with its last value; the chosen one is drawn, with its table. */
export function Measures({ measures, patient, today, holder, renderAct }: MeasuresProps) {
  const isChild = (ageOn(patient.birthDate, today)?.years ?? 0) < 18;
  const all = useMemo(() => seriesOf(measures, isChild), [measures, isChild]);
  const [chosenId, choose] = useState<string | null>(null);
  const chosen = all.find(({ id }) => id === chosenId) ?? all[0];

  useCommands(
    useMemo<readonly Command[]>(() => {
      const at = all.findIndex(({ id }) => id === chosen?.id);
      const move = (step: number) => () => choose(all[at + step]?.id ?? chosen?.id ?? null);
      return [
        {
          id: 'measures.next',
          group: words.group,
          title: words.next,
          keys: 'J',
          isKeyOnly: true,
          run: move(1),
        },
        {
          id: 'measures.previous',
          group: words.group,
          title: words.previous,
          keys: 'K',
          isKeyOnly: true,
          run: move(-1),
        },
      ];
    }, [all, chosen?.id]),
  );
  if (chosen === undefined) return null;
  return (
    <div className={styles.room}>
      <div className={styles.measures}>
        <ul className={styles.kinds} aria-label={words.measures}>
          {all.map(({ id, name, values: [newest] }) => (
            <li key={id}>
              <button
                type="button"
                className={styles.kind}
                aria-current={id === chosen.id ? 'true' : undefined}
                onClick={() => choose(id)}
              >
                <span className={styles.kindName}>{name}</span>
                {newest === undefined ? null : (
                  <span className={styles.kindLast}>
                    <strong>{measured(newest)}</strong> {factDate(newest.date)}
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
        <MeasurePanel
          key={chosen.id}
          series={chosen}
          patient={patient}
          holder={holder}
          {...(renderAct === undefined ? {} : { renderAct })}
        />
      </div>
    </div>
  );
}
