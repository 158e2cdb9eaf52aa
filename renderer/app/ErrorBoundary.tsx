import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { words } from './messages.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}
interface ErrorBoundaryState {
  readonly hasFailed: boolean;
}

/**
 * One part of the screen stopped: the rest goes on. What was typed lives in stores above the boundary, so
 * that painting the part again brings it back. React knows no other form of it than a class.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <EmptyState
        role="alert"
        icon={<TriangleAlert size={32} strokeWidth={1.5} aria-hidden />}
        title={words.stopped}
        action={<Button onPress={() => this.setState({ hasFailed: false })}>{words.showAgain}</Button>}
      >
        <p>{words.stoppedNext}</p>
      </EmptyState>
    );
  }
}
