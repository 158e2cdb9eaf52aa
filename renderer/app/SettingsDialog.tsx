import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { LOCK_MINUTES } from '../../shared/bridge/drafts.ts';
import type { SystemInfo } from '../../shared/bridge/system.ts';
import { words as setupWords } from '../features/setup/messages.ts';
import { shortDate } from '../i18n/format.ts';
import type { Bridge } from '../platform/bridge.ts';
import { changeSettings, settings } from '../platform/settings.ts';
import { createTurns } from '../platform/turns.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { words } from './messages.ts';
import styles from './Sheets.module.css';

export interface SettingsDialogProps {
  readonly bridge: Pick<Bridge, 'system.info' | 'desk.prefer'>;
  /** Minutes without an act after which the post locks itself; null while that is not known. */
  readonly lockAfterMinutes: number | null;
  readonly isOpen: boolean;
  readonly onMatrix: () => void;
  readonly onPost: () => void;
  readonly onExamine: () => void;
  readonly onKeys: () => void;
  readonly onJournal: () => void;
  readonly onClose: () => void;
}

/** Within the bounds of `LOCK_MINUTES`, and "never" is none of them. */
const LOCK_CHOICES = ['1', '2', '5', '10', '15'] as const;

/** How the post looks, at once and kept on this post; what it runs on. */
export function SettingsDialog(props: SettingsDialogProps) {
  const { bridge, lockAfterMinutes, isOpen, onMatrix, onPost, onExamine, onKeys, onJournal, onClose } = props;
  const { theme, density } = useStore(settings);
  const info = useInfo(bridge, isOpen);
  return (
    <Dialog
      title={words.settings}
      size="small"
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <Button variant="primary" onPress={onClose}>
          {words.done}
        </Button>
      }
    >
      <div className={styles.settings}>
        <RadioGroup
          label={words.theme}
          value={theme}
          choices={[
            { id: 'system', label: words.themeSystem },
            { id: 'light', label: words.themeLight },
            { id: 'dark', label: words.themeDark },
          ]}
          onChange={(next) => changeSettings({ theme: next })}
        />
        <RadioGroup
          label={words.density}
          value={density}
          choices={[
            { id: 'normal', label: words.densityNormal },
            { id: 'comfortable', label: words.densityComfortable },
          ]}
          onChange={(next) => changeSettings({ density: next })}
        />
        <RadioGroup
          label={setupWords.lock}
          orientation="horizontal"
          value={LOCK_CHOICES.find((minutes) => Number(minutes) === lockAfterMinutes) ?? null}
          choices={LOCK_CHOICES.map((minutes) => ({
            id: minutes,
            label: setupWords.minutes({ minutes: Number(minutes) }),
          }))}
          onChange={(minutes) => void bridge['desk.prefer']({ lockAfterMinutes: Number(minutes) })}
        />
        <p className={styles.note}>{setupWords.lockHelp(LOCK_MINUTES)}</p>
        <dl className={styles.facts}>
          <div>
            <dt>{words.matrix}</dt>
            <dd>
              {info === null ? null : <MatrixInForce matrix={info.matrix} />}
              <Button variant="quiet" onPress={onMatrix}>
                {words.seeMatrix}
              </Button>
            </dd>
          </div>
          <div>
            <dt>{words.groupPost}</dt>
            <dd>
              <Button variant="quiet" onPress={onPost}>
                {words.postSettings}
              </Button>
              <Button variant="quiet" onPress={onKeys}>
                {words.ownKeys}
              </Button>
              <Button variant="quiet" onPress={onJournal}>
                {words.postJournal}
              </Button>
              <Button variant="quiet" onPress={onExamine}>
                {words.examine}
              </Button>
            </dd>
          </div>
          <div>
            <dt>{words.version}</dt>
            <dd>{info?.version}</dd>
          </div>
        </dl>
      </div>
    </Dialog>
  );
}

/** Its version and day, what it is, and whether the service is known to judge by it. */
function MatrixInForce({ matrix }: Pick<SystemInfo, 'matrix'>) {
  return (
    <>
      <span className={styles.version}>
        {words.matrixVersion({ version: matrix.version, date: shortDate(matrix.validFrom) })}
      </span>
      <span className={styles.version}>{matrix.label}</span>
      <span className={styles.source}>{MATRIX_SOURCES[matrix.source]}</span>
    </>
  );
}

const MATRIX_SOURCES: Readonly<Record<SystemInfo['matrix']['source'], string>> = {
  known: words.matrixOfService,
  unannounced: words.matrixUnannounced,
  unknown: words.matrixUnknown,
  unasked: words.matrixUnasked,
};

/** Asked each time that the settings open: another matrix may have come into force since. */
function useInfo(bridge: Pick<Bridge, 'system.info'>, isOpen: boolean): SystemInfo | null {
  const [info, setInfo] = useState<SystemInfo | null>(null);
  const [turns] = useState(createTurns);
  useEffect(() => {
    if (!isOpen) return undefined;
    const turn = turns.next();
    void bridge['system.info']({}).then((answer) => {
      if (turn.isCurrent() && answer.ok) setInfo(answer.value);
    });
    return turns.end;
  }, [bridge, isOpen, turns]);
  return info;
}
