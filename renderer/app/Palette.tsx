import { CornerDownLeft, Search, UserRound } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import type { PatientIdentity } from '../../shared/bridge/identity.ts';
import type { PatientHit } from '../../shared/bridge/patients.ts';
import { age, shortDate } from '../i18n/format.ts';
import { birthName, initials, personName } from '../i18n/person.ts';
import type { Bridge } from '../platform/bridge.ts';
import { currentCommands, type Command } from '../platform/commands.ts';
import { createTurns } from '../platform/turns.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useOptionList } from '../ui/useOptionList.ts';
import { words } from './messages.ts';
import { matchingCommands } from './palette-order.ts';
import styles from './Palette.module.css';

export interface PaletteProps {
  readonly bridge: Pick<Bridge, 'patients.search' | 'patients.recent'>;
  /** Patients are initials, for whoever reads over a counter. */
  readonly isDiscreet: boolean;
  readonly today: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onPatient: (patient: PatientIdentity, lastSeenAt: string | null) => void;
}

/** Patients, acts and settings in one list. */
export function Palette({ isOpen, onClose, ...rest }: PaletteProps) {
  return (
    <ModalOverlay
      className={styles.veil ?? ''}
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <AriaDialog className={styles.dialog ?? ''} aria-label={words.palette}>
          <PaletteContent {...rest} onClose={onClose} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

const PATIENTS = 6;

function PaletteContent({ bridge, isDiscreet, today, onClose, onPatient }: Omit<PaletteProps, 'isOpen'>) {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<{ readonly query: string; readonly hits: readonly PatientHit[] }>({
    query: '',
    hits: [],
  });
  const [turns] = useState(createTurns);
  // What can be done is what the screen under the palette offers at this moment.
  const [offered] = useState(currentCommands);
  useEffect(() => {
    const turn = turns.next();
    const text = query.trim();
    const ask =
      text === ''
        ? bridge['patients.recent']({ limit: PATIENTS })
        : bridge['patients.search']({ query: text, limit: PATIENTS });
    void ask.then((answer) => {
      if (turn.isCurrent()) setFound({ query: text, hits: answer.ok ? answer.value.hits : [] });
    });
    return turns.end;
  }, [bridge, query, turns]);

  // Patients found for what was typed before are no answer: Enter would open the wrong one.
  const isAnswered = found.query === query.trim();
  const hits = isAnswered ? found.hits : [];
  const commands = matchingCommands(offered, query);
  const act = (run: () => void): void => {
    onClose();
    // After the dialog is gone: an act that moves the focus must not have it taken back.
    setTimeout(run, 0);
  };
  const options = useOptionList(hits.length + commands.length, query, (index) => {
    const hit = hits[index];
    const command = commands[index - hits.length];
    if (hit !== undefined) act(() => onPatient(hit.identity, hit.lastSeenAt));
    else if (command !== undefined) act(command.run);
  });
  return (
    <>
      <div className={styles.field}>
        <TextField
          label={words.palette}
          hideLabel
          large
          autoFocus
          value={query}
          onChange={setQuery}
          placeholder={words.palettePlaceholder}
          icon={<Search size={20} strokeWidth={1.75} aria-hidden />}
          trailing={<Kbd keys="Escape" />}
          inputProps={options.inputProps}
        />
      </div>
      {hits.length + commands.length === 0 ? (
        <p className={styles.none} role="status">
          {isAnswered ? words.paletteNone : null}
        </p>
      ) : (
        <div {...options.listProps} aria-label={words.palette} className={styles.list}>
          {hits.length === 0 ? null : (
            <div role="group" aria-label={words.palettePatients}>
              <p className={styles.group} aria-hidden="true">
                {words.palettePatients}
              </p>
              {hits.map((hit, index) => (
                <PatientLine
                  key={hit.identity.ins.value}
                  hit={hit}
                  discreetAt={isDiscreet ? today : null}
                  props={options.optionProps(index)}
                />
              ))}
            </div>
          )}
          {commands.length === 0 ? null : (
            <div role="group" aria-label={words.paletteActs}>
              <p className={styles.group} aria-hidden="true">
                {words.paletteActs}
              </p>
              {commands.map((command, index) => (
                <CommandLine
                  key={command.id}
                  command={command}
                  props={options.optionProps(hits.length + index)}
                />
              ))}
            </div>
          )}
        </div>
      )}
    </>
  );
}

type OptionProps = ReturnType<ReturnType<typeof useOptionList>['optionProps']>;

interface PatientLineProps {
  readonly hit: PatientHit;
  /** The day, where an age stands for a birth date and initials for a name; null: nobody reads along. */
  readonly discreetAt: string | null;
  readonly props: OptionProps;
}

function PatientLine({ hit: { identity }, discreetAt, props }: PatientLineProps) {
  return (
    <div {...props} className={styles.line}>
      <UserRound size={16} aria-hidden />
      {discreetAt === null ? (
        <span className={styles.title}>
          {personName(identity)} <span className={styles.quiet}>{birthName(identity)}</span>
        </span>
      ) : (
        <span className={styles.title}>{initials(identity)}</span>
      )}
      <span className={styles.quiet}>
        {discreetAt === null ? shortDate(identity.birthDate) : age(identity.birthDate, discreetAt)}
      </span>
    </div>
  );
}

function CommandLine({ command, props }: { readonly command: Command; readonly props: OptionProps }) {
  return (
    <div {...props} className={styles.line}>
      <CornerDownLeft size={16} aria-hidden />
      <span className={styles.title}>
        {command.title} <span className={styles.quiet}>{command.group}</span>
      </span>
      {command.keys === undefined ? null : <Kbd keys={command.keys} />}
    </div>
  );
}
