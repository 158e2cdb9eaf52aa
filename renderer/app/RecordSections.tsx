import { useMemo, useState } from 'react';
import { useCommands, type Command } from '../platform/commands.ts';
import { Tabs, type TabSection } from '../ui/Tabs.tsx';
import { words } from './messages.ts';

/** A part of the record under its banner; they are reached by 1, 2, 3… in their order. */
export type RecordSection = Omit<TabSection, 'keys'>;

export interface RecordSectionsProps {
  /** The first one is shown when the record is opened. */
  readonly sections: readonly RecordSection[];
}

/** The parts of one record; the banner stays above whichever is shown. */
export function RecordSections({ sections }: RecordSectionsProps) {
  const [chosen, choose] = useState('documents');
  // A part that went (the record was closed meanwhile) gives way to the first.
  const selected = sections.find(({ id }) => id === chosen) ?? sections[0];
  const commands = useMemo(
    () =>
      sections.map(({ id, title }, index): Command => ({
        id: `section.${id}`,
        group: words.sections,
        title,
        keys: String(index + 1),
        run: () => choose(id),
      })),
    [sections],
  );
  useCommands(commands);
  if (selected === undefined) return null;
  return (
    <Tabs
      label={words.sections}
      sections={sections.map((section, index) => ({ ...section, keys: String(index + 1) }))}
      selected={selected.id}
      onSelect={choose}
    />
  );
}
