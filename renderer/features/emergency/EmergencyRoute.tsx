import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import type { Professional } from '../../../shared/bridge/session.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tabs, type TabSection } from '../../ui/Tabs.tsx';
import { BreakGlassForm } from './BreakGlassForm.tsx';
import type { BreakGlassStore } from './break-glass-store.ts';
import type { CallStores } from './call-store.ts';
import { Calls } from './Calls.tsx';
import styles from './Emergency.module.css';
import type { EmergencyDesk, EmergencyStore } from './emergency-store.ts';
import { words } from './messages.ts';
import { OwnList } from './OwnList.tsx';
import { createReviewStore } from './review-store.ts';

export type EmergencySection = 'calls' | 'breakGlass' | 'own';

export interface EmergencyRouteProps {
  readonly bridge: Bridge;
  readonly professional: Professional;
  readonly emergencies: EmergencyStore;
  readonly breakGlass: BreakGlassStore;
  readonly callStores: CallStores;
  readonly today: string;
  readonly section: EmergencySection;
  readonly reasonMin: number;
  readonly minutes: number;
  readonly onSection: (section: EmergencySection) => void;
  readonly onOpened: (view: RecordView) => void;
  readonly onShow: (patient: PatientIdentity) => void;
  readonly onSignIn: () => void;
}

const ENDED: Readonly<Record<NonNullable<EmergencyDesk['lastEnd']>, string>> = {
  asked: words.endedAsked,
  call: words.endedCall,
  time: words.endedTime,
  refused: words.endedRefused,
  left: words.endedLeft,
  interrupted: words.endedLeft,
};

/** The ways in without the patient's word, and the list in which each is looked over afterwards. */
export function EmergencyRoute(props: EmergencyRouteProps) {
  const { bridge, professional, emergencies, breakGlass, callStores, today, section } = props;
  const { reasonMin, minutes, onSection, onOpened, onShow, onSignIn } = props;
  const { lastEnd } = useStore(emergencies.state);
  const form = useStore(breakGlass.state);
  const mayRead = professional.card !== 'CPE';

  const breaking = (
    <BreakGlassForm
      {...form}
      bridge={bridge}
      today={today}
      isShown={section === 'breakGlass'}
      reasonMin={reasonMin}
      minutes={minutes}
      onEdit={breakGlass.edit}
      onSignIn={onSignIn}
      onForget={() => breakGlass.comeFor(null)}
      onEnter={(birthDate) =>
        void breakGlass.enter(birthDate).then((view) => {
          if (view !== null) onOpened(view);
        })
      }
    />
  );
  const sections: readonly TabSection[] = [
    ...(professional.regulator
      ? [
          {
            id: 'calls',
            title: words.centre15,
            content: (
              <Calls
                stores={callStores}
                emergencies={emergencies}
                today={today}
                isShown={section === 'calls'}
                onOpened={onOpened}
                onShow={onShow}
                onSignIn={onSignIn}
              />
            ),
          },
        ]
      : []),
    { id: 'breakGlass', title: words.btg, content: mayRead ? breaking : <StaffCard /> },
    {
      id: 'own',
      title: words.own,
      content: <OwnRoute bridge={bridge} isShown={section === 'own'} />,
    },
  ];
  return (
    <div className={styles.screen}>
      {lastEnd === null ? null : (
        <Notice
          tone={lastEnd === 'refused' ? 'warning' : 'info'}
          className={styles.ended ?? ''}
          isAlert
          action={
            <Button
              variant="quiet"
              onPress={() => {
                emergencies.readEnd();
                onSection('own');
              }}
            >
              {words.own}
            </Button>
          }
        >
          <p>{ENDED[lastEnd]}</p>
        </Notice>
      )}
      <Tabs
        label={words.group}
        sections={sections}
        selected={section}
        onSelect={(id) => {
          if (id === 'calls' || id === 'breakGlass' || id === 'own') onSection(id);
        }}
      />
    </div>
  );
}

function StaffCard() {
  return (
    <Notice tone="warning" className={styles.ended ?? ''}>
      <p>{words.cpe}</p>
      <p>{words.cpeNext}</p>
    </Notice>
  );
}

function OwnRoute({ bridge, isShown }: { readonly bridge: Bridge; readonly isShown: boolean }) {
  const [store] = useState(() => createReviewStore(bridge));
  const state = useStore(store.state);
  useEffect(() => {
    if (!isShown) return undefined;
    void store.load();
    // An access that ends while the list is read ends in the list too.
    return bridge.on('emergency.ended', () => void store.load());
  }, [bridge, store, isShown]);
  useEffect(() => store.end, [store]);
  return <OwnList state={state} onReview={(id) => void store.review(id)} onRetry={() => void store.load()} />;
}
