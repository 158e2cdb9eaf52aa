import { useState, type DragEvent, type ReactNode } from 'react';
import styles from './Shell.module.css';

export interface FileDropProps {
  /** False where a dropped file has nowhere to go. */
  readonly isOpen: boolean;
  /** In whose record the files would go: said before they are let go. */
  readonly label: string;
  readonly children: ReactNode;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The record as a place to drop files on. */
export function FileDrop({ isOpen, label, children, onFiles }: FileDropProps) {
  const [isOver, setOver] = useState(false);
  const carriesFiles = (event: DragEvent): boolean => isOpen && event.dataTransfer.types.includes('Files');
  return (
    <div
      className={styles.screenPane}
      onDragEnter={(event) => setOver(carriesFiles(event))}
      onDragOver={(event) => {
        if (carriesFiles(event)) event.dataTransfer.dropEffect = 'copy';
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) {
          setOver(false);
        }
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const files = [...event.dataTransfer.files];
        if (isOpen && files.length > 0) onFiles(files);
      }}
    >
      {children}
      {isOver ? <div className={styles.dropping}>{label}</div> : null}
    </div>
  );
}
