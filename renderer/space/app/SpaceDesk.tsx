import { ChevronDown, LogOut } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { givenNames, familyName } from '../../i18n/person.ts';
import { usePrintMark } from '../../platform/print-mark.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { SpaceBridge } from '../bridge.ts';
import { words } from './messages.ts';
import type { SpaceParameters } from './parameters.ts';
import { SectionContent } from './SectionContent.tsx';
import { SECTION_TITLES, SECTIONS, WITHOUT_RECORD, type SectionName } from './sections.ts';
import styles from './SpaceDesk.module.css';
import { useFocusKept } from './useFocusKept.ts';

type OpenState = Extract<SpaceState, { status: 'open' }>;

export interface SpaceDeskProps {
  readonly bridge: SpaceBridge;
  readonly space: OpenState;
  readonly parameters: SpaceParameters;
  readonly onState: (state: SpaceState) => void;
  readonly onActFor: (ins: InsRef) => Promise<Failure | null>;
  readonly onSignOut: () => void;
}

const SIDES = {
  holder: words.ownSpace,
  representative: words.childSpace,
  carer: words.caredSpace,
} as const;

/** One person's space: whose it is, its sections, and the one that is shown. */
export function SpaceDesk(props: SpaceDeskProps) {
  const { bridge, space, parameters, onState, onActFor, onSignOut } = props;
  const isActive = space.record.status === 'active';
  const [chosen, choose] = useState<SectionName>('documents');
  const [failure, setFailure] = useState<Failure | null>(null);
  const offered = SECTIONS.filter((name) => isActive || WITHOUT_RECORD.has(name));
  const section = offered.includes(chosen) ? chosen : 'record';

  useCommands(
    useMemo(
      (): Command[] => [
        ...SECTIONS.map((name, index): Command => ({
          id: `space.${name}`,
          group: words.groupGo,
          title: SECTION_TITLES[name],
          // Nine have a key of their own; the palette and the list lead to the others.
          ...(index < 9 ? { keys: `Alt+${String(index + 1)}` } : {}),
          isDisabled: !isActive && !WITHOUT_RECORD.has(name),
          run: () => choose(name),
        })),
        { id: 'space.signOut', group: words.groupSpace, title: words.signOut, run: onSignOut },
      ],
      [isActive, onSignOut],
    ),
  );
  usePrintMark(words.product, words.training);
  const content = useRef<HTMLDivElement>(null);
  useFocusKept(content);
  const name = [givenNames(space.holder)[0], familyName(space.holder)].filter(Boolean).join(' ');
  return (
    <div className={styles.desk}>
      <header className={styles.top}>
        <div className={styles.whose}>
          <p className={styles.product}>{words.product}</p>
          <p className={styles.holder}>{words.spaceOf({ name })}</p>
          <Acting space={space} />
        </div>
        <div className={styles.acts}>
          {space.spaces.length > 1 ? (
            <Menu
              label={words.changeSpace}
              trigger={<Button icon={<ChevronDown size={16} aria-hidden />}>{words.changeSpace}</Button>}
              entries={space.spaces.map((other) => ({
                id: other.ins.value,
                label: `${other.name} – ${SIDES[other.side]}`,
                isDisabled: other.ins.value === space.holder.ins.value,
                onAct: () => void onActFor(other.ins).then(setFailure),
              }))}
            />
          ) : null}
          <Button variant="quiet" icon={<LogOut size={16} aria-hidden />} onPress={onSignOut}>
            {words.signOut}
          </Button>
        </div>
      </header>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <div className={styles.below}>
        <nav className={styles.nav} aria-label={words.sections}>
          <div className={styles.entries}>
            {offered.map((each) => (
              <button
                key={each}
                type="button"
                className={styles.entry}
                aria-current={each === section ? 'page' : undefined}
                onClick={() => choose(each)}
              >
                {SECTION_TITLES[each]}
              </button>
            ))}
          </div>
          <div className={styles.folded}>
            <Menu
              label={words.sections}
              trigger={
                <Button icon={<ChevronDown size={16} aria-hidden />}>
                  {words.section({ name: SECTION_TITLES[section] })}
                </Button>
              }
              entries={offered.map((each) => ({
                id: each,
                label: SECTION_TITLES[each],
                onAct: () => choose(each),
              }))}
            />
          </div>
        </nav>
        <div ref={content} className={styles.content}>
          <FocusAtEntry key={`focus ${section}`} />
          <ErrorBoundary key={section}>
            <SectionContent
              section={section}
              bridge={bridge}
              space={space}
              parameters={parameters}
              onState={onState}
              onActFor={(ins) => void onActFor(ins).then(setFailure)}
            />
          </ErrorBoundary>
        </div>
      </div>
    </div>
  );
}

/** Mounted anew at each change of section: its heading is read aloud. */
function FocusAtEntry() {
  useEffect(() => {
    document.querySelector<HTMLElement>('#space-screen-title')?.focus();
  }, []);
  return null;
}

/** Whose hand it is, where it is not the holder's. */
function Acting({ space: { side, person } }: { readonly space: OpenState }) {
  switch (side) {
    case 'holder':
      return null;
    case 'representative':
      return <p className={styles.acting}>{words.asRepresentative({ name: person.name })}</p>;
    case 'carer':
      return <p className={styles.acting}>{words.asCarer({ name: person.name })}</p>;
  }
}
