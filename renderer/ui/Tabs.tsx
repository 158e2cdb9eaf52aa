import { useState, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components';
import { InSight } from '../platform/commands.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Kbd } from './Kbd.tsx';
import styles from './Tabs.module.css';

export interface TabSection {
  readonly id: string;
  readonly title: string;
  /** Key that goes to it, shown beside its title. */
  readonly keys?: string;
  readonly content: ReactNode;
}

export interface TabsProps {
  readonly label: string;
  readonly sections: readonly TabSection[];
  readonly selected: string;
  readonly onSelect: (id: string) => void;
}

/**
 * Sections of one thing, one shown at a time. A section begins when it is first shown, and is then kept alive
 * out of sight with its commands at rest: what was chosen in it is there when one comes back.
 */
export function Tabs({ label, sections, selected, onSelect }: TabsProps) {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set([selected]));
  if (!seen.has(selected)) setSeen(new Set([...seen, selected]));
  return (
    <AriaTabs
      className={styles.tabs ?? ''}
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(String(key))}
    >
      <TabList aria-label={label} className={styles.list ?? ''}>
        {sections.map(({ id, title, keys }) => (
          <Tab key={id} id={id} className={styles.tab ?? ''}>
            {title}
            {keys === undefined ? null : <Kbd keys={keys} />}
          </Tab>
        ))}
      </TabList>
      {sections.map(({ id, content }) => (
        <TabPanel key={id} id={id} shouldForceMount className={styles.panel ?? ''}>
          {seen.has(id) ? (
            <InSight value={id === selected}>
              <ErrorBoundary>{content}</ErrorBoundary>
            </InSight>
          ) : null}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
