import { useCallback, useState } from 'react';
import type { MedicalProfile, Writer } from '../../../shared/bridge/sections.ts';
import type { NewHealthEntry } from '../../../shared/bridge/space/sections.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { factDate } from '../../i18n/format.ts';
import { useToday } from '../../platform/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Measures } from '../../ui/measures/Measures.tsx';
import { useActing } from '../acting.ts';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Line, Lines, Nothing } from '../ui/Lines.tsx';
import { Loaded, Part, SpaceScreen } from '../ui/Section.tsx';
import { FactDialog } from './FactDialog.tsx';
import { MeasureDialog } from './MeasureDialog.tsx';
import { words } from './messages.ts';

export interface HealthScreenProps {
  readonly bridge: Pick<SpaceBridge, 'own.health.view' | 'own.health.add' | 'own.health.remove' | 'on'>;
  readonly space: Extract<SpaceState, { status: 'open' }>;
}

type Removed = Parameters<SpaceBridge['own.health.remove']>[0];

/** Own measures and profile: read, written and taken back by the patient's side (docs/rules.md 6). */
export function HealthScreen({ bridge, space: { side, holder } }: HealthScreenProps) {
  const today = useToday();
  const { answer, again, accept } = useAsked(
    bridge,
    useCallback(() => bridge['own.health.view']({}), [bridge]),
  );
  const { busy, failure, act, forget } = useActing();
  const [adding, setAdding] = useState<'measure' | 'fact' | null>(null);
  const begin = (what: 'measure' | 'fact'): void => {
    forget();
    setAdding(what);
  };
  const add = (entry: NewHealthEntry): void =>
    void act('add', () => bridge['own.health.add'](entry), {
      say: words.added,
      take: (view) => {
        accept(view);
        setAdding(null);
      },
    });
  const remove = (entry: Removed): void =>
    void act(entry.id, () => bridge['own.health.remove'](entry), { say: words.removed, take: accept });
  // A carer reads and adds; what stands is not his to take away.
  const onRemove = side === 'carer' ? null : remove;

  return (
    <SpaceScreen title={words.title} lead={words.lead}>
      {failure === null || adding !== null ? null : <FailureNotice failure={failure} onRetry={again} />}
      <Loaded answer={answer} rows={8} onRetry={again}>
        {({ measures, profile }) => (
          <>
            <Part
              title={words.measures}
              action={<Button onPress={() => begin('measure')}>{words.addMeasure}</Button>}
            >
              {measures.outcome === 'read' ? (
                <Measures
                  measures={measures.content}
                  patient={holder}
                  today={today}
                  holder={words.holder}
                  {...(onRemove === null
                    ? {}
                    : {
                        renderAct: ({ id, version, date }, name) => (
                          <Remove
                            label={words.removeNamed({ name, date: factDate(date) })}
                            isDisabled={busy !== null}
                            onPress={() => onRemove({ kind: 'measure', id, version })}
                          />
                        ),
                      })}
                />
              ) : (
                <Nothing>{words.measuresNone}</Nothing>
              )}
            </Part>
            <Part
              title={words.profile}
              action={<Button onPress={() => begin('fact')}>{words.addFact}</Button>}
            >
              {profile.outcome === 'read' ? (
                <Profile profile={profile.content} onRemove={onRemove} isBusy={busy !== null} />
              ) : (
                <Nothing>{words.profileNone}</Nothing>
              )}
            </Part>
          </>
        )}
      </Loaded>
      {adding === 'measure' ? (
        <MeasureDialog isBusy={busy !== null} failure={failure} onAdd={add} onClose={() => setAdding(null)} />
      ) : null}
      {adding === 'fact' ? (
        <FactDialog isBusy={busy !== null} failure={failure} onAdd={add} onClose={() => setAdding(null)} />
      ) : null}
    </SpaceScreen>
  );
}

interface Removing {
  readonly onRemove: ((entry: Removed) => void) | null;
  readonly isBusy: boolean;
}

function Profile({ profile, onRemove, isBusy }: Removing & { readonly profile: MedicalProfile }) {
  const facts = [
    ...profile.allergies.map((fact) => ({ ...fact, kind: 'allergy' as const, dosage: null })),
    ...profile.treatments.map((fact) => ({ ...fact, kind: 'treatment' as const })),
    ...profile.conditions.map((fact) => ({ ...fact, kind: 'condition' as const, dosage: null })),
  ];
  return (
    <Lines label={words.profile}>
      {facts.map(({ kind, id, version, name, since, note, dosage, writer }) => (
        <Line
          key={id}
          title={name}
          note={[
            words[kind],
            dosage,
            since === null ? null : words.since({ date: factDate(since) }),
            note,
            byWhom(writer),
          ]
            .filter(Boolean)
            .join(' · ')}
          acts={
            onRemove === null ? undefined : (
              <Remove
                label={words.removeFact({ name })}
                isDisabled={isBusy}
                onPress={() => onRemove({ kind, id, version })}
              />
            )
          }
        />
      ))}
    </Lines>
  );
}

interface RemoveProps {
  readonly label: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}

/** Which one it takes away is said, for whoever hears the button alone. */
function Remove({ label, isDisabled, onPress }: RemoveProps) {
  return (
    <Button variant="quiet" isDisabled={isDisabled} onPress={onPress} aria-label={label}>
      {words.remove}
    </Button>
  );
}

function byWhom({ side }: Writer): string {
  if (side === 'carer') return words.byCarer;
  return side === 'representative' ? words.byRepresentative : '';
}
