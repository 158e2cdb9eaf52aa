import { useRef, type ReactNode } from 'react';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export interface FileChoiceAsked {
  readonly label: string;
  /** Endings and media types that are offered first. */
  readonly accept?: string;
  readonly isMultiple?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

export interface FileChoice {
  /** The field itself: unseen, it stands beside the button that opens it. */
  readonly input: ReactNode;
  readonly choose: () => void;
}

/** Files from the disk, chosen by a button of ours. The same file may be chosen again. */
export function useFileChoice({ label, accept, isMultiple = false, onFiles }: FileChoiceAsked): FileChoice {
  const field = useRef<HTMLInputElement>(null);
  return {
    input: (
      <VisuallyHidden>
        <input
          ref={field}
          type="file"
          multiple={isMultiple}
          tabIndex={-1}
          aria-label={label}
          accept={accept}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length > 0) onFiles(files);
          }}
        />
      </VisuallyHidden>
    ),
    choose: () => field.current?.click(),
  };
}
