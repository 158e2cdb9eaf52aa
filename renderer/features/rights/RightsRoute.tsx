import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { RecordView } from '../../../shared/bridge/record.ts';
import type { Block } from '../../../shared/bridge/rights.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { useNow } from '../../platform/clock.ts';
import { useCommands, type Command } from '../../platform/commands.ts';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { NoticePreview } from '../../ui/NoticePreview.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { BlockDialog } from './BlockDialog.tsx';
import { Blocks } from './Blocks.tsx';
import { Declarations } from './Declarations.tsx';
import { words } from './messages.ts';
import { OwnRight } from './OwnRight.tsx';
import { createRightsStore, type RightsBridge } from './rights-store.ts';
import styles from './Rights.module.css';
import { LeaveRoleDialog, TakeRoleDialog } from './RoleDialog.tsx';
import { TreatingDoctors } from './TreatingDoctors.tsx';
import { UnblockDialog } from './UnblockDialog.tsx';

export interface RightsRouteProps {
  readonly bridge: RightsBridge & Pick<Bridge, 'directory.search' | 'notices.preview' | 'on'>;
  readonly view: RecordView;
  /** Days ahead at which the end of a right is told. */
  readonly noticeDays: number;
  /** A newer view of the record: the banner follows. */
  readonly onView: (view: RecordView) => void;
  readonly onRenew: () => void;
  readonly onRenounce: () => void;
}

type Asking =
  { readonly dialog: 'take' | 'leave' | 'block' } | { readonly dialog: 'unblock'; readonly block: Block };

/** Who has which right on the open record, and what may be done about it. One mount serves one patient. */
export function RightsRoute(props: RightsRouteProps) {
  const { bridge, view, noticeDays, onView, onRenew, onRenounce } = props;
  const { ins } = view.patient;
  const [store] = useState(() => createRightsStore(bridge, ins, onView));
  const state = useStore(store.state);
  const [asking, ask] = useState<Asking | null>(null);
  const now = useNow();
  const close = (): void => ask(null);

  useEffect(() => {
    void store.load();
    const stop = bridge.on('record.changed', (changed) => {
      if (changed.ins.value === ins.value) void store.load();
    });
    return () => {
      stop();
      store.end();
    };
  }, [store, bridge, ins.value]);

  const rights = state.status === 'known' ? state.rights : null;
  const mayTake = rights?.mayTakeRole === true;
  const mayBlock = rights !== null && rights.blocks !== null;
  const holdsRole = view.treatingDoctor;
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'rights.takeRole',
        group: words.group,
        title: words.take,
        isDisabled: !mayTake,
        run: () => ask({ dialog: 'take' }),
      },
      {
        id: 'rights.leaveRole',
        group: words.group,
        title: words.leave,
        isDisabled: !holdsRole,
        run: () => ask({ dialog: 'leave' }),
      },
      {
        id: 'rights.block',
        group: words.group,
        title: words.blockTitle,
        isDisabled: !mayBlock,
        run: () => ask({ dialog: 'block' }),
      },
    ],
    [mayTake, holdsRole, mayBlock],
  );
  useCommands(commands);

  return (
    <div className={styles.rights}>
      <OwnRight
        right={view.right}
        now={now}
        noticeDays={noticeDays}
        onRenew={onRenew}
        onRenounce={onRenounce}
      />
      {state.status === 'failed' ? (
        <FailureNotice failure={state.failure} onRetry={() => void store.load()} />
      ) : rights === null ? (
        <Skeleton rows={6} />
      ) : (
        <>
          <Declarations declarations={rights.declarations} />
          <TreatingDoctors
            doctors={rights.treatingDoctors}
            mayTakeRole={mayTake}
            onTake={() => ask({ dialog: 'take' })}
            onLeave={() => ask({ dialog: 'leave' })}
          />
          {rights.blocks === null ? null : (
            <Blocks
              blocks={rights.blocks}
              onBlock={() => ask({ dialog: 'block' })}
              onUnblock={(block) => ask({ dialog: 'unblock', block })}
            />
          )}
        </>
      )}
      {asking?.dialog === 'take' ? <TakeRoleDialog act={store.takeRole} onClose={close} /> : null}
      {asking?.dialog === 'leave' ? <LeaveRoleDialog act={store.leaveRole} onClose={close} /> : null}
      {asking?.dialog === 'block' && rights?.blocks ? (
        <BlockDialog
          bridge={bridge}
          treatingDoctors={rights.treatingDoctors}
          blocks={rights.blocks}
          notice={<NoticePreview bridge={bridge} act={{ act: 'blockProfessional', ins }} />}
          act={({ kind, id }) => store.block({ kind, id })}
          onClose={close}
        />
      ) : null}
      {asking?.dialog === 'unblock' ? (
        <UnblockDialog
          block={asking.block}
          notice={<NoticePreview bridge={bridge} act={{ act: 'unblockProfessional', ins }} />}
          act={() => store.unblock(asking.block.blockId)}
          onClose={close}
        />
      ) : null}
    </div>
  );
}
