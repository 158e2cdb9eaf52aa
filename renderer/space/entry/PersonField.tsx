import type { DemoPerson } from '../../../shared/bridge/space/session.ts';
import { shortDate } from '../../i18n/format.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { words } from './messages.ts';

export interface PersonFieldProps {
  readonly people: readonly DemoPerson[];
  readonly ins: string | null;
  readonly error: string | null;
  readonly onChoose: (ins: string | null) => void;
}

/** One of the fictitious people, by name; what tells homonyms apart stands beside it. */
export function PersonField({ people, ins, error, onChoose }: PersonFieldProps) {
  const choices = people
    .map((person) => ({
      id: person.ins.value,
      label: `${person.familyName} ${person.givenName}`,
      note: shortDate(person.birthDate),
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'fr'));
  return (
    <ComboBox
      label={words.person}
      placeholder={words.personHint}
      groups={[{ id: 'people', label: words.person, choices }]}
      value={ins}
      error={error}
      onChange={onChoose}
    />
  );
}
