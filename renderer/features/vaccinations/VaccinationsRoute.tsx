import { Plus, RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { RecordView } from '../../../shared/bridge/record.ts';
import type { AddedVaccination, Vaccination, VaccineChoice } from '../../../shared/bridge/sections.ts';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/result.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import type { Asked } from '../../platform/part-store.ts';
import { usePart } from '../../platform/usePart.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { NoticePreview } from '../../ui/NoticePreview.tsx';
import { PartState } from '../../ui/PartState.tsx';
import { ScrollPane } from '../../ui/ScrollPane.tsx';
import { SectionAge, SectionState } from '../../ui/SectionState.tsx';
import { ToggleChip } from '../../ui/ToggleChip.tsx';
import { emptyForm, formOf } from './form.ts';
import { Hints } from './Hints.tsx';
import { words } from './messages.ts';
import { ByDate, ByDisease } from './Notebook.tsx';
import { VaccinationDialog } from './VaccinationDialog.tsx';
import styles from './Vaccinations.module.css';
import { WithdrawDialog } from './WithdrawDialog.tsx';

export interface VaccinationsRouteProps {
  readonly bridge: Pick<
    Bridge,
    | 'sections.vaccinations'
    | 'sections.vaccines'
    | 'sections.addVaccination'
    | 'sections.withdrawVaccination'
    | 'notices.preview'
    | 'outbox.undo'
    | 'on'
  >;
  readonly view: RecordView;
  readonly today: string;
  /** What a scanner typed while the record was open; null: nothing. */
  readonly scanned: string | null;
  readonly onScanTaken: () => void;
  readonly onSignIn: () => void;
}

type Asking =
  | { readonly dialog: 'add'; readonly choice: VaccineChoice; readonly code: string | null }
  | { readonly dialog: 'correct'; readonly choice: VaccineChoice; readonly entry: Vaccination }
  | { readonly dialog: 'withdraw'; readonly entry: Vaccination };

/** The vaccination notebook of the open record. One mount serves one patient. */
export function VaccinationsRoute(props: VaccinationsRouteProps) {
  const { bridge, view, today, scanned, onScanTaken, onSignIn } = props;
  const { ins, birthDate } = view.patient;
  const { answer, again } = usePart(
    bridge,
    ins,
    useCallback((how: Asked) => bridge['sections.vaccinations']({ ins, ...how }), [bridge, ins]),
  );
  const [presentation, present] = useState<'disease' | 'date'>('disease');
  const [asking, ask] = useState<Asking | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [told, tell] = useState<Told | null>(null);
  const known = answer.status === 'known' ? answer.value : null;
  const mayAdd = known?.mayAdd === true;
  const close = (): void => ask(null);

  const begin = useCallback(
    (choice: Result<VaccineChoice, Failure>, of: (choice: VaccineChoice) => Asking): void => {
      tell(null);
      setFailure(choice.ok ? null : choice.error);
      if (choice.ok) ask(of(choice.value));
    },
    [],
  );
  /** Whatever needs the list of vaccines asks for it first: this post may have learnt of a box meanwhile. */
  const vaccines = useCallback(() => bridge['sections.vaccines']({}), [bridge]);
  const add = useCallback(
    () =>
      void vaccines().then((choice) =>
        begin(choice, (known) => ({ dialog: 'add', choice: known, code: null })),
      ),
    [vaccines, begin],
  );
  useEffect(() => {
    if (scanned === null || !mayAdd) return;
    onScanTaken();
    void vaccines().then((choice) =>
      begin(choice, (list) => ({ dialog: 'add', choice: list, code: scanned })),
    );
  }, [scanned, mayAdd, vaccines, begin, onScanTaken]);

  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'vaccinations.add',
        group: words.group,
        title: words.add,
        keys: 'A',
        isDisabled: !mayAdd,
        run: add,
      },
      {
        id: 'vaccinations.view',
        group: words.group,
        title: presentation === 'disease' ? words.byDate : words.byDisease,
        keys: 'V',
        run: () => present(presentation === 'disease' ? 'date' : 'disease'),
      },
      { id: 'vaccinations.refresh', group: words.group, title: words.refresh, keys: 'R', run: again },
    ],
    [mayAdd, presentation, add, again],
  );
  useCommands(commands);

  return (
    <div className={styles.notebook}>
      <div className={styles.bar}>
        <div className={styles.views} role="group" aria-label={words.views}>
          <ToggleChip isSelected={presentation === 'disease'} onChange={() => present('disease')}>
            {words.byDisease}
          </ToggleChip>
          <ToggleChip isSelected={presentation === 'date'} onChange={() => present('date')}>
            {words.byDate}
          </ToggleChip>
        </div>
        <IconButton
          label={words.refresh}
          keys="R"
          icon={<RefreshCw size={14} aria-hidden />}
          onPress={again}
        />
        {mayAdd ? (
          <Button variant="primary" keys="A" icon={<Plus size={16} aria-hidden />} onPress={add}>
            {words.add}
          </Button>
        ) : null}
      </div>
      {failure === null ? null : <FailureNotice failure={failure} onSignIn={onSignIn} />}
      {told === null ? null : (
        <ToldNotice
          bridge={bridge}
          told={told}
          onUndone={() => tell({ actIds: [], lines: [words.undone], isWrong: false })}
        />
      )}
      <ScrollPane label={words.title} className={styles.page}>
        <PartState answer={answer} rows={8} onRetry={again} onSignIn={onSignIn}>
          {(notebook) => (
            <>
              {notebook.vaccinations.outcome === 'notPermitted' ? null : (
                <Hints hints={notebook.hints} schedule={notebook.schedule} />
              )}
              <SectionState
                section={notebook.vaccinations}
                words={{
                  empty: words.empty,
                  emptyNote: words.emptyNote,
                  notPermitted: words.notPermitted,
                }}
              >
                {(vaccinations) =>
                  presentation === 'disease' ? (
                    <ByDisease notebook={notebook} vaccinations={vaccinations} />
                  ) : (
                    <ByDate
                      vaccinations={vaccinations}
                      diseases={notebook.diseases}
                      onCorrect={(entry) =>
                        void vaccines().then((choice) =>
                          begin(choice, (list) => ({ dialog: 'correct', choice: list, entry })),
                        )
                      }
                      onWithdraw={(entry) => ask({ dialog: 'withdraw', entry })}
                    />
                  )
                }
              </SectionState>
              <SectionAge section={notebook.vaccinations} />
            </>
          )}
        </PartState>
      </ScrollPane>
      {asking === null || asking.dialog === 'withdraw' ? null : (
        <VaccinationDialog
          initial={asking.dialog === 'correct' ? formOf(asking.entry) : emptyForm(today)}
          isCorrection={asking.dialog === 'correct'}
          choice={asking.choice}
          context={{ today, birthDate }}
          code={asking.dialog === 'add' ? asking.code : null}
          notice={<NoticePreview bridge={bridge} act={{ act: 'addVaccination', ins }} />}
          act={(vaccination, withNote) =>
            bridge['sections.addVaccination']({
              ins,
              vaccination,
              withNote,
              corrects:
                asking.dialog === 'correct' ? { id: asking.entry.id, version: asking.entry.version } : null,
            })
          }
          onDone={(done) => {
            tell(addedWords(done, asking.dialog === 'correct'));
            close();
            if (done.status === 'recorded') again();
          }}
          onClose={close}
        />
      )}
      {asking?.dialog === 'withdraw' ? (
        <WithdrawDialog
          vaccination={asking.entry}
          act={async () => {
            const { id, version } = asking.entry;
            const done = await bridge['sections.withdrawVaccination']({
              ins,
              entry: { id, version },
              name: asking.entry.name,
            });
            if (!done.ok) return done.error;
            const { status, actIds } = done.value;
            const line = status === 'kept' ? words.withdrawn : words.withdrawnNow;
            tell({ actIds: status === 'kept' ? actIds : [], lines: [line], isWrong: false });
            return null;
          }}
          onDone={() => {
            close();
            again();
          }}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

/** What was just done, in words, and by which acts it is taken back. */
interface Told {
  readonly actIds: readonly string[];
  readonly lines: readonly string[];
  readonly isWrong: boolean;
}

function addedWords({ status, note, actIds }: AddedVaccination, isCorrection: boolean): Told {
  const first = status === 'recorded' ? words.added : isCorrection ? words.corrected : words.kept;
  const notes = { kept: [words.noteKept], refused: [words.noteRefused], none: [] }[note];
  return { actIds: status === 'kept' ? actIds : [], lines: [first, ...notes], isWrong: note === 'refused' };
}

interface ToldNoticeProps {
  readonly bridge: Pick<Bridge, 'outbox.undo'>;
  readonly told: Told;
  readonly onUndone: () => void;
}

/** What becomes of an act that waits for its turn; until it leaves it is taken back in one press. */
function ToldNotice({ bridge, told, onUndone }: ToldNoticeProps) {
  const [isLate, setLate] = useState(false);
  const undo = async (): Promise<void> => {
    // The last first: a note never stands without its vaccination.
    for (const actId of told.actIds.toReversed()) {
      const undone = await bridge['outbox.undo']({ actId });
      if (!undone.ok) return setLate(true);
    }
    onUndone();
  };
  return (
    <Notice
      tone={told.isWrong || isLate ? 'warning' : 'info'}
      isAlert
      action={
        told.actIds.length === 0 || isLate ? undefined : (
          <Button onPress={() => void undo()}>{words.undo}</Button>
        )
      }
    >
      {(isLate ? [words.left] : told.lines).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}
