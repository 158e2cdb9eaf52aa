import { useState } from 'react';
import { useStore } from 'zustand';
import type { InsRef } from '../../../shared/bridge/identity.ts';
import type { RecordView } from '../../../shared/bridge/record.ts';
import { announce } from '../../platform/announcer.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { openDraft, type DraftBridge } from '../../platform/drafts.ts';
import { NoticePreview } from '../../ui/NoticePreview.tsx';
import { createConsentStore } from './consent-store.ts';
import { ConsentPanel, type ConsentTerms } from './ConsentPanel.tsx';
import { words } from './messages.ts';

export interface ConsentRouteProps {
  readonly bridge: Pick<Bridge, 'consent.declare' | 'notices.preview'> & DraftBridge;
  readonly ins: InsRef;
  readonly terms: ConsentTerms;
  readonly onDeclared: (view: RecordView) => void;
}

/** Declares the consent of the patient whose record is open; one mount serves one patient. */
export function ConsentRoute({ bridge, ins, terms, onDeclared }: ConsentRouteProps) {
  const [store] = useState(() =>
    createConsentStore(bridge, ins, openDraft(bridge, 'consent', `${ins.system}|${ins.value}`)),
  );
  const state = useStore(store.state);
  const declare = async (): Promise<void> => {
    const view = await store.declare();
    if (view === null) return;
    announce(words.declared);
    onDeclared(view);
  };
  return (
    <ConsentPanel
      {...state}
      terms={terms}
      notice={<NoticePreview bridge={bridge} act={{ act: 'declareConsent', ins }} />}
      onChoose={store.choose}
      onAffirm={store.affirm}
      onDeclare={() => void declare()}
    />
  );
}
