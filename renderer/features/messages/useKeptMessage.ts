import { useCallback, useEffect, useMemo, useRef } from 'react';
import { DRAFT_FILE_MAX } from '../../../shared/bridge/drafts.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DraftedMessage } from '../../../shared/bridge/messages.ts';
import type { Composing } from '../../platform/composing.ts';
import {
  draftsAbout,
  fileOfKept,
  keptFileOf,
  openDraft,
  type Draft,
  type DraftsBridge,
} from '../../platform/drafts.ts';

const WORDS = 'message';
const FILE = 'message.file';

export interface KeptMessage {
  /** Puts what was kept meanwhile under the pen: a message that was taken back. */
  readonly takeUp: () => Promise<void>;
  /** It was sent: nothing of it stays. */
  readonly drop: () => void;
}

/**
 * Keeps a message in its author's own store while it is written, its files with it, so that a lock takes nothing,
 * and gives it back where the same message is written again.
 *
 * @param about `draftAbout` of its thread, or of the patient of a new one
 * @param patient with whom a thread begins; null: the thread says so
 */
export function useKeptMessage(
  bridge: DraftsBridge,
  about: string,
  patient: PatientIdentity | null,
  { topic, text, files, restore }: Composing,
): KeptMessage {
  const draft = useMemo(() => openDraft(bridge, WORDS, about), [bridge, about]);
  const wasTyped = useRef(false);
  const keptFiles = useRef(new Map<string, Draft>());
  const fileDraft = useCallback((id: string) => openDraft(bridge, FILE, `${about}|${id}`), [bridge, about]);

  const read = useCallback(async () => {
    const kept = await draft.read();
    const ids = (await draftsAbout(bridge, FILE, `${about}|`)).map((each) => each.slice(about.length + 1));
    const found = await Promise.all(
      ids.map(async (id) => ({ id, file: fileOfKept(await fileDraft(id).read()) })),
    );
    const words = kept === null ? null : (JSON.parse(kept.text) as DraftedMessage);
    return words === null && ids.length === 0
      ? null
      : {
          topic: words?.topic ?? '',
          text: words?.text ?? '',
          files: found.flatMap(({ id, file }) => (file === null ? [] : { id, file })),
        };
  }, [bridge, about, draft, fileDraft]);

  const take = useCallback(
    (kept: Parameters<typeof restore>[0]) => {
      keptFiles.current = new Map(kept.files.map(({ id }) => [id, fileDraft(id)]));
      restore(kept);
    },
    [fileDraft, restore],
  );
  const takeUp = useCallback(async () => {
    const kept = await read();
    if (kept === null) return;
    take(kept);
  }, [read, take]);
  useEffect(() => {
    let left = false;
    void read().then((kept) => {
      if (left || kept === null || wasTyped.current) return;
      take(kept);
    });
    return () => {
      left = true;
    };
  }, [read, take]);

  const isBlank = topic === '' && text === '' && files.length === 0;
  useEffect(() => {
    if (!isBlank) {
      wasTyped.current = true;
      draft.keep(JSON.stringify({ topic, text, patient } satisfies DraftedMessage));
    } else if (wasTyped.current) draft.drop();
  }, [draft, isBlank, topic, text, patient]);
  useEffect(() => {
    const there = new Map(files.map((each) => [each.id, each.file]));
    for (const [id, kept] of keptFiles.current) {
      if (there.has(id)) continue;
      keptFiles.current.delete(id);
      kept.drop();
    }
    for (const [id, file] of there) {
      // A larger one is refused beside its name.
      if (keptFiles.current.has(id) || file.size > DRAFT_FILE_MAX) continue;
      const kept = fileDraft(id);
      keptFiles.current.set(id, kept);
      void keptFileOf(file).then((content) => {
        // It was taken out again, or sent, while it was read.
        if (keptFiles.current.get(id) !== kept) return;
        kept.keep(file.type, content);
      });
    }
  }, [fileDraft, files]);

  const drop = useCallback(() => {
    draft.drop();
    for (const kept of keptFiles.current.values()) kept.drop();
    keptFiles.current.clear();
  }, [draft]);
  return useMemo(() => ({ takeUp, drop }), [takeUp, drop]);
}
