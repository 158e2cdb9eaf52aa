import { Download } from 'lucide-react';
import { useState } from 'react';
import type { SpaceState } from '../../../shared/bridge/space/session.ts';
import { mediumDate } from '../../i18n/format.ts';
import { announce } from '../../platform/announcer.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useActing } from '../acting.ts';
import type { SpaceBridge } from '../bridge.ts';
import { Part, SpaceScreen } from '../ui/Section.tsx';
import { ConfirmByWord } from './ConfirmByWord.tsx';
import { words } from './messages.ts';

type Open = Extract<SpaceState, { status: 'open' }>;

export interface SpaceRecordScreenProps {
  readonly bridge: Pick<
    SpaceBridge,
    'own.record.close' | 'own.record.reopen' | 'own.record.oppose' | 'own.record.download'
  >;
  readonly space: Open;
  readonly archiveYears: number;
  readonly oppositionWeeks: number;
  readonly onState: (state: SpaceState) => void;
}

type Asking = 'archive' | 'erase' | 'oppose';

/** The record as a whole: closing, erasing, reopening, opposing. */
export function SpaceRecordScreen(props: SpaceRecordScreenProps) {
  const { bridge, space, archiveYears, oppositionWeeks, onState } = props;
  const { record, side, opposableUntil } = space;
  const [asking, setAsking] = useState<Asking | null>(null);
  const { busy, failure, act, forget } = useActing();
  const manages = side !== 'carer';

  const asked = {
    archive: {
      title: words.archiveTitle,
      lead: words.archiveLead({ years: archiveYears }),
      word: words.wordArchive,
      act: words.archive,
      say: words.closed,
      call: () => bridge['own.record.close']({ erase: false }),
    },
    erase: {
      title: words.eraseTitle,
      lead: words.eraseLead,
      word: words.wordErase,
      act: words.erase,
      say: words.closed,
      call: () => bridge['own.record.close']({ erase: true }),
    },
    oppose: {
      title: words.opposeTitle,
      lead: words.opposeLead({ weeks: oppositionWeeks }),
      word: words.wordOppose,
      act: words.oppose,
      say: words.opposed,
      call: () => bridge['own.record.oppose']({}),
    },
  } as const;
  const download = (): Promise<boolean> =>
    act('download', () => bridge['own.record.download']({}), {
      say: '',
      take: ({ saved }) => {
        if (saved) announce(words.downloaded);
      },
    });
  const confirm = async (): Promise<void> => {
    if (asking === null) return;
    const { call, say } = asked[asking];
    if (await act(asking, call, { say, take: onState })) setAsking(null);
  };
  const close = (): void => {
    setAsking(null);
    forget();
  };

  return (
    <SpaceScreen title={words.title} lead={leadOf(record)}>
      {manages ? null : <Notice>{words.carer}</Notice>}
      {failure === null || asking !== null ? null : <FailureNotice failure={failure} />}
      {record.status === 'active' ? (
        <>
          <Part
            title={words.download}
            lead={words.downloadLead}
            action={
              <Button
                icon={<Download size={16} aria-hidden />}
                isPending={busy === 'download'}
                onPress={() => void download()}
              >
                {words.download}
              </Button>
            }
          >
            {null}
          </Part>
          <Part
            title={words.archive}
            lead={words.archiveLead({ years: archiveYears })}
            action={
              manages ? <Button onPress={() => setAsking('archive')}>{words.archive}</Button> : undefined
            }
          >
            {null}
          </Part>
          <Part
            title={words.erase}
            lead={words.eraseLead}
            action={
              manages ? (
                <Button variant="danger" onPress={() => setAsking('erase')}>
                  {words.erase}
                </Button>
              ) : undefined
            }
          >
            {null}
          </Part>
        </>
      ) : null}
      {record.status === 'active' && opposableUntil !== null ? (
        <Part
          title={words.oppose}
          lead={`${words.opposeLead({ weeks: oppositionWeeks })} ${words.opposeUntil({ date: mediumDate(opposableUntil) })}`}
          action={
            manages ? (
              <Button variant="danger" onPress={() => setAsking('oppose')}>
                {words.oppose}
              </Button>
            ) : undefined
          }
        >
          {null}
        </Part>
      ) : null}
      {record.status === 'closed' ? (
        <Part
          title={words.reopen}
          lead={words.reopenLead}
          action={
            manages ? (
              <Button
                variant="primary"
                isPending={busy === 'reopen'}
                onPress={() =>
                  void act('reopen', () => bridge['own.record.reopen']({}), {
                    say: words.reopened,
                    take: onState,
                  })
                }
              >
                {words.reopen}
              </Button>
            ) : undefined
          }
        >
          {null}
        </Part>
      ) : null}
      {record.status === 'nonexistent' ? <Notice>{words.none}</Notice> : null}
      {asking === null ? null : (
        <ConfirmByWord
          title={asked[asking].title}
          lead={asked[asking].lead}
          word={asked[asking].word}
          act={asked[asking].act}
          isBusy={busy !== null}
          failure={failure}
          tooLate={asking === 'oppose' && failure?.code === 'INVALID'}
          onConfirm={() => void confirm()}
          onClose={close}
        />
      )}
    </SpaceScreen>
  );
}

function leadOf(record: Open['record']): string {
  switch (record.status) {
    case 'active':
      return words.leadActive;
    case 'closed':
      return record.since === null
        ? words.leadClosedBare
        : words.leadClosed({ date: mediumDate(record.since) });
    case 'nonexistent':
      return words.leadNone;
  }
}
