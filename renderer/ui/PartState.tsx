import type { ReactNode } from 'react';
import type { Kept } from '../../shared/bridge/record.ts';
import type { PartAnswer } from '../platform/part-store.ts';
import { FailureState } from './FailureState.tsx';
import { KeptMark } from './SectionState.tsx';
import { Skeleton } from './Skeleton.tsx';

export interface PartStateProps<T> {
  readonly answer: PartAnswer<T>;
  /** Lines that stand for it until it is there. */
  readonly rows: number;
  readonly onRetry: () => void;
  readonly onSignIn: () => void;
  readonly children: (value: T) => ReactNode;
}

/** A part of the open record once it is known, under the mark of what the post kept; before, that it comes or failed. */
export function PartState<T extends { readonly kept?: Kept | undefined }>(props: PartStateProps<T>) {
  const { answer, rows, onRetry, onSignIn, children } = props;
  switch (answer.status) {
    case 'loading':
      return <Skeleton rows={rows} />;
    case 'failed':
      return <FailureState failure={answer.failure} onRetry={onRetry} onSignIn={onSignIn} />;
    case 'known':
      return (
        <>
          <KeptMark kept={answer.value.kept} isAsking={answer.isAsking} />
          {children(answer.value)}
        </>
      );
  }
}
