import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DraftedMessage } from '../../../shared/bridge/messages.ts';
import type { Bridge } from '../../platform/bridge.ts';
import type { ComposedFile, Composing } from '../../platform/composing.ts';
import { openDraft, type Draft } from '../../platform/drafts.ts';

export type KeptMessageBridge = Pick<Bridge, 'drafts.keep' | 'drafts.read' | 'drafts.drop' | 'drafts.list'>;

const WORDS = 'message';
const FILE = 'message.file';
/** What a message takes along at most; a larger file is refused beside its name, and not kept. */
const LARGEST = 5_000_000;

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
  bridge: KeptMessageBridge,
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
    const listed = await bridge['drafts.list']({ kind: FILE });
    const ids = (listed.ok ? listed.value.drafts : [])
      .flatMap((each) => (each.about.startsWith(`${about}|`) ? [each.about.slice(about.length + 1)] : []))
      .toReversed();
    const found = await Promise.all(ids.map(async (id) => fileOf(id, await fileDraft(id).read())));
    const words = kept === null ? null : (JSON.parse(kept.text) as DraftedMessage);
    return words === null && ids.length === 0
      ? null
      : { topic: words?.topic ?? '', text: words?.text ?? '', files: found.flatMap((file) => file ?? []) };
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
      if (keptFiles.current.has(id) || file.size > LARGEST) continue;
      const kept = fileDraft(id);
      keptFiles.current.set(id, kept);
      void file.arrayBuffer().then((bytes) => {
        // It was taken out again, or sent, while it was read.
        if (keptFiles.current.get(id) !== kept) return;
        kept.keep(file.type, { name: file.name.slice(-255), bytes: new Uint8Array(bytes) });
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

function fileOf(
  id: string,
  kept: Awaited<ReturnType<ReturnType<typeof openDraft>['read']>>,
): ComposedFile | null {
  if (kept?.file == null) return null;
  return { id, file: new File([new Uint8Array(kept.file.bytes)], kept.file.name, { type: kept.text }) };
}
