import { CircleCheck, CircleMinus } from 'lucide-react';
import type { Declaration } from '../../../shared/bridge/rights.ts';
import { dateAndTime } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { words } from './messages.ts';
import styles from './Rights.module.css';

const BASES = { CARE_TEAM: words.careTeam, EXPLICIT: words.explicit } as const;
const FORMS = { ORAL: words.oral, WRITTEN: words.written } as const;

/** What one wrote down of the patient's consent, each time: the proof that stays. */
export function Declarations({ declarations }: { readonly declarations: readonly Declaration[] }) {
  return (
    <section className={styles.part} aria-labelledby="rights-declarations">
      <h2 id="rights-declarations" className={styles.title}>
        {words.declarations}
      </h2>
      {declarations.length === 0 ? (
        <p className={styles.quiet}>{words.declarationsNone}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.columnBasis}</th>
              <th scope="col">{words.columnForm}</th>
              <th scope="col">{words.columnSince}</th>
              <th scope="col">{words.columnUntil}</th>
              <th scope="col">{words.columnState}</th>
            </tr>
          </thead>
          <tbody>
            {declarations.map(({ basis, form, since, until, status }) => (
              <tr key={`${since} ${until ?? ''}`}>
                <td>{basis === null ? words.unknown : BASES[basis]}</td>
                <td>{form === null ? words.unknown : FORMS[form]}</td>
                <td>{dateAndTime(since)}</td>
                <td>{until === null ? words.noTerm : dateAndTime(until)}</td>
                <td>
                  {status === 'running' ? (
                    <Badge tone="good" icon={<CircleCheck size={14} aria-hidden />}>
                      {words.running}
                    </Badge>
                  ) : (
                    <Badge icon={<CircleMinus size={14} aria-hidden />}>{words.ended}</Badge>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
