import { useMemo } from 'react';
import { useCommands, type Command } from '../platform/commands.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { words } from './messages.ts';
import { RECORD_PARTS, type PartContext } from './record-parts.tsx';

export interface RecordSectionsProps {
  readonly context: PartContext;
  readonly chosen: string;
  readonly onChoose: (part: string) => void;
}

/** The parts of one record; the banner stays above whichever is shown. The documents come first. */
export function RecordSections({ context, chosen, onChoose: choose }: RecordSectionsProps) {
  const { view } = context;
  const parts = useMemo(() => RECORD_PARTS.filter(({ isOffered }) => isOffered(view)), [view]);
  // A part that went (the record was closed meanwhile) gives way to the first.
  const selected = parts.find(({ id }) => id === chosen) ?? parts[0];
  const commands = useMemo(
    () =>
      parts.map(({ id, title, keys }): Command => ({
        id: `section.${id}`,
        group: words.sections,
        title,
        keys,
        run: () => choose(id),
      })),
    [parts, choose],
  );
  useCommands(commands);
  if (selected === undefined) return null;
  return (
    <Tabs
      label={words.sections}
      sections={parts.map(({ id, title, keys, content }) => ({ id, title, keys, content: content(context) }))}
      selected={selected.id}
      onSelect={choose}
    />
  );
}
