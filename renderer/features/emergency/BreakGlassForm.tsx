import { PenLine, Scale, Siren } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import { age, parseFrenchDate } from '../../i18n/format.ts';
import { personName } from '../../i18n/person.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { NoticePreview } from '../../ui/NoticePreview.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { BreakGlassFields, BreakGlassState } from './break-glass-store.ts';
import { ownCodePoints, STARTERS, startWith } from './break-glass-store.ts';
import { EmergencyRefusal } from './EmergencyRefusal.tsx';
import styles from './Emergency.module.css';
import { words } from './messages.ts';

export interface BreakGlassFormProps extends BreakGlassState {
  readonly bridge: Pick<Bridge, 'notices.preview'>;
  readonly today: string;
  readonly isShown: boolean;
  /** Code points of a reason that are the professional's own (docs/rules.md 2.4). */
  readonly reasonMin: number;
  readonly minutes: number;
  readonly onEdit: (change: Partial<BreakGlassFields>) => void;
  readonly onForget: () => void;
  readonly onEnter: (birthDate: string) => void;
  readonly onSignIn: () => void;
}

/**
 * Break-glass: the law, the person, the reason, and what each of those told will read, before the one act by which
 * the legal condition is affirmed and the record entered. Enter in a field does not do it: it is done on purpose.
 */
export function BreakGlassForm(props: BreakGlassFormProps) {
  const { bridge, fields, patient, sending, today, isShown, reasonMin, minutes } = props;
  const { onEdit, onForget, onEnter, onSignIn } = props;
  const [left, setLeft] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isShown) first.current?.focus();
  }, [isShown]);
  const birthDate = parseFrenchDate(fields.birthDate, today);
  const missing = Math.max(0, reasonMin - ownCodePoints(fields.reason));
  const named = fields.family.trim() !== '' && fields.given.trim() !== '' && birthDate !== null;
  const isReady = named && missing === 0 && sending.status !== 'entering';
  const enter = (): void => {
    if (isReady && birthDate !== null) onEnter(birthDate);
  };
  useStarters(fields.reason, onEdit);
  const entering = useRef(enter);
  useEffect(() => {
    entering.current = enter;
  });
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'emergency.enter',
        group: words.group,
        title: words.enter,
        keys: 'Mod+Enter',
        isDisabled: !isReady,
        run: () => entering.current(),
      },
    ],
    [isReady],
  );
  useCommands(commands);
  return (
    <form
      className={styles.breakGlass}
      aria-labelledby="break-glass-title"
      onSubmit={(event) => {
        event.preventDefault();
        setLeft(true);
      }}
    >
      <div className={styles.column}>
        <h2 id="break-glass-title" className={styles.title}>
          {words.breakTitle}
        </h2>
        <p className={styles.law}>
          <Scale size={18} aria-hidden />
          <span>
            {words.law} <span className={styles.source}>{words.lawSource}</span>
          </span>
        </p>
        <fieldset className={styles.group}>
          <legend>{words.traits}</legend>
          {patient === null ? null : <KnownPatient patient={patient} onForget={onForget} />}
          <div className={styles.three}>
            <TextField
              label={words.family}
              value={fields.family}
              maxLength={100}
              inputRef={first}
              onChange={(family) => onEdit({ family })}
            />
            <TextField
              label={words.given}
              value={fields.given}
              maxLength={100}
              onChange={(given) => onEdit({ given })}
            />
            <TextField
              label={words.birthDate}
              placeholder={words.birthDateHint}
              inputMode="numeric"
              value={fields.birthDate}
              trailing={birthDate === null ? null : <span>{age(birthDate, today)}</span>}
              error={
                left && fields.birthDate.trim() !== '' && birthDate === null ? words.birthDateWrong : null
              }
              onChange={(typed) => onEdit({ birthDate: typed })}
              onBlur={() => setLeft(true)}
            />
          </div>
        </fieldset>
        <div className={styles.group}>
          <TextField
            label={words.reason}
            multiline
            maxLength={500}
            value={fields.reason}
            description={missing === 0 ? words.reasonHint : words.reasonMissing({ count: missing })}
            onChange={(reason) => onEdit({ reason })}
          />
          <div className={styles.starters} role="group" aria-label={words.starters}>
            {STARTERS.map((starter, index) => (
              <Button
                key={starter}
                variant="secondary"
                className={styles.starter ?? ''}
                onPress={() => onEdit({ reason: startWith(starter, fields.reason) })}
              >
                {starter.replace(/\s*:\s*$/u, '')} <Kbd keys={`Mod+${String(index + 1)}`} />
              </Button>
            ))}
          </div>
        </div>
        <p id="break-glass-stated" className={styles.statement}>
          <PenLine size={18} aria-hidden />
          <strong>{words.stated}</strong>
        </p>
        {sending.status === 'failed' ? (
          <EmergencyRefusal failure={sending.failure} onSignIn={onSignIn} />
        ) : null}
        <div className={styles.footer}>
          <p className={styles.quiet}>{words.limits({ minutes })}</p>
          <Button
            variant="primary"
            keys="Mod+Enter"
            icon={<Siren size={16} aria-hidden />}
            isDisabled={!isReady}
            isPending={sending.status === 'entering'}
            aria-describedby="break-glass-stated"
            onPress={enter}
          >
            {sending.status === 'entering' ? words.entering : words.enter}
          </Button>
        </div>
      </div>
      <aside className={styles.told} aria-labelledby="break-glass-told">
        <h3 id="break-glass-told" className={styles.subtitle}>
          {words.told}
        </h3>
        <p className={styles.quiet}>{words.toldLead}</p>
        <NoticePreview bridge={bridge} act={{ act: 'emergency', mode: 'BTG', birthDate }} isOpen />
      </aside>
    </form>
  );
}

function KnownPatient({
  patient,
  onForget,
}: {
  readonly patient: PatientIdentity;
  readonly onForget: () => void;
}) {
  return (
    <p className={styles.known}>
      <span>{words.known({ name: personName(patient) })}</span>
      <Button variant="quiet" onPress={onForget}>
        {words.forget}
      </Button>
    </p>
  );
}

/** A common reason is one key away; what is to be seen here and now is still to be written. */
function useStarters(reason: string, onEdit: BreakGlassFormProps['onEdit']): void {
  const commands = useMemo(
    () =>
      STARTERS.map((starter, index): Command => ({
        id: `emergency.starter.${String(index + 1)}`,
        group: words.group,
        title: `${words.starters} « ${starter.replace(/\s*:\s*$/u, '')} »`,
        keys: `Mod+${String(index + 1)}`,
        isKeyOnly: true,
        run: () => {
          onEdit({ reason: startWith(starter, reason) });
          document.querySelector<HTMLElement>('form[aria-labelledby="break-glass-title"] textarea')?.focus();
        },
      })),
    [reason, onEdit],
  );
  useCommands(commands);
}
