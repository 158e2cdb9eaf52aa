import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { shortDate } from '../../i18n/format.ts';
import { personName } from '../../i18n/person.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useOptionList } from '../../ui/useOptionList.ts';
import { words } from './messages.ts';
import exchange from '../../ui/exchange.module.css';
import styles from './Messages.module.css';
import type { Sent } from './useSending.ts';
import { Writing, type WritingBridge } from './Writing.tsx';

export interface NewThreadProps {
  readonly bridge: WritingBridge & Pick<Bridge, 'patients.search' | 'patients.recent'>;
  /** The patient, where a record is open around it; null: he is chosen first. */
  readonly patient: PatientIdentity | null;
  /** The record around it is open in a minor's secret session. */
  readonly isSecret: boolean;
  readonly onSent: (sent: Sent) => void;
  readonly onDeposit: (patient: PatientIdentity, files: readonly File[]) => void;
}

const MOST = 8;

/** Begins a thread: to whom, about what, and its first words. */
export function NewThread({ bridge, patient, isSecret, onSent, onDeposit }: NewThreadProps) {
  const [chosen, choose] = useState(patient);
  return (
    <section className={styles.conversation} aria-labelledby="new-thread-title">
      <header className={styles.head}>
        <div className={styles.whom}>
          <h2 id="new-thread-title" className={styles.title}>
            {words.beginTitle}
          </h2>
          {chosen === null ? null : (
            <p className={styles.quiet}>
              {personName(chosen)}, {shortDate(chosen.birthDate)}
            </p>
          )}
        </div>
      </header>
      {chosen === null ? (
        <PatientPicker bridge={bridge} onChoose={choose} />
      ) : (
        <Writing
          bridge={bridge}
          ins={chosen.ins}
          answers={null}
          threadId={null}
          patient={chosen}
          isSecret={isSecret}
          autoFocus
          onSent={onSent}
          onDeposit={(files) => onDeposit(chosen, files)}
        />
      )}
    </section>
  );
}

interface PatientPickerProps {
  readonly bridge: Pick<Bridge, 'patients.search' | 'patients.recent'>;
  readonly onChoose: (patient: PatientIdentity) => void;
}

function PatientPicker({ bridge, onChoose }: PatientPickerProps) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly PatientIdentity[]>([]);
  const [turns] = useState(createTurns);
  useEffect(() => {
    const turn = turns.next();
    const asked =
      query.trim() === ''
        ? bridge['patients.recent']({ limit: MOST })
        : bridge['patients.search']({ query, limit: MOST });
    void asked.then((answer) => {
      if (turn.isCurrent() && answer.ok) setFound(answer.value.hits.map(({ identity }) => identity));
    });
    return turns.end;
  }, [bridge, query, turns]);
  const options = useOptionList(found.length, query, (index) => {
    const patient = found[index];
    if (patient !== undefined) onChoose(patient);
  });
  return (
    <div className={exchange.picker}>
      <TextField
        label={words.beginWho}
        type="search"
        autoFocus
        value={query}
        maxLength={100}
        placeholder={words.beginFind}
        icon={<Search size={16} aria-hidden />}
        inputProps={options.inputProps}
        onChange={setQuery}
      />
      {found.length === 0 && query.trim() !== '' ? (
        <p className={styles.quiet} role="status">
          {words.beginNone}
        </p>
      ) : null}
      {found.length === 0 ? null : (
        <div {...options.listProps} aria-label={words.beginWho} className={exchange.found}>
          {found.map((patient, index) => (
            <div key={patient.ins.value} {...options.optionProps(index)} className={exchange.option}>
              <strong>{personName(patient)}</strong> <span>{shortDate(patient.birthDate)}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
