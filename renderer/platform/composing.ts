import { useCallback, useMemo, useState } from 'react';

/** A file that goes with what is being written. */
export interface ComposedFile {
  readonly id: string;
  readonly file: File;
}

/** A message under the pen: its words, its files, and the name of its sending. */
export interface Composing {
  readonly topic: string;
  readonly text: string;
  readonly files: readonly ComposedFile[];
  /** Names this very content: a repeat after a lost answer is the same sending, another content is not. */
  readonly key: string;
  readonly isEmpty: boolean;
  readonly setTopic: (topic: string) => void;
  readonly setText: (text: string) => void;
  readonly addFiles: (files: readonly File[]) => void;
  readonly removeFile: (id: string) => void;
  readonly clear: () => void;
  /** What was kept of it is under the pen again. */
  readonly restore: (kept: Pick<Content, 'topic' | 'text' | 'files'>) => void;
}

interface Content {
  readonly topic: string;
  readonly text: string;
  readonly files: readonly ComposedFile[];
  readonly key: string;
}

const blank = (): Content => ({ topic: '', text: '', files: [], key: crypto.randomUUID() });

/** What somebody writes, until it is sent or given up. */
export function useComposing(): Composing {
  const [content, setContent] = useState(blank);
  const change = useCallback((next: (before: Content) => Partial<Content>) => {
    setContent((before) => ({ ...before, ...next(before), key: crypto.randomUUID() }));
  }, []);
  const { topic, text, files, key } = content;
  return useMemo(
    () => ({
      topic,
      text,
      files,
      key,
      isEmpty: text.trim() === '' && files.length === 0,
      setTopic: (next) => change(() => ({ topic: next })),
      setText: (next) => change(() => ({ text: next })),
      addFiles: (added) =>
        change((before) => ({
          files: [...before.files, ...added.map((file) => ({ id: crypto.randomUUID(), file }))],
        })),
      removeFile: (id) => change((before) => ({ files: before.files.filter((each) => each.id !== id) })),
      clear: () => setContent(blank()),
      restore: (kept) => change(() => kept),
    }),
    [topic, text, files, key, change],
  );
}

/** The files as the bridge takes them. */
export const bytesOf = (files: readonly ComposedFile[]) =>
  Promise.all(
    files.map(async ({ file }) => ({
      fileName: file.name.slice(0, 200),
      mediaType: /^[\w.+-]{1,64}\/[\w.+-]{1,64}$/.test(file.type) ? file.type : 'application/octet-stream',
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
