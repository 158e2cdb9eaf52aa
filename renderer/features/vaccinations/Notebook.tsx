import { Pencil, Trash2 } from 'lucide-react';
import type { Vaccination, VaccinationNotebook } from '../../../shared/bridge/sections.ts';
import { factDate } from '../../i18n/format.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import hidden from '../../ui/hidden.module.css';
import { byDisease } from './diseases.ts';
import { HintBadge } from './Hints.tsx';
import { words } from './messages.ts';
import styles from './Vaccinations.module.css';

export interface ByDiseaseProps {
  readonly notebook: VaccinationNotebook;
  readonly vaccinations: readonly Vaccination[];
}

/** One line a disease: every dose with its day, and what the schedule says of it. */
export function ByDisease({ notebook, vaccinations }: ByDiseaseProps) {
  const lines = byDisease(notebook, vaccinations, words.unknownDisease);
  return (
    <table className={styles.table}>
      <caption className={hidden.hidden}>{words.byDisease}</caption>
      <thead>
        <tr>
          <th scope="col">{words.disease}</th>
          <th scope="col">{words.doses}</th>
          <th scope="col">{words.hint}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, label, doses, hint }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <td>
              {doses.length === 0 ? (
                words.unknown
              ) : (
                <span className={styles.doses}>
                  {doses.map(({ id: dose, date, name }) => (
                    <span key={dose} className={styles.dose} title={name}>
                      {factDate(date)}
                    </span>
                  ))}
                </span>
              )}
            </td>
            <td>{hint === null ? null : <HintBadge status={hint.status} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export interface ByDateProps {
  readonly vaccinations: readonly Vaccination[];
  readonly diseases: VaccinationNotebook['diseases'];
  readonly onCorrect: (vaccination: Vaccination) => void;
  readonly onWithdraw: (vaccination: Vaccination) => void;
}

/** One line a vaccination, newest first; one's own can be put right. */
export function ByDate({ vaccinations, diseases, onCorrect, onWithdraw }: ByDateProps) {
  const named = ({ diseases: ids, otherDiseases }: Vaccination): string =>
    [...diseases.filter(({ id }) => ids.includes(id)).map(({ label }) => label), ...otherDiseases].join(', ');
  return (
    <table className={styles.table}>
      <caption className={hidden.hidden}>{words.byDate}</caption>
      <thead>
        <tr>
          <th scope="col">{words.date}</th>
          <th scope="col">{words.vaccine}</th>
          <th scope="col">{words.lot}</th>
          <th scope="col">{words.site}</th>
          <th scope="col">{words.by}</th>
          <th scope="col">
            <VisuallyHidden>{words.correct}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {vaccinations.map((vaccination) => {
          const { id, name, date, lot, site, route, dose, doses, performer, own } = vaccination;
          return (
            <tr key={id}>
              <td className={styles.day}>{factDate(date)}</td>
              <th scope="row">
                {name}
                {dose === null ? null : (
                  <span className={styles.quiet}>
                    {', '}
                    {words.rank({ dose, of: doses === null ? '' : words.ofDoses({ doses }) })}
                  </span>
                )}
                <span className={styles.small}>{named(vaccination)}</span>
              </th>
              <td className={styles.lot}>{lot ?? words.unknown}</td>
              <td>
                {site ?? words.unknown}
                {route === null ? null : <span className={styles.small}>{route}</span>}
              </td>
              <td>{own ? words.bySelf : performer.name || words.unknown}</td>
              <td className={styles.acts}>
                {own ? (
                  <Menu
                    label={words.actions({ name, date: factDate(date) })}
                    trigger={
                      <IconButton
                        label={words.actions({ name, date: factDate(date) })}
                        icon={<Pencil size={14} aria-hidden />}
                      />
                    }
                    entries={[
                      {
                        id: 'correct',
                        label: words.correct,
                        icon: <Pencil size={16} aria-hidden />,
                        onAct: () => onCorrect(vaccination),
                      },
                      {
                        id: 'withdraw',
                        label: words.withdraw,
                        icon: <Trash2 size={16} aria-hidden />,
                        onAct: () => onWithdraw(vaccination),
                      },
                    ]}
                  />
                ) : null}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
