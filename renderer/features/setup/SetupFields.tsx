import { useStore } from 'zustand';
import { LOCK_MINUTES } from '../../../shared/bridge/drafts.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { words } from './messages.ts';
import styles from './Setup.module.css';
import { hasName, hasService, type SetupStore } from './setup-store.ts';

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

/** The post itself; each value has its legal bounds, and no choice goes beyond them. */
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
      <label className={styles.range}>
        <span>{words.lock}</span>
        <input
          type="range"
          min={LOCK_MINUTES.min}
          max={LOCK_MINUTES.max}
          step={1}
          value={form.lockAfterMinutes}
          aria-valuetext={words.minutes({ minutes: form.lockAfterMinutes })}
          onChange={(event) => store.change({ lockAfterMinutes: Number(event.currentTarget.value) })}
        />
        <output>{words.minutes({ minutes: form.lockAfterMinutes })}</output>
      </label>
      <p className={styles.help}>{words.lockHelp}</p>
      <Checkbox isSelected={form.notifications} onChange={(notifications) => store.change({ notifications })}>
        {words.notifications}
      </Checkbox>
      <p className={styles.help}>{words.notificationsNote}</p>
    </div>
  );
}
