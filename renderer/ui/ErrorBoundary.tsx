import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { messages } from '../i18n/text.ts';
import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';

const words = messages({
  stopped: "Cette partie de l'écran s'est arrêtée.",
  stoppedNext:
    "Rien n'a été envoyé ni effacé, et votre saisie est gardée. Affichez-la de nouveau pour reprendre.",
  showAgain: 'Afficher de nouveau',
});

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
