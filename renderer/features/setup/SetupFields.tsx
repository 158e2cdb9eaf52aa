import { useStore } from 'zustand';
import { DRAFT_DAYS, LOCK_MINUTES } from '../../../shared/bridge/drafts.ts';
import { parseStructureId, structureIdOf } from '../../../shared/identity/structure.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { words } from './messages.ts';
import styles from './Setup.module.css';
import { hasName, hasPlace, hasService, type SetupStore } from './setup-store.ts';

/** Where the national service is: inside, or at an address that can be tried before it is kept. */
export function ServiceFields({ store }: { readonly store: SetupStore }) {
  const { form, probe } = useStore(store.state);
  return (
    <div className={styles.fields}>
      <RadioGroup
        label={words.service}
        value={form.kind}
        choices={[
          { id: 'embedded', label: words.embedded, note: words.embeddedNote },
          { id: 'remote', label: words.remote, note: words.remoteNote },
        ]}
        onChange={(kind) => store.change({ kind })}
      />
      {form.kind === 'embedded' ? null : (
        <>
          <TextField
            label={words.url}
            value={form.url}
            description={words.urlHelp}
            error={form.url === '' || hasService(form) ? null : words.urlBad}
            maxLength={300}
            autoFocus
            onChange={(url) => store.change({ url })}
          />
          <Button
            isDisabled={!hasService(form)}
            isPending={probe.status === 'probing'}
            onPress={() => void store.probe()}
          >
            {probe.status === 'probing' ? words.probing : words.probe}
          </Button>
          {probe.status === 'probed' ? <FindingList findings={probe.findings} /> : null}
        </>
      )}
    </div>
  );
}

/** The post itself: its name, and where it stands. */
export function PostFields({ store }: { readonly store: SetupStore }) {
  const { form } = useStore(store.state);
  return (
    <div className={styles.fields}>
      <TextField
        label={words.name}
        value={form.name}
        description={words.nameHelp}
        error={hasName(form) ? null : words.nameMissing}
        maxLength={60}
        autoFocus
        onChange={(name) => store.change({ name })}
      />
      <TextField
        label={words.place}
        value={form.place}
        description={placeHasWrongKey(form.place) ? words.placeKey : words.placeHelp}
        error={hasPlace(form) ? null : words.placeBad}
        maxLength={20}
        onChange={(place) => store.change({ place })}
      />
    </div>
  );
}

/** What a post may set, each value within its bounds and with where these come from. */
export function LimitFields({ store }: { readonly store: SetupStore }) {
  const { form } = useStore(store.state);
  return (
    <div className={styles.fields}>
      <Bounded
        label={words.lock}
        bounds={LOCK_MINUTES}
        value={form.lockAfterMinutes}
        saying={(minutes) => words.minutes({ minutes })}
        onChange={(lockAfterMinutes) => store.change({ lockAfterMinutes })}
      />
      <p className={styles.help}>{words.lockHelp(LOCK_MINUTES)}</p>
      <Bounded
        label={words.drafts}
        bounds={DRAFT_DAYS}
        value={form.draftDays}
        saying={(days) => words.days({ days })}
        onChange={(draftDays) => store.change({ draftDays })}
      />
      <p className={styles.help}>{words.draftsHelp(DRAFT_DAYS)}</p>
      <Checkbox isSelected={form.notifications} onChange={(notifications) => store.change({ notifications })}>
        {words.notifications}
      </Checkbox>
      <p className={styles.help}>{words.notificationsNote}</p>
    </div>
  );
}

/** Warned of, never refused: some numbers in use have a wrong key. */
function placeHasWrongKey(place: string): boolean {
  return parseStructureId(structureIdOf(place) ?? '')?.warning !== undefined;
}

interface BoundedProps {
  readonly label: string;
  readonly bounds: { readonly min: number; readonly max: number };
  readonly value: number;
  readonly saying: (value: number) => string;
  readonly onChange: (value: number) => void;
}

/** A number that no choice carries beyond its bounds. */
function Bounded({ label, bounds, value, saying, onChange }: BoundedProps) {
  return (
    <label className={styles.range}>
      <span>{label}</span>
      <input
        type="range"
        min={bounds.min}
        max={bounds.max}
        step={1}
        value={value}
        aria-valuetext={saying(value)}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
      <output>{saying(value)}</output>
    </label>
  );
}
