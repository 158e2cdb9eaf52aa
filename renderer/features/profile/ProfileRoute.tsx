import { RefreshCw } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { RecordView } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import type { Asked } from '../../platform/part-store.ts';
import { usePart } from '../../platform/usePart.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Measures } from '../../ui/measures/Measures.tsx';
import { PartState } from '../../ui/PartState.tsx';
import { ScrollPane } from '../../ui/ScrollPane.tsx';
import { SectionAge, SectionState } from '../../ui/SectionState.tsx';
import { Facts } from './Facts.tsx';
import { words } from './messages.ts';
import styles from './Profile.module.css';

export interface ProfileRouteProps {
  readonly bridge: Pick<Bridge, 'sections.profile' | 'sections.measures' | 'on'>;
  readonly view: RecordView;
  readonly today: string;
  readonly onSignIn: () => void;
}

/** What the patient tells of himself, and what he measures, where he shares it. One mount serves one patient. */
export function ProfileRoute({ bridge, view, today, onSignIn }: ProfileRouteProps) {
  const { patient } = view;
  const { ins } = patient;
  const profile = usePart(
    bridge,
    ins,
    useCallback((how: Asked) => bridge['sections.profile']({ ins, ...how }), [bridge, ins]),
  );
  const measures = usePart(
    bridge,
    ins,
    useCallback((how: Asked) => bridge['sections.measures']({ ins, ...how }), [bridge, ins]),
  );
  const { again: askProfile } = profile;
  const { again: askMeasures } = measures;
  const refresh = useCallback(() => {
    askProfile();
    askMeasures();
  }, [askProfile, askMeasures]);
  useCommands(
    useMemo<readonly Command[]>(
      () => [{ id: 'profile.refresh', group: words.group, title: words.refresh, keys: 'R', run: refresh }],
      [refresh],
    ),
  );

  return (
    <ScrollPane label={words.title} className={styles.profile}>
      <div className={styles.part}>
        <header className={styles.head}>
          <h2 className={styles.title}>{words.profile}</h2>
          <p className={styles.told}>{words.told}</p>
          <IconButton
            label={words.refresh}
            keys="R"
            icon={<RefreshCw size={14} aria-hidden />}
            onPress={refresh}
          />
        </header>
        <PartState answer={profile.answer} rows={4} onRetry={askProfile} onSignIn={onSignIn}>
          {({ profile: section }) => (
            <>
              <SectionState
                section={section}
                isCompact
                words={{
                  empty: words.profileEmpty,
                  emptyNote: words.profileEmptyNote,
                  notShared: words.profileNotShared,
                  notPermitted: words.profileNotPermitted,
                }}
              >
                {(content) => <Facts profile={content} />}
              </SectionState>
              <SectionAge section={section} />
            </>
          )}
        </PartState>
      </div>
      <div className={styles.part}>
        <header className={styles.head}>
          <h2 className={styles.title}>{words.measures}</h2>
        </header>
        <PartState answer={measures.answer} rows={6} onRetry={askMeasures} onSignIn={onSignIn}>
          {({ measures: section }) => (
            <>
              <SectionState
                section={section}
                isCompact
                words={{
                  empty: words.measuresEmpty,
                  notShared: words.measuresNotShared,
                  notPermitted: words.measuresNotPermitted,
                }}
              >
                {(content) => (
                  <Measures measures={content} patient={patient} today={today} holder={words.patient} />
                )}
              </SectionState>
              <SectionAge section={section} />
            </>
          )}
        </PartState>
      </div>
    </ScrollPane>
  );
}
