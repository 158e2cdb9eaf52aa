import { FilePlus2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { useActing } from '../acting.ts';
import { useAsked } from '../asked.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Loaded, SpaceScreen } from '../ui/Section.tsx';
import { AllDocuments } from './AllDocuments.tsx';
import { DocumentList } from './DocumentList.tsx';
import { DocumentReader } from './DocumentReader.tsx';
import { OwnDocumentDialog } from './OwnDocumentDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { words } from './messages.ts';

export interface DocumentsScreenProps {
  readonly bridge: SpaceBridge;
  readonly holder: PatientIdentity;
  readonly side: Extract<SpaceState, { status: 'open' }>['side'];
}

type Dialog =
  { readonly kind: 'add' } | { readonly kind: 'edit' | 'remove'; readonly document: DocumentSummary };

/** What is in the space, and the holder's hand on each of it. */
export function DocumentsScreen({ bridge, holder, side }: DocumentsScreenProps) {
  const ask = useCallback(() => bridge['own.documents.list']({}), [bridge]);
  const { answer, again } = useAsked(bridge, ask);
  const { busy, failure, act } = useActing();
  const [reading, setReading] = useState<string | null>(null);
  /** The document that was read last: closed, the focus is on its line again. */
  const [left, leave] = useState<string | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const manages = side !== 'carer';

  useCommands(
    useMemo(
      (): Command[] => [
        {
          id: 'space.add',
          group: words.title,
          title: words.add,
          keys: 'D',
          run: () => setDialog({ kind: 'add' }),
        },
      ],
      [],
    ),
  );

  const change = (kind: 'mask' | 'show', documents: readonly DocumentSummary[]): Promise<boolean> =>
    act(
      kind,
      () =>
        bridge['own.documents.act']({
          act: kind,
          documents: documents.map(({ uniqueId, version }) => ({ uniqueId, seenVersion: version })),
        }),
      { say: documents.length > 1 ? words.doneMany : kind === 'mask' ? words.doneMasked : words.doneShown },
    );
  const acts = {
    isBusy: busy !== null,
    manages,
    onRead: (document: DocumentSummary) => setReading(document.uniqueId),
    onChange: change,
    onEdit: (document: DocumentSummary) => setDialog({ kind: 'edit', document }),
    onRemove: (document: DocumentSummary) => setDialog({ kind: 'remove', document }),
  };
  const read =
    answer.status === 'ready'
      ? answer.value.documents.find(({ uniqueId }) => uniqueId === reading)
      : undefined;

  return (
    <>
      {read === undefined ? (
        <SpaceScreen
          title={words.title}
          lead={side === 'holder' ? words.lead : words.leadOther}
          action={
            <Button
              variant="primary"
              icon={<FilePlus2 size={16} aria-hidden />}
              keys="D"
              onPress={() => setDialog({ kind: 'add' })}
            >
              {words.add}
            </Button>
          }
        >
          {failure === null ? null : <FailureNotice failure={failure} onRetry={again} />}
          <Loaded answer={answer} rows={6} onRetry={again}>
            {({ documents }) => <DocumentList documents={documents} left={left} {...acts} />}
          </Loaded>
          {manages ? <AllDocuments bridge={bridge} /> : null}
        </SpaceScreen>
      ) : (
        <DocumentReader
          key={read.uniqueId}
          bridge={bridge}
          holder={holder}
          document={read}
          {...acts}
          onClose={() => {
            leave(reading);
            setReading(null);
          }}
        />
      )}
      {dialog?.kind === 'remove' ? (
        <RemoveDialog
          bridge={bridge}
          document={dialog.document}
          onDone={() => {
            setReading(null);
            setDialog(null);
          }}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog?.kind === 'add' || dialog?.kind === 'edit' ? (
        <OwnDocumentDialog
          bridge={bridge}
          before={dialog.kind === 'edit' ? dialog.document : null}
          onDone={() => {
            setReading(null);
            setDialog(null);
          }}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </>
  );
}
