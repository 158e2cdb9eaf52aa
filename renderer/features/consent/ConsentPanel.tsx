import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { cx } from '../../ui/cx.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import styles from './Consent.module.css';
import { GROUNDS, type ConsentState, type Ground } from './consent-store.ts';
import { words } from './messages.ts';

/** How long each basis gives the right, from the parameters of the rules. */
export interface ConsentTerms {
  readonly careTeamDays: number;
  readonly explicitHours: number;
}

export interface ConsentPanelProps extends ConsentState {
  readonly terms: ConsentTerms;
  /** The message that the patient will receive. */
  readonly notice?: ReactNode;
  readonly onChoose: (ground: Ground) => void;
  readonly onAffirm: (stated: boolean) => void;
  readonly onDeclare: () => void;
}

const STATEMENTS: Readonly<Record<Ground, string>> = {
  'CARE_TEAM.ORAL': words.statementCareTeamOral,
  'CARE_TEAM.WRITTEN': words.statementCareTeamWritten,
  'EXPLICIT.ORAL': words.statementExplicitOral,
  'EXPLICIT.WRITTEN': words.statementExplicitWritten,
};

/** Three deliberate acts: the square, the statement, the button. No default, and no key does two of them. */
export function ConsentPanel(props: ConsentPanelProps) {
  const { ground, stated, sending, terms, notice, onChoose, onAffirm, onDeclare } = props;
  const isSending = sending.status === 'declaring';
  return (
    <div className={styles.panel}>
      <RadioGroup
        className={styles.grounds ?? ''}
        value={ground}
        isDisabled={isSending}
        onChange={(value) => {
          const chosen = GROUNDS.find((candidate) => candidate === value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        <Label className={styles.legend ?? ''}>{words.basis}</Label>
        <BasisText
          name={words.careTeam}
          note={words.careTeamNote}
          term={words.forDays({ days: terms.careTeamDays })}
        />
        <Square ground="CARE_TEAM.ORAL" label={words.careTeam} form={words.oral} />
        <Square ground="CARE_TEAM.WRITTEN" label={words.careTeam} form={words.written} />
        <BasisText
          name={words.explicit}
          note={words.explicitNote}
          term={words.forHours({ hours: terms.explicitHours })}
        />
        <Square ground="EXPLICIT.ORAL" label={words.explicit} form={words.oral} />
        <Square ground="EXPLICIT.WRITTEN" label={words.explicit} form={words.written} />
      </RadioGroup>
      <Checkbox
        className={cx(styles.statement, ground === null && styles.waiting)}
        isSelected={stated}
        isDisabled={ground === null || isSending}
        onChange={onAffirm}
      >
        {ground === null ? words.statementNone : STATEMENTS[ground]}
      </Checkbox>
      {notice}
      {sending.status === 'failed' ? <FailureNotice failure={sending.failure} /> : null}
      <div className={styles.footer}>
        <p className={styles.kept}>{words.kept}</p>
        <Button
          variant="primary"
          isDisabled={ground === null || !stated}
          isPending={isSending}
          onPress={onDeclare}
        >
          {isSending ? words.declaring : words.declare}
        </Button>
      </div>
    </div>
  );
}

function BasisText({
  name,
  note,
  term,
}: {
  readonly name: string;
  readonly note: string;
  readonly term: string;
}) {
  return (
    <p className={styles.basis}>
      <strong>{name}</strong> <span className={styles.term}>{term}</span>
      <span className={styles.note}>{note}</span>
    </p>
  );
}

interface SquareProps {
  readonly ground: Ground;
  readonly label: string;
  readonly form: string;
}

function Square({ ground, label, form }: SquareProps) {
  return (
    <Radio
      value={ground}
      aria-label={`${label}, ${form.toLocaleLowerCase('fr-FR')}`}
      className={styles.square ?? ''}
    >
      <span className={styles.dot} />
      {form}
    </Radio>
  );
}
