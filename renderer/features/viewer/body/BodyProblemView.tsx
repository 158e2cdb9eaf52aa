import { FileWarning } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { words } from '../messages.ts';
import { useDocumentTools } from '../tools.ts';
import type { BodyProblem } from './open.ts';
import { problemWords } from './problemWords.ts';
import styles from './BodyProblemView.module.css';

export interface BodyProblemViewProps {
  readonly problem: BodyProblem;
  readonly onRetry: () => void;
}

/** A content that cannot be shown: why, what is safe, what to do. */
export function BodyProblemView({ problem, onRetry }: BodyProblemViewProps) {
  const tools = useDocumentTools();
  const { title, advice } = problemWords(problem);
  const mayRetry = problem.code === 'TOO_SLOW';
  // A disguised file is not handed out: it would be opened elsewhere, by what it pretends to be.
  const maySave = problem.code === 'PASSWORD_PROTECTED';

  return (
    <EmptyState
      className={styles.problem ?? ''}
      role="alert"
      icon={<FileWarning size={32} aria-hidden />}
      title={title}
      {...(mayRetry
        ? { action: <Button onPress={onRetry}>{words.reload}</Button> }
        : maySave
          ? { action: <Button onPress={() => tools.save()}>{words.save}</Button> }
          : {})}
    >
      <p>{advice}</p>
    </EmptyState>
  );
}
