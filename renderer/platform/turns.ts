/** One question's place in the order of questions. */
export interface Turn {
  /** False once a newer question was asked, or the screen was closed or locked. */
  readonly isCurrent: () => boolean;
}

export interface Turns {
  readonly next: () => Turn;
  /** No answer under way counts any more. */
  readonly end: () => void;
}

/**
 * Keeps late answers out: each question takes a turn, and an answer whose turn is over is dropped. Without
 * it a slow answer about one patient could be painted under another's name.
 */
export function createTurns(): Turns {
  let latest = 0;
  return {
    next: () => {
      const turn = ++latest;
      return { isCurrent: () => turn === latest };
    },
    end: () => {
      latest += 1;
    },
  };
}
