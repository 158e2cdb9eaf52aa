import { Search } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { Block, DirectoryHit, TreatingDoctor } from '../../../shared/bridge/rights.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useOptionList } from '../../ui/useOptionList.ts';
import { createDirectoryStore } from './directory-store.ts';
import { DirectoryResults } from './DirectoryResults.tsx';
import { words } from './messages.ts';
import styles from './Rights.module.css';
import { useAct } from './useAct.ts';

export interface BlockDialogProps {
  readonly bridge: Pick<Bridge, 'directory.search'>;
  readonly treatingDoctors: readonly TreatingDoctor[];
  readonly blocks: readonly Block[];
  /** The message that the patient will receive. */
  readonly notice: ReactNode;
  readonly act: (target: DirectoryHit) => Promise<Failure | null>;
  readonly onClose: () => void;
}

/** Whom to block, found in the directory; then what it does, and the patient's request ticked by a person. */
export function BlockDialog({ bridge, treatingDoctors, blocks, notice, act, onClose }: BlockDialogProps) {
  const [chosen, choose] = useState<DirectoryHit | null>(null);
  const [store] = useState(() => createDirectoryStore(bridge));
  useEffect(() => store.end, [store]);
  const obstacle = (hit: DirectoryHit): string | null => {
    const doctor = hit.kind === 'professional' && treatingDoctors.find(({ id }) => id === hit.id);
    if (doctor) return doctor.self ? words.blockIsYou : words.blockIsTreatingDoctor;
    return blocks.some(({ kind, id }) => kind === hit.kind && id === hit.id) ? words.blockIsBlocked : null;
  };
  return chosen === null ? (
    <SearchStep store={store} obstacle={obstacle} onChoose={choose} onClose={onClose} />
  ) : (
    <ConfirmStep
      hit={chosen}
      notice={notice}
      act={() => act(chosen)}
      onBack={() => choose(null)}
      onClose={onClose}
    />
  );
}

interface SearchStepProps {
  readonly store: ReturnType<typeof createDirectoryStore>;
  /** Why somebody may not be chosen; null: he may. */
  readonly obstacle: (hit: DirectoryHit) => string | null;
  readonly onChoose: (hit: DirectoryHit) => void;
  readonly onClose: () => void;
}

function SearchStep({ store, obstacle, onChoose, onClose }: SearchStepProps) {
  const { question, found } = useStore(store.state);
  const hits = found.status === 'found' ? found.hits : [];
  const options = useOptionList(hits.length, question, (index) => {
    const hit = hits[index];
    if (hit !== undefined && obstacle(hit) === null) onChoose(hit);
  });
  const isStructure = question.kind === 'structure';
  return (
    <Dialog
      title={words.blockTitle}
      size="large"
      isOpen
      onClose={onClose}
      footer={<Button onPress={onClose}>{words.cancel}</Button>}
    >
      <RadioGroup
        label={words.blockWho}
        orientation="horizontal"
        choices={[
          { id: 'professional', label: words.professional },
          { id: 'structure', label: words.structure },
        ]}
        value={question.kind}
        onChange={(kind) => store.ask({ kind })}
      />
      <div className={styles.search}>
        <TextField
          label={isStructure ? words.blockNameStructure : words.blockName}
          type="search"
          autoFocus
          maxLength={100}
          value={question.name}
          icon={<Search size={16} aria-hidden />}
          inputProps={options.inputProps}
          onChange={(name) => store.ask({ name })}
        />
        <TextField
          label={words.blockPlace}
          maxLength={100}
          value={question.place}
          onChange={(place) => store.ask({ place })}
        />
      </div>
      <DirectoryResults
        found={found}
        options={options}
        obstacle={obstacle}
        onMore={() => void store.more()}
      />
    </Dialog>
  );
}

interface ConfirmStepProps {
  readonly hit: DirectoryHit;
  readonly notice: ReactNode;
  readonly act: () => Promise<Failure | null>;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function ConfirmStep({ hit, notice, act, onBack, onClose }: ConfirmStepProps) {
  const [asked, setAsked] = useState(false);
  const { failure, isActing, run } = useAct(act, {
    done: words.blocked({ name: hit.name }),
    onDone: onClose,
  });
  return (
    <Dialog
      title={words.blockTitle}
      size="large"
      isOpen
      onClose={onClose}
      isDismissable={!isActing}
      footer={
        <>
          <Button onPress={onBack} isDisabled={isActing}>
            {words.blockChange}
          </Button>
          <Button variant="danger" isDisabled={!asked} isPending={isActing} onPress={run}>
            {words.blockAct}
          </Button>
        </>
      }
    >
      <p className={styles.chosen}>
        <strong>{hit.name}</strong>
        <span className={styles.quiet}>
          {[hit.profession, ...hit.places].filter((part) => part !== null).join(' · ')}
        </span>
      </p>
      <p className={styles.after}>
        {hit.kind === 'structure' ? words.blockEffectStructure : words.blockEffectProfessional}
      </p>
      <div className={styles.after}>{notice}</div>
      <Checkbox
        className={styles.statement ?? ''}
        isSelected={asked}
        isDisabled={isActing}
        onChange={setAsked}
      >
        {words.blockStatement}
      </Checkbox>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
