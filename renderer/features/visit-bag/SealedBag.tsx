import { Luggage, Trash2, X } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { VisitBagState } from '../../../shared/bridge/visit-bag.ts';
import { age, shortDate, timeOfDay } from '../../i18n/format.ts';
import { birthName, personName } from '../../i18n/person.ts';
import { announce } from '../../platform/announcer.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { cx } from '../../ui/cx.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { BagPages } from './BagPages.tsx';
import { words } from './messages.ts';
import type { VisitBagStore } from './visit-bag-store.ts';
import styles from './VisitBag.module.css';

export interface SealedBagProps {
  readonly store: VisitBagStore;
  readonly state: VisitBagState;
  readonly bag: NonNullable<VisitBagState['bag']>;
  readonly today: string;
  readonly onOpen: (patient: PatientIdentity) => void;
  readonly onAdd: () => void;
}

/** Those who were taken along: each one key away, until midnight. */
export function SealedBag({ store, state, bag, today, onOpen, onAdd }: SealedBagProps) {
  const [chosen, choose] = useState(0);
  /** Whose key is about to be destroyed. */
  const [ending, setEnding] = useState<PatientIdentity | 'everyone' | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const { patients } = bag;
  const { toReport } = state;
  const active = Math.min(chosen, patients.length - 1);
  useEffect(() => list.current?.focus(), []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: patients.length - 1 }[event.key];
    const taken = patients[active];
    if (event.key === 'Enter' && taken !== undefined) onOpen(taken.patient);
    else if (event.key === 'Delete' && taken !== undefined) setEnding(taken.patient);
    else if (to !== undefined) choose(Math.min(patients.length - 1, Math.max(0, to)));
    else return;
    event.preventDefault();
  };

  const end = (who: PatientIdentity | 'everyone'): void => {
    setEnding(null);
    list.current?.focus();
    if (who === 'everyone') void store.destroy().then(() => announce(words.destroyed));
    else void store.remove(who.ins).then(() => announce(words.removed({ name: personName(who) })));
  };

  return (
    <>
      <div className={styles.tools}>
        <p className={styles.count} role="status">
          {words.sealed({ time: timeOfDay(bag.sealedAt) })}
        </p>
        {toReport === 0 ? null : <p className={styles.aside}>{words.toReport({ count: toReport })}</p>}
      </div>
      <BagPages store={store} bag={state} />
      <div
        ref={list}
        className={styles.list}
        role="listbox"
        tabIndex={0}
        aria-label={words.patients}
        aria-activedescendant={`bag-${String(active)}`}
        onKeyDown={onKeyDown}
      >
        {patients.map(({ patient, documents, wordless }, index) => (
          // The list keeps the focus and answers the keys for its lines (aria-activedescendant).
          // oxlint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events
          <div
            key={patient.ins.value}
            id={`bag-${String(index)}`}
            role="option"
            aria-selected={index === active}
            className={cx(styles.line, styles.taken)}
            onClick={() => onOpen(patient)}
          >
            <Luggage size={16} aria-hidden />
            <span>
              <strong>{personName(patient)}</strong> <span className={styles.rest}>{birthName(patient)}</span>
            </span>
            <span>
              {shortDate(patient.birthDate)}{' '}
              <span className={styles.rest}>({age(patient.birthDate, today)})</span>
            </span>
            <span className={styles.rest}>
              {words.documents({ count: documents })}
              {wordless === 0 ? null : words.wordless({ count: wordless })}
            </span>
            {/* For the mouse alone: by key it is Delete, and the button below for the chosen line. */}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
            <span
              aria-hidden
              title={words.remove}
              className={styles.remove}
              onClick={(event) => {
                event.stopPropagation();
                setEnding(patient);
              }}
            >
              <X size={16} />
            </span>
          </div>
        ))}
      </div>
      <footer className={styles.footer}>
        <p>
          <Kbd keys="Enter" /> {words.open} · <Kbd keys="Delete" /> {words.removeHint}
        </p>
        <Button
          variant="danger"
          icon={<Trash2 size={16} aria-hidden />}
          onPress={() => setEnding('everyone')}
        >
          {words.destroy}
        </Button>
        <Button onPress={onAdd}>{words.add}</Button>
      </footer>
      <EndDialog
        who={ending}
        onClose={() => {
          setEnding(null);
          list.current?.focus();
        }}
        onEnd={end}
      />
    </>
  );
}

interface EndDialogProps {
  readonly who: PatientIdentity | 'everyone' | null;
  readonly onClose: () => void;
  readonly onEnd: (who: PatientIdentity | 'everyone') => void;
}

/** A key that is destroyed is not had back: it is asked first. */
function EndDialog({ who, onClose, onEnd }: EndDialogProps) {
  const one = who === null || who === 'everyone' ? null : who;
  const act = one === null ? words.destroy : words.remove;
  return (
    <Dialog
      title={one === null ? words.destroyTitle : words.removeTitle({ name: personName(one) })}
      role="alertdialog"
      size="small"
      isOpen={who !== null}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button variant="danger" autoFocus onPress={() => (who === null ? undefined : onEnd(who))}>
            {act}
          </Button>
        </>
      }
    >
      <p>{one === null ? words.destroyLead : words.removeLead}</p>
    </Dialog>
  );
}
