import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Correspondent } from '../../../shared/bridge/space/messages.ts';
import { createTurns } from '../../platform/turns.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useOptionList } from '../../ui/useOptionList.ts';
import type { SpaceBridge } from '../bridge.ts';
import { words } from './messages.ts';
import exchange from '../../ui/exchange.module.css';

export interface PharmacyPickerProps {
  readonly bridge: Pick<SpaceBridge, 'own.messages.pharmacies'>;
  readonly onChoose: (pharmacy: Correspondent) => void;
}

interface Pharmacy {
  readonly id: string;
  readonly name: string;
  readonly place: string | null;
}

/** The pharmacy to write to, by its name or its town. */
export function PharmacyPicker({ bridge, onChoose }: PharmacyPickerProps) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly Pharmacy[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [turns] = useState(createTurns);
  useEffect(() => {
    const turn = turns.next();
    void bridge['own.messages.pharmacies']({ query }).then((answer) => {
      if (!turn.isCurrent()) return;
      setFailure(answer.ok ? null : answer.error);
      if (answer.ok) setFound(answer.value.pharmacies);
    });
    return turns.end;
  }, [bridge, query, turns]);
  const options = useOptionList(found.length, query, (index) => {
    const pharmacy = found[index];
    if (pharmacy !== undefined) onChoose({ kind: 'structure', id: pharmacy.id, name: pharmacy.name });
  });
  return (
    <div className={exchange.picker}>
      <TextField
        label={words.pharmacy}
        type="search"
        autoFocus
        value={query}
        maxLength={100}
        placeholder={words.pharmacyHint}
        icon={<Search size={16} aria-hidden />}
        inputProps={options.inputProps}
        onChange={setQuery}
      />
      {failure === null ? null : <FailureNotice failure={failure} />}
      {found.length === 0 && query.trim() !== '' && failure === null ? (
        <p role="status">{words.pharmacyNone}</p>
      ) : null}
      {found.length === 0 ? null : (
        <div {...options.listProps} aria-label={words.pharmacy} className={exchange.found}>
          {found.map(({ id, name, place }, index) => (
            <div key={id} {...options.optionProps(index)} className={exchange.option}>
              <strong>{name}</strong> <span>{place ?? ''}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
