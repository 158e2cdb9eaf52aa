import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { DocumentProgress, OpenedDocument } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { createTurns } from '../../platform/turns.ts';

export type Opened =
  /** `progress`: how much of it came, once something did. */
  | { readonly status: 'opening'; readonly progress: DocumentProgress | null }
  | { readonly status: 'refused'; readonly failure: Failure }
  /** The answer names another patient than the banner: not a byte of it is kept. */
  | { readonly status: 'otherPatient' }
  /** The record is no longer open to this professional. */
  | { readonly status: 'closed' }
  | { readonly status: 'open'; readonly document: OpenedDocument };

export interface Opening {
  readonly opened: Opened;
  readonly retry: () => void;
  /** Gives it up while it is still coming. */
  readonly cancel: () => void;
}

const OPENING: Opened = { status: 'opening', progress: null };

/** Asks for a document as the component appears; an answer that comes once it is gone is dropped. */
export function useOpenDocument(
  bridge: Pick<Bridge, 'document.open' | 'document.cancel' | 'on'>,
  { system, value }: InsRef,
  uniqueId: string,
): Opening {
  const [opened, setOpened] = useState<Opened>(OPENING);
  const [turns] = useState(createTurns);

  const ask = useCallback(() => {
    const turn = turns.next();
    const ins = { system, value };
    void bridge['document.open']({ ins, uniqueId }).then((answer) => {
      if (!turn.isCurrent()) return;
      if (!answer.ok) setOpened({ status: 'refused', failure: answer.error });
      else if (!isFor(answer.value, ins, uniqueId)) setOpened({ status: 'otherPatient' });
      else setOpened({ status: 'open', document: answer.value });
    });
  }, [bridge, system, value, uniqueId, turns]);

  useEffect(() => {
    ask();
    return turns.end;
  }, [ask, turns]);
  useEffect(
    () =>
      bridge.on('document.progress', (progress) => {
        if (progress.uniqueId !== uniqueId) return;
        setOpened((current) => (current.status === 'opening' ? { ...current, progress } : current));
      }),
    [bridge, uniqueId],
  );

  return {
    opened,
    retry: () => {
      setOpened(OPENING);
      ask();
    },
    cancel: () => void bridge['document.cancel']({ ins: { system, value }, uniqueId }),
  };
}

function isFor(document: OpenedDocument, ins: InsRef, uniqueId: string): boolean {
  return (
    document.ins.system === ins.system &&
    document.ins.value === ins.value &&
    document.summary.uniqueId === uniqueId
  );
}
