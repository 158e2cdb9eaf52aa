import { Stethoscope } from 'lucide-react';
import type { TreatingDoctor } from '../../../shared/bridge/rights.ts';
import { shortDate } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { words } from './messages.ts';
import styles from './Rights.module.css';

export interface TreatingDoctorsProps {
  readonly doctors: readonly TreatingDoctor[];
  readonly mayTakeRole: boolean;
  readonly onTake: () => void;
  readonly onLeave: () => void;
}

/** Who holds the role; several may. It is taken and given back at the patient's request. */
export function TreatingDoctors({ doctors, mayTakeRole, onTake, onLeave }: TreatingDoctorsProps) {
  return (
    <section className={styles.part} aria-labelledby="rights-doctors">
      <h2 id="rights-doctors" className={styles.title}>
        {words.treatingDoctors}
      </h2>
      {doctors.length === 0 ? (
        <p className={styles.quiet}>{words.treatingDoctorsNone}</p>
      ) : (
        <ul className={styles.lines}>
          {doctors.map(({ id, name, since, self }) => (
            <li key={id} className={styles.line}>
              <Stethoscope size={16} aria-hidden />
              <span className={styles.name}>{name}</span>
              {self ? <Badge tone="info">{words.you}</Badge> : null}
              {since === null ? null : (
                <span className={styles.quiet}>{words.since({ date: shortDate(since) })}</span>
              )}
              {self ? (
                <span className={styles.end}>
                  <Button variant="quiet" onPress={onLeave}>
                    {words.leaveRole}
                  </Button>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayTakeRole ? (
        <div className={styles.acts}>
          <Button icon={<Stethoscope size={16} aria-hidden />} onPress={onTake}>
            {words.takeRole}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
