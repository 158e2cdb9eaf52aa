import { useState } from 'react';
import { parseFrenchDate } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { IdentityCard } from './IdentityCard.tsx';
import type { LookupFields, LookupState } from './lookup-store.ts';
import { words } from './messages.ts';
import styles from './Patients.module.css';

export interface LookupPanelProps extends LookupState {
  readonly today: string;
  readonly onEdit: (change: Partial<LookupFields>) => void;
  readonly onAsk: (birthDate: string) => void;
  readonly onAdd: () => void;
}

/** The national look-up: exact traits in, one person out, checked before being added. */
export function LookupPanel({ fields, answer, today, onEdit, onAsk, onAdd }: LookupPanelProps) {
  const [left, setLeft] = useState(false);
  const birthDate = parseFrenchDate(fields.birthDate, today);
  const complete = fields.family.trim() !== '' && fields.given.trim() !== '' && fields.gender !== null;
  const wrongDate = left && fields.birthDate.trim() !== '' && birthDate === null;
  return (
    <section className={styles.lookup} aria-labelledby="lookup-title">
      <h2 id="lookup-title" className={styles.lookupTitle}>
        {words.lookupTitle}
      </h2>
      <p className={styles.lead}>{words.lookupLead}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setLeft(true);
          if (complete && birthDate !== null) onAsk(birthDate);
        }}
      >
        <TextField label={words.family} value={fields.family} onChange={(family) => onEdit({ family })} />
        <TextField label={words.given} value={fields.given} onChange={(given) => onEdit({ given })} />
        <TextField
          label={words.birthDate}
          placeholder={words.birthDateHint}
          inputMode="numeric"
          value={fields.birthDate}
          error={wrongDate ? words.birthDateWrong : null}
          onChange={(typed) => onEdit({ birthDate: typed })}
          onBlur={() => setLeft(true)}
        />
        <TextField
          label={words.birthPlace}
          maxLength={5}
          value={fields.birthPlace}
          onChange={(birthPlace) => onEdit({ birthPlace })}
        />
        <RadioGroup
          label={words.gender}
          orientation="horizontal"
          choices={[
            { id: 'female', label: words.female },
            { id: 'male', label: words.male },
          ]}
          value={fields.gender}
          onChange={(gender) => onEdit({ gender })}
        />
        <Button
          type="submit"
          className={styles.submit ?? ''}
          isDisabled={!complete || birthDate === null}
          isPending={answer.status === 'asking'}
        >
          {answer.status === 'asking' ? words.asking : words.askLookup}
        </Button>
      </form>
      <div aria-live="polite">
        <Answer answer={answer} today={today} onAdd={onAdd} />
      </div>
    </section>
  );
}

function Answer({ answer, today, onAdd }: Pick<LookupPanelProps, 'answer' | 'today' | 'onAdd'>) {
  switch (answer.status) {
    case 'editing':
    case 'asking':
      return null;
    case 'none':
      return <Notice title={words.notFound}>{words.notFoundNext}</Notice>;
    case 'multiple':
      return <Notice title={words.multiple}>{words.multipleNext}</Notice>;
    case 'failed':
      return <FailureNotice failure={answer.failure} />;
    case 'found':
    case 'adding': {
      const known = answer.status === 'found' && answer.known;
      return (
        <IdentityCard
          title={known ? words.foundKnown : words.foundOne}
          identity={answer.identity}
          today={today}
        >
          <Button variant="primary" isPending={answer.status === 'adding'} onPress={onAdd}>
            {known ? words.open : answer.status === 'adding' ? words.adding : words.add}
          </Button>
        </IdentityCard>
      );
    }
  }
}
