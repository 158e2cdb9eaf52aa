import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { OpenedDocument } from '../../../shared/bridge/record.ts';
import type { Bridge } from '../../platform/bridge.ts';

export type Opened =
  | { readonly status: 'opening' }
  | { readonly status: 'refused'; readonly failure: Failure }
  /** The answer names another patient than the banner: not a byte of it is kept. */
  | { readonly status: 'otherPatient' }
  /** The record is no longer open to this professional. */
  | { readonly status: 'closed' }
  | { readonly status: 'open'; readonly document: OpenedDocument };

const OPENING: Opened = { status: 'opening' };

/** Asks for a document; an answer that comes after another document was chosen is dropped. */
export function useOpenDocument(
  bridge: Pick<Bridge, 'document.open'>,
  ins: InsRef,
  uniqueId: string,
  attempt: number,
): Opened {
  const [state, setState] = useState<Opened>(OPENING);
  const { system, value } = ins;

  useEffect(() => {
    let isCurrent = true;
    setState(OPENING);
    void bridge['document.open']({ ins: { system, value }, uniqueId }).then((answer) => {
      if (!isCurrent) return;
      if (!answer.ok) setState({ status: 'refused', failure: answer.error });
      else if (!isFor(answer.value, { system, value }, uniqueId)) setState({ status: 'otherPatient' });
      else setState({ status: 'open', document: answer.value });
    });
    return () => {
      isCurrent = false;
    };
  }, [bridge, system, value, uniqueId, attempt]);

  return state;
}

function isFor(document: OpenedDocument, ins: InsRef, uniqueId: string): boolean {
  return (
    document.ins.system === ins.system &&
    document.ins.value === ins.value &&
    document.summary.uniqueId === uniqueId
  );
}
