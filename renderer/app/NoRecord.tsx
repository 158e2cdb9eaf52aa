import { FolderOpen } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { words } from './messages.ts';

/** The place of the record while none is open: it leads to the search. */
export function NoRecord({ onSearch }: { readonly onSearch: () => void }) {
  return (
    <EmptyState
      icon={<FolderOpen size={32} strokeWidth={1.5} aria-hidden />}
      title={words.noRecord}
      action={
        <Button variant="primary" keys="Alt+2" onPress={onSearch}>
          {words.goSearch}
        </Button>
      }
    >
      <p>{words.noRecordNext}</p>
    </EmptyState>
  );
}
