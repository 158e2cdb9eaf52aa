import { GraduationCap, Lock, Radio, Send, UserRoundCheck } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import type { SystemStatus } from '../../shared/bridge/system.ts';
import { useNow } from '../platform/clock.ts';
import { DemonstrationMark } from '../ui/DemonstrationMark.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { lightsOf, type Light } from './lights.ts';
import { words } from './messages.ts';
import styles from './Shell.module.css';

const ICONS = { service: Radio, session: UserRoundCheck, outbox: Send, lock: Lock } as const;

export interface StatusLineProps {
  readonly status: SystemStatus | null;
  /** Opens the patient's space beside this window; null where patients are real. */
  readonly onTraining: (() => void) | null;
  /** Who is at the post, and where. */
  readonly who: string;
  readonly onShortcuts: () => void;
}

/** How the post is, in four lights that tell the truth; words on hover, on focus and for screen readers. */
export function StatusLine({ status, onTraining, who, onShortcuts }: StatusLineProps) {
  const now = useNow();
  return (
    <footer className={styles.status}>
      <ul className={styles.lights} aria-label={words.lights}>
        {status === null ? (
          <li className={styles.light}>{words.lightsUnknown}</li>
        ) : (
          lightsOf(status, now).map((light) => <LightItem key={light.id} light={light} />)
        )}
      </ul>
      {onTraining === null ? null : (
        <>
          <DemonstrationMark />
          <AriaButton className={styles.light ?? ''} onPress={onTraining}>
            <GraduationCap size={14} aria-hidden />
            {words.training}
          </AriaButton>
        </>
      )}
      <span className={styles.who}>{who}</span>
      <AriaButton className={styles.light ?? ''} onPress={onShortcuts}>
        <Kbd keys="?" /> {words.shortcuts.toLocaleLowerCase('fr-FR')}
      </AriaButton>
    </footer>
  );
}

function LightItem({ light }: { readonly light: Light }) {
  const Icon = ICONS[light.id];
  return (
    <li>
      <Tooltip label={light.words} placement="top">
        <AriaButton
          className={styles.light ?? ''}
          data-tone={light.tone}
          aria-label={`${light.text}. ${light.words}`}
        >
          <span className={styles.lamp} data-tone={light.tone}>
            <Icon size={14} aria-hidden />
          </span>
          <span className={styles.lightText}>{light.text}</span>
        </AriaButton>
      </Tooltip>
    </li>
  );
}
