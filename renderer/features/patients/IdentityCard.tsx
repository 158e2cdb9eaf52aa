import { useEffect, useRef, type ReactNode } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { age, insGroups, sexWord, shortDate } from '../../i18n/format.ts';
import { birthPlace, familyName, givenNames } from '../../i18n/person.ts';
import { words } from './messages.ts';
import styles from './Patients.module.css';

export interface IdentityCardProps {
  readonly title: string;
  readonly identity: PatientIdentity;
  readonly today: string;
  readonly children: ReactNode;
}

/** The five traits and the INS of one person, to be held against an identity paper. */
export function IdentityCard({ title, identity, today, children }: IdentityCardProps) {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // Braces matter: newer browsers answer a promise, which React would take for a clean-up function.
    card.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const traits: readonly (readonly [string, ReactNode])[] = [
    [words.family, identity.birthFamilyName.toLocaleUpperCase('fr-FR')],
    ['Prénoms', givenNames(identity).join(', ')],
    [words.birthDate, `${shortDate(identity.birthDate)} (${age(identity.birthDate, today)})`],
    [words.sex, sexWord(identity.gender)],
    [words.place, birthPlace(identity)],
    [words.ins, insGroups(identity.ins.value)],
  ];
  return (
    <article ref={card} className={styles.identity} aria-label={title}>
      <p className={styles.identityTitle}>{title}</p>
      <p className={styles.identityName}>
        {familyName(identity)} {givenNames(identity)[0]}
      </p>
      <dl className={styles.traits}>
        {traits.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.check}>{words.check}</p>
      <div className={styles.identityActs}>{children}</div>
    </article>
  );
}
