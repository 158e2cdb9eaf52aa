import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { useOwnRights } from '../rights.ts';
import { Loaded, SpaceScreen } from '../ui/Section.tsx';
import { SwitchLine } from '../ui/SwitchLine.tsx';
import { words } from './messages.ts';

export interface EmergencyScreenProps {
  readonly bridge: Pick<SpaceBridge, 'own.rights.view' | 'own.rights.declare' | 'on'>;
  readonly side: Extract<SpaceState, { status: 'open' }>['side'];
}

/** The three switches of an emergency, each with what it means as it stands (docs/rules.md 1). */
export function EmergencyScreen({ bridge, side }: EmergencyScreenProps) {
  const { answer, again, accept } = useOwnRights(bridge);
  const { failure, act } = useActing();
  const set = (code: 'ETREAT' | 'BTG' | 'MASKED', on: boolean): void =>
    void act(code, () => bridge['own.rights.declare']({ kind: 'switch', code, on }), {
      say: words.done,
      take: accept,
    });
  const isDisabled = side === 'carer';

  return (
    <SpaceScreen title={words.title} lead={words.lead}>
      {failure === null ? null : <FailureNotice failure={failure} onRetry={again} />}
      <Loaded answer={answer} rows={3} onRetry={again}>
        {({ switches }) => {
          const { ETREAT, BTG, MASKED } = switches;
          return (
            <>
              <div>
                <SwitchLine
                  title={words.samu}
                  note={ETREAT ? words.samuOn : words.samuOff}
                  isOn={ETREAT}
                  isDisabled={isDisabled}
                  onChange={(on) => set('ETREAT', on)}
                />
                <SwitchLine
                  title={words.others}
                  note={BTG ? words.othersOn : words.othersOff}
                  isOn={BTG}
                  isDisabled={isDisabled}
                  onChange={(on) => set('BTG', on)}
                />
                <SwitchLine
                  title={words.masked}
                  note={!ETREAT && !BTG ? words.maskedIdle : MASKED ? words.maskedOn : words.maskedOff}
                  isOn={MASKED}
                  isDisabled={isDisabled}
                  onChange={(on) => set('MASKED', on)}
                />
              </div>
              {!ETREAT && !BTG ? <Notice tone="warning">{words.bothOff}</Notice> : null}
            </>
          );
        }}
      </Loaded>
    </SpaceScreen>
  );
}
