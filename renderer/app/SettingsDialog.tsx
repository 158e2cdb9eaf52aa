import { useStore } from 'zustand';
import type { SystemInfo } from '../../shared/bridge/system.ts';
import { changeSettings, settings } from '../platform/settings.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RadioGroup } from '../ui/RadioGroup.tsx';
import { words } from './messages.ts';
import styles from './Sheets.module.css';

export interface SettingsDialogProps {
  readonly info: SystemInfo;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** How the post looks, at once and kept on this post; what it runs on. */
export function SettingsDialog({ info, isOpen, onClose }: SettingsDialogProps) {
  const { theme, density } = useStore(settings);
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
        <dl className={styles.facts}>
          <div>
            <dt>{words.matrix}</dt>
            <dd>{info.matrixLabel}</dd>
          </div>
          <div>
            <dt>{words.version}</dt>
            <dd>{info.version}</dd>
          </div>
        </dl>
      </div>
    </Dialog>
  );
}
