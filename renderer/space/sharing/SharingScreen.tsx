import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { useOwnRights } from '../rights.ts';
import { Loaded, SpaceScreen } from '../ui/Section.tsx';
import { SwitchLine } from '../ui/SwitchLine.tsx';
import { words } from './messages.ts';

export interface SharingScreenProps {
  readonly bridge: Pick<SpaceBridge, 'own.rights.view' | 'own.rights.declare' | 'on'>;
  readonly side: Extract<SpaceState, { status: 'open' }>['side'];
}

/** Sections that are shown only where their holder shares them (docs/rules.md 2). */
export function SharingScreen({ bridge, side }: SharingScreenProps) {
  const { answer, again, accept } = useOwnRights(bridge);
  const { failure, act } = useActing();
  const share = (section: 'measures' | 'care-history', on: boolean): void =>
    void act(section, () => bridge['own.rights.declare']({ kind: 'sharing', section, on }), {
      say: words.done,
      take: accept,
    });
  const isDisabled = side === 'carer';

  return (
    <SpaceScreen title={words.title} lead={words.lead}>
      {failure === null ? null : <FailureNotice failure={failure} onRetry={again} />}
      <Loaded answer={answer} rows={2} onRetry={again}>
        {({ sharing }) => (
          <div>
            <SwitchLine
              title={words.measures}
              note={sharing.measures ? words.measuresOn : words.measuresOff}
              isOn={sharing.measures}
              isDisabled={isDisabled}
              onChange={(on) => share('measures', on)}
            />
            <SwitchLine
              title={words.care}
              note={sharing['care-history'] ? words.careOn : words.careOff}
              isOn={sharing['care-history']}
              isDisabled={isDisabled}
              onChange={(on) => share('care-history', on)}
            />
          </div>
        )}
      </Loaded>
    </SpaceScreen>
  );
}
