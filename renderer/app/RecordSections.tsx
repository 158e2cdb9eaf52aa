import { useCallback, useMemo, useState } from 'react';
import { useCommands, type Command } from '../platform/commands.ts';
import { useScanner } from '../platform/scanner.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { words } from './messages.ts';
import { RECORD_PARTS, type PartContext } from './record-parts.tsx';

/** What the record screen knows; a scan is heard here. */
export type OpenParts = Omit<PartContext, 'scanned' | 'onScanTaken'>;

export interface RecordSectionsProps {
  readonly context: OpenParts;
  readonly chosen: string;
  readonly onChoose: (part: string) => void;
}

/** The parts of one record; the banner stays above whichever is shown. The documents come first. */
export function RecordSections({ context, chosen, onChoose: choose }: RecordSectionsProps) {
  const [scanned, setScanned] = useState<string | null>(null);
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
  const mayScan = parts.some(({ id }) => id === 'vaccinations');
  useScanner(
    useCallback(
      (code: string) => {
        if (!mayScan) return;
        setScanned(code);
        choose('vaccinations');
      },
      [mayScan, choose],
    ),
  );
  const onScanTaken = useCallback(() => setScanned(null), []);
  if (selected === undefined) return null;
  return (
    <Tabs
      label={words.sections}
      sections={parts.map(({ id, title, keys, content }) => ({
        id,
        title,
        keys,
        content: content({ ...context, scanned, onScanTaken }),
      }))}
      selected={selected.id}
      onSelect={choose}
    />
  );
}
