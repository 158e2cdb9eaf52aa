import { useEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { dateAndTime, insGroups, mediumDate, sexLetter, shortDate } from '../../i18n/format.ts';
import { birthName, personName } from '../../i18n/person.ts';
import type { PatientIdentity } from '../../../shared/bridge/identity.ts';
import type { DocumentSummary } from '../../../shared/bridge/record.ts';
import { now } from '../../platform/clock.ts';
import { printMark } from '../../platform/print-mark.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Button } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { useLatest } from './useLatest.ts';
import { words } from './messages.ts';
import styles from './PrintSheet.module.css';
import type { PrintLayout } from './tools.ts';

export interface PrintSheetProps {
  readonly layout: PrintLayout;
  /** What stands above elements of the screen: pictures of pages have their own. */
  readonly heading: ReactNode;
  /** Everything stands on paper's size in the page: the host may print it. */
  readonly onReady: () => void;
  readonly onFailed: () => void;
  readonly onCancel: () => void;
}

/** The document as the printer gets it, beside the screen's: pictures of pages, or the text with its patient. */
export function PrintSheet(props: PrintSheetProps) {
  const { layout } = props;
  const { addresses, done } = usePictures(layout, props.onReady, props.onFailed);
  const text = useRef<HTMLDivElement>(null);
  const ready = useLatest(props.onReady);

  useEffect(() => {
    if (layout.kind !== 'elements') return;
    text.current?.replaceChildren(layout.element.cloneNode(true));
    ready.current();
  }, [layout, ready]);

  return (
    <>
      {layout.kind === 'pictures' && !done ? (
        <Dialog
          title={words.printing}
          isOpen
          size="small"
          onClose={props.onCancel}
          footer={<Button onPress={props.onCancel}>{words.cancel}</Button>}
        >
          <ProgressBar
            label={words.printing}
            value={addresses.length / layout.count}
            words={words.pageOf(Math.min(addresses.length + 1, layout.count), layout.count)}
          />
        </Dialog>
      ) : null}
      {createPortal(
        <div className={styles.sheet} data-print-sheet={layout.kind} aria-hidden>
          {layout.kind === 'pictures' ? (
            addresses.map((address) => <img key={address} className={styles.page} src={address} alt="" />)
          ) : (
            <>
              {props.heading}
              <div ref={text} />
            </>
          )}
          <PrintFooter />
        </div>,
        document.body,
      )}
    </>
  );
}

/** On every page: who printed it, when, and from where. */
function PrintFooter() {
  const { mark } = useStore(printMark);
  if (mark === null) return null;
  const { who, where } = mark;
  return (
    <footer className={styles.footer}>
      {words.printedBy({ who, time: dateAndTime(new Date(now()).toISOString()), where })}
    </footer>
  );
}

/** Whose document it is, which one, by whom. */
export function PrintHeading({
  patient,
  summary,
}: {
  readonly patient: PatientIdentity;
  readonly summary: DocumentSummary;
}) {
  const identity = [
    personName(patient),
    birthName(patient),
    sexLetter(patient.gender),
    shortDate(patient.birthDate),
    `INS ${insGroups(patient.ins.value)}`,
  ];
  return (
    <header className={styles.heading}>
      <p>{identity.filter(Boolean).join(' · ')}</p>
      <h1>{summary.title}</h1>
      <p>
        {[summary.author.name, summary.structure, mediumDate(summary.actDate)].filter(Boolean).join(' · ')}
      </p>
    </header>
  );
}

interface PagePictures {
  readonly addresses: readonly string[];
  readonly done: boolean;
}

/** Makes the pictures of the pages one after the other; leaving stops it and frees them. */
function usePictures(layout: PrintLayout, onReady: () => void, onFailed: () => void): PagePictures {
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  const [done, setDone] = useState(false);
  const after = useLatest({ onReady, onFailed });

  useEffect(() => {
    if (layout.kind !== 'pictures') return undefined;
    const { count, picture } = layout;
    const made: string[] = [];
    const leaving = new AbortController();
    const { signal } = leaving;

    async function make(): Promise<void> {
      while (made.length < count && !signal.aborted) {
        const address = URL.createObjectURL(await picture(made.length));
        made.push(address);
        await loaded(address);
        if (!signal.aborted) setAddresses([...made]);
      }
      if (signal.aborted) return;
      setDone(true);
      // The last picture has to be laid out before the host looks.
      requestAnimationFrame(() => requestAnimationFrame(() => after.current.onReady()));
    }

    make().catch(() => {
      if (!signal.aborted) after.current.onFailed();
    });
    return () => {
      leaving.abort();
      for (const address of made) URL.revokeObjectURL(address);
    };
  }, [layout, after]);

  return { addresses, done };
}

async function loaded(address: string): Promise<void> {
  const image = new Image();
  image.src = address;
  await image.decode();
}
