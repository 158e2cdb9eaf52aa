import type { InsRef } from '../../../shared/bridge/identity.ts';
import { shortDate } from '../../i18n/format.ts';
import { birthPlace, givenNames, personName } from '../../i18n/person.ts';
import { Button } from '../../ui/Button.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { Apart } from './call-store.ts';
import styles from './Calls.module.css';
import { words } from './messages.ts';

export interface ApartPanelProps {
  readonly apart: Apart;
  readonly today: string;
  readonly onTell: (change: Partial<Pick<Apart, 'gender' | 'birthPlace'>>) => void;
  readonly onAsk: () => void;
  readonly onOpen: (ins: InsRef) => void;
}

/** Several people have these traits: what the caller can still be asked. */
export function ApartPanel({ apart, onTell, onAsk, onOpen }: ApartPanelProps) {
  const { answer, gender, birthPlace: place } = apart;
  return (
    <form
      className={styles.apart}
      aria-labelledby="apart-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (answer.status === 'found') onOpen(answer.identity.ins);
        else if (gender !== null) onAsk();
      }}
    >
      <p id="apart-title" role="alert">
        <strong>{words.apart}.</strong> {words.apartLead}
      </p>
      <div className={styles.apartFields}>
        <RadioGroup
          label={words.gender}
          orientation="horizontal"
          choices={[
            { id: 'female', label: words.female },
            { id: 'male', label: words.male },
          ]}
          value={gender}
          onChange={(chosen) => onTell({ gender: chosen })}
        />
        <TextField
          label={words.birthPlace}
          maxLength={5}
          value={place}
          onChange={(birthPlaceCode) => onTell({ birthPlace: birthPlaceCode })}
        />
        <Button type="submit" isDisabled={gender === null} isPending={answer.status === 'asking'}>
          {answer.status === 'asking' ? words.asking : answer.status === 'found' ? words.openIt : words.ask}
        </Button>
      </div>
      <p role="status">
        {answer.status === 'none' ? words.nobody : null}
        {answer.status === 'multiple' ? words.stillMultiple : null}
        {answer.status === 'found' ? (
          <>
            {words.found} <strong>{personName(answer.identity)}</strong>{' '}
            {givenNames(answer.identity).slice(1).join(' ')}, {shortDate(answer.identity.birthDate)},{' '}
            {birthPlace(answer.identity)}
          </>
        ) : null}
      </p>
    </form>
  );
}
