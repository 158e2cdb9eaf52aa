import { CircleCheck } from 'lucide-react';
import type { PatientIdentity } from '../../../../shared/bridge/identity.ts';
import type { CdaHeader } from '../../../../shared/cda/document.ts';
import { insGroups, sexLetter, shortDate } from '../../../i18n/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { words } from '../messages.ts';
import { compareIdentity, type CdaTrait } from './identity.ts';
import styles from './Cda.module.css';

export interface CdaCardProps {
  readonly header: CdaHeader;
  readonly patient: PatientIdentity;
}

/** The identity that the document itself carries, against the banner's; it warns when they differ. */
export function CdaCard({ header, patient }: CdaCardProps) {
  const { outcome, differing, ins } = compareIdentity(header.patient, patient);
  const { family, used, given, birthDate, gender } = header.patient;
  const traits: readonly (readonly [CdaTrait, string, string])[] = [
    ['family', words.familyName, used === null ? family : `${family} (${words.usedName} ${used})`],
    ['given', words.givenNames, given.join(', ')],
    ['gender', words.sex, sexLetter(gender)],
    ['birthDate', words.birthDate, birthDate === null ? '' : shortDate(birthDate)],
    ['ins', words.ins, ins === null ? '' : insGroups(ins)],
  ];
  const author = header.authors.find(({ name }) => name !== '');

  if (outcome === 'same') {
    const said = traits.map(([, , value]) => value).filter((value) => value !== '');
    return (
      <section className={styles.card} aria-label={words.cdaIdentity}>
        <p className={styles.same}>
          <CircleCheck size={14} aria-hidden />
          <span>{words.cdaSame}</span>
          <span className={styles.said}>{said.join(' · ')}</span>
        </p>
      </section>
    );
  }

  return (
    <section className={styles.card} aria-label={words.cdaIdentity}>
      {outcome === 'differs' ? (
        <Notice tone="emergency" isAlert title={words.cdaDiffersTitle}>
          {words.cdaDiffers}
        </Notice>
      ) : null}
      {outcome === 'incomplete' ? <Notice tone="warning">{words.cdaUnnamed}</Notice> : null}
      <dl className={styles.traits}>
        {traits.map(([trait, label, value]) => (
          <div key={trait} className={styles.trait} data-differs={differing.includes(trait) || undefined}>
            <dt>{label}</dt>
            <dd>
              {value === '' ? words.absent : value}
              {differing.includes(trait) ? <strong> {words.differs}</strong> : null}
            </dd>
          </div>
        ))}
        {author === undefined ? null : (
          <div className={styles.trait}>
            <dt>{words.author}</dt>
            <dd>{[author.name, author.organization?.name].filter(Boolean).join(', ')}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
