import { Download, Maximize2, Minimize2, Printer, Search } from 'lucide-react';
import { useMemo, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { useCommands, type Command } from '../../platform/commands.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Toolbar, ToolbarSeparator } from '../../ui/Toolbar.tsx';
import styles from './DocumentFrame.module.css';
import { FindBar } from './find/FindBar.tsx';
import type { Find } from './find/useFind.ts';
import { useLatest } from './useLatest.ts';
import { words } from './messages.ts';
import { useDocumentTools, type PrintLayout } from './tools.ts';

export interface DocumentFrameProps {
  /** Null where the document has no words to look for. */
  readonly find: Find | null;
  readonly printLayout: () => PrintLayout | null;
  /** Zoom, pages, rotation: what this kind of document adds to the toolbar. */
  readonly controls?: ReactNode;
  readonly children: ReactNode;
  readonly scroller?: Ref<HTMLDivElement>;
  readonly onScroll?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** On paper grey for pages and images, on the surface for running text. */
  readonly ground?: 'desk' | 'paper';
}

/** The toolbar, the search bar and the window of a document, whatever its kind. */
export function DocumentFrame(props: DocumentFrameProps) {
  const { find, printLayout, controls, children, scroller, onScroll, onKeyDown, ground = 'paper' } = props;
  const tools = useDocumentTools();

  function print(): void {
    const layout = printLayout();
    if (layout !== null) tools.print?.(layout);
  }

  const act = useLatest({
    find: () => find?.open(),
    print,
    fullScreen: () => tools.toggleFullScreen?.(),
    save: () => tools.save(),
  });
  const isFindable = find !== null;
  const isPrintable = tools.print !== undefined;
  const isGrowing = tools.toggleFullScreen !== undefined;
  useCommands(
    useMemo((): Command[] => {
      const group = words.commandGroup;
      return [
        ...(isFindable
          ? [{ id: 'viewer.find', title: words.find, group, keys: 'Mod+F', run: () => act.current.find() }]
          : []),
        ...(isPrintable
          ? [{ id: 'viewer.print', title: words.print, group, keys: 'P', run: () => act.current.print() }]
          : []),
        ...(isGrowing
          ? [
              {
                id: 'viewer.full',
                title: words.fullScreen,
                group,
                keys: 'F',
                run: () => act.current.fullScreen(),
              },
            ]
          : []),
        { id: 'viewer.save', title: words.save, group, run: () => act.current.save() },
      ];
    }, [act, isFindable, isPrintable, isGrowing]),
  );

  return (
    <div className={styles.frame}>
      <Toolbar label={words.tools} className={styles.tools ?? ''}>
        {controls}
        <span className={styles.space} />
        {find === null ? null : (
          <IconButton
            label={words.find}
            keys="Mod+F"
            icon={<Search size={16} aria-hidden />}
            isSelected={find.isOpen}
            onPress={() => (find.isOpen ? find.close() : find.open())}
          />
        )}
        <ToolbarSeparator />
        {isPrintable ? (
          <IconButton label={words.print} keys="P" icon={<Printer size={16} aria-hidden />} onPress={print} />
        ) : null}
        <IconButton
          label={words.save}
          icon={<Download size={16} aria-hidden />}
          onPress={() => tools.save()}
        />
        {isGrowing ? (
          <IconButton
            label={tools.isFullScreen ? words.leaveFullScreen : words.fullScreen}
            keys="F"
            icon={
              tools.isFullScreen ? <Minimize2 size={16} aria-hidden /> : <Maximize2 size={16} aria-hidden />
            }
            onPress={() => act.current.fullScreen()}
          />
        ) : null}
      </Toolbar>
      <div className={styles.window} role="presentation" onKeyDown={onKeyDown}>
        {find?.isOpen === true ? <FindBar find={find} /> : null}
        <div
          ref={scroller}
          className={styles.scroller}
          data-ground={ground}
          role="region"
          aria-label={words.body}
          // Scrollable content must be reachable by keyboard (WCAG 2.1.1).
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          onScroll={onScroll}
        >
          {children}
        </div>
      </div>
    </div>
  );
}
