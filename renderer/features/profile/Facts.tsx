import type { ReactNode } from 'react';
import type { MedicalProfile, Writer } from '../../../shared/bridge/sections.ts';
import { factDate } from '../../i18n/format.ts';
import { words } from './messages.ts';
import styles from './Profile.module.css';

/** Allergies, treatments, illnesses: three lists, as the patient tells them. */
export function Facts({ profile }: { readonly profile: MedicalProfile }) {
  return (
    <div className={styles.facts}>
      <FactList title={words.allergies} isEmpty={profile.allergies.length === 0}>
        {profile.allergies.map(({ id, name, since, criticality, reactions, note, writer }) => (
          <Fact
            key={id}
            name={name}
            notes={[
              reactions.join(', '),
              criticality === 'high' ? words.high : '',
              period(since, null),
              note ?? '',
              byWhom(writer),
            ]}
          />
        ))}
      </FactList>
      <FactList title={words.treatments} isEmpty={profile.treatments.length === 0}>
        {profile.treatments.map(({ id, name, since, until, active, dosage, note, writer }) => (
          <Fact
            key={id}
            name={name}
            isOver={!active}
            notes={[dosage ?? '', period(since, until), note ?? '', byWhom(writer)]}
          />
        ))}
      </FactList>
      <FactList title={words.conditions} isEmpty={profile.conditions.length === 0}>
        {profile.conditions.map(({ id, name, since, until, active, note, writer }) => (
          <Fact
            key={id}
            name={name}
            isOver={!active}
            notes={[period(since, until), note ?? '', byWhom(writer)]}
          />
        ))}
      </FactList>
    </div>
  );
}

interface FactListProps {
  readonly title: string;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

function FactList({ title, isEmpty, children }: FactListProps) {
  return (
    <section aria-label={title}>
      <h3 className={styles.factTitle}>{title}</h3>
      {isEmpty ? <p className={styles.quiet}>{words.nothingTold}</p> : <ul>{children}</ul>}
    </section>
  );
}

interface FactProps {
  readonly name: string;
  readonly isOver?: boolean;
  readonly notes: readonly string[];
}

function Fact({ name, isOver = false, notes }: FactProps) {
  const said = notes.filter((note) => note !== '');
  return (
    <li className={styles.fact}>
      <span className={styles.factName}>{name}</span>
      {isOver ? <span className={styles.quiet}> ({words.ended})</span> : null}
      {said.length === 0 ? null : <span className={styles.small}>{said.join(' · ')}</span>}
    </li>
  );
}

function period(since: string | null, until: string | null): string {
  if (since === null) return '';
  return until === null
    ? words.since({ date: factDate(since) })
    : words.period({ since: factDate(since), until: factDate(until) });
}

function byWhom({ side }: Writer): string {
  if (side === 'carer') return words.byCarer;
  return side === 'representative' ? words.byRepresentative : '';
}
