import { GraduationCap } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { DemonstrationMark } from '../../ui/DemonstrationMark.tsx';
import type { SpaceBridge } from '../bridge.ts';
import { TrainerPanel } from '../trainer/TrainerPanel.tsx';
import { words } from './messages.ts';
import styles from './SpaceFrame.module.css';

export interface SpaceFrameProps {
  readonly bridge: SpaceBridge;
  readonly children: ReactNode;
}

/** The window of the training view: the patient's space, and the trainer's tools beside it. */
export function SpaceFrame({ bridge, children }: SpaceFrameProps) {
  const [isTraining, setTraining] = useState(false);
  useCommands(
    useMemo(
      (): Command[] => [
        {
          id: 'space.trainer',
          group: words.groupSpace,
          title: words.trainer,
          keys: 'Mod+Shift+F',
          run: () => setTraining((shown) => !shown),
        },
      ],
      [],
    ),
  );
  return (
    <div className={styles.frame} data-training={isTraining || undefined}>
      <main className={styles.space}>{children}</main>
      {isTraining ? <TrainerPanel bridge={bridge} onClose={() => setTraining(false)} /> : null}
      <footer className={styles.foot}>
        <DemonstrationMark />
        <span className={styles.view}>{words.training}</span>
        <Button
          variant="quiet"
          icon={<GraduationCap size={16} aria-hidden />}
          keys="Mod+Shift+F"
          onPress={() => setTraining(!isTraining)}
        >
          {isTraining ? words.hideTrainer : words.showTrainer}
        </Button>
      </footer>
    </div>
  );
}
