import { Building2, ShieldOff, Stethoscope, UserRound } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { NamedActor, RightDeclaration, RightsView } from '../../../shared/bridge/space/rights.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { mediumDate } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { useOwnRights } from '../rights.ts';
import { Line, Lines, Nothing } from '../ui/Lines.tsx';
import { Loaded, Part, SpaceScreen } from '../ui/Section.tsx';
import { ConfirmActor } from './ConfirmActor.tsx';
import { FindActor } from './FindActor.tsx';
import { words } from './messages.ts';

export interface ProfessionalsScreenProps {
  readonly bridge: Pick<
    SpaceBridge,
    'own.rights.view' | 'own.rights.find' | 'own.rights.declare' | 'own.rights.end' | 'on'
  >;
  readonly side: Extract<SpaceState, { status: 'open' }>['side'];
}

type Purpose = 'block' | 'treatingDoctor';
type Dialog =
  | { readonly kind: 'find'; readonly purpose: Purpose }
  | { readonly kind: 'confirm'; readonly purpose: Purpose; readonly who: NamedActor };
type Standing = RightsView['readers'][number];

/** Who may read, who helps as a médecin traitant, and who is kept out. */
export function ProfessionalsScreen({ bridge, side }: ProfessionalsScreenProps) {
  const { answer, again, accept } = useOwnRights(bridge);
  const { busy, failure, act, forget } = useActing();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const manages = side !== 'carer';

  const end = ({ id }: Standing, say: string): void =>
    void act(id, () => bridge['own.rights.end']({ id }), { say, take: accept });
  const declare = async (purpose: Purpose, who: NamedActor): Promise<void> => {
    const declaration: RightDeclaration =
      purpose === 'block'
        ? { kind: 'block', who: { kind: who.kind, id: who.id } }
        : { kind: 'treatingDoctor', id: who.id };
    const say = purpose === 'block' ? words.blocked({ name: who.name }) : words.named({ name: who.name });
    const done = await act('declare', () => bridge['own.rights.declare'](declaration), {
      say,
      take: accept,
    });
    if (done) setDialog(null);
  };
  const close = (): void => {
    setDialog(null);
    forget();
  };
  const button = (text: string, onPress: () => void) =>
    manages ? (
      <Button isDisabled={busy !== null} onPress={onPress}>
        {text}
      </Button>
    ) : undefined;

  return (
    <SpaceScreen title={words.title} lead={words.lead}>
      {manages ? null : <Notice>{words.carer}</Notice>}
      {failure === null || dialog !== null ? null : <FailureNotice failure={failure} onRetry={again} />}
      <Loaded answer={answer} rows={6} onRetry={again}>
        {({ readers, treatingDoctors, blocks }) => (
          <>
            <Part title={words.readers} lead={words.readersLead}>
              {readers.length === 0 ? (
                <Nothing>{words.noReaders}</Nothing>
              ) : (
                <Lines label={words.readers}>
                  {readers.map((standing) => (
                    <Person key={standing.id} standing={standing}>
                      {button(words.withdraw, () =>
                        end(standing, words.withdrawn({ name: standing.who.name })),
                      )}
                      {button(words.block, () =>
                        setDialog({ kind: 'confirm', purpose: 'block', who: standing.who }),
                      )}
                    </Person>
                  ))}
                </Lines>
              )}
            </Part>
            <Part
              title={words.doctors}
              lead={words.doctorsLead}
              action={button(words.nameDoctor, () => setDialog({ kind: 'find', purpose: 'treatingDoctor' }))}
            >
              {treatingDoctors.length === 0 ? (
                <Nothing>{words.noDoctors}</Nothing>
              ) : (
                <Lines label={words.doctors}>
                  {treatingDoctors.map((standing) => (
                    <Person key={standing.id} standing={standing} isDoctor>
                      {button(words.dismiss, () =>
                        end(standing, words.dismissed({ name: standing.who.name })),
                      )}
                    </Person>
                  ))}
                </Lines>
              )}
            </Part>
            <Part
              title={words.blocks}
              lead={words.blocksLead}
              action={button(words.blockSomebody, () => setDialog({ kind: 'find', purpose: 'block' }))}
            >
              {blocks.length === 0 ? (
                <Nothing>{words.noBlocks}</Nothing>
              ) : (
                <Lines label={words.blocks}>
                  {blocks.map((standing) => (
                    <Person key={standing.id} standing={standing} isBlocked>
                      {button(words.unblock, () =>
                        end(standing, words.unblocked({ name: standing.who.name })),
                      )}
                    </Person>
                  ))}
                </Lines>
              )}
            </Part>
          </>
        )}
      </Loaded>
      {dialog?.kind === 'find' ? (
        <FindActor
          bridge={bridge}
          title={dialog.purpose === 'block' ? words.findBlockTitle : words.findDoctorTitle}
          onlyProfessionals={dialog.purpose === 'treatingDoctor'}
          onFound={(who) => setDialog({ kind: 'confirm', purpose: dialog.purpose, who })}
          onClose={close}
        />
      ) : null}
      {dialog?.kind === 'confirm' ? (
        <ConfirmActor
          purpose={dialog.purpose}
          who={dialog.who}
          isBusy={busy !== null}
          failure={failure}
          onConfirm={() => void declare(dialog.purpose, dialog.who)}
          onClose={close}
        />
      ) : null}
    </SpaceScreen>
  );
}

interface PersonProps {
  readonly standing: Standing;
  readonly isDoctor?: boolean;
  readonly isBlocked?: boolean;
  readonly children: ReactNode;
}

function Person({ standing, isDoctor = false, isBlocked = false, children }: PersonProps) {
  const { who, since, until } = standing;
  const Icon = isBlocked
    ? ShieldOff
    : isDoctor
      ? Stethoscope
      : who.kind === 'establishment'
        ? Building2
        : UserRound;
  const note = [
    who.kind === 'establishment' ? words.establishment : who.detail,
    since === null ? null : words.since({ date: mediumDate(since) }),
    until === null ? null : words.until({ date: mediumDate(until) }),
  ];
  return (
    <Line
      icon={<Icon size={18} aria-hidden />}
      title={who.name}
      note={note.filter(Boolean).join(' · ')}
      acts={children}
    />
  );
}
