import { ChevronDown, ChevronUp, Expand, MoveHorizontal, RotateCw, ZoomIn, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../../ui/Button.tsx';
import { ToolbarSeparator } from '../../../ui/Toolbar.tsx';
import { words } from '../messages.ts';
import styles from './PageControls.module.css';
import { stepZoom, type Zoom } from './layout.ts';

export interface PageControlsProps {
  /** From 0. */
  readonly page: number;
  readonly count: number;
  /** The factor of the paper's size that is shown now. */
  readonly factor: number;
  readonly zoom: Zoom;
  readonly onPage: (page: number) => void;
  readonly onZoom: (zoom: Zoom) => void;
  readonly onTurn: () => void;
}

const icon = { size: 16, 'aria-hidden': true } as const;

/** Page, zoom and rotation, for everything that has pages: PDF, scans, pictures. */
export function PageControls({ page, count, factor, zoom, onPage, onZoom, onTurn }: PageControlsProps) {
  return (
    <>
      <IconButton
        label={words.previousPage}
        keys="ArrowLeft"
        icon={<ChevronUp {...icon} />}
        isDisabled={page === 0}
        onPress={() => onPage(page - 1)}
      />
      <IconButton
        label={words.nextPage}
        keys="ArrowRight"
        icon={<ChevronDown {...icon} />}
        isDisabled={page === count - 1}
        onPress={() => onPage(page + 1)}
      />
      <PageField page={page} count={count} onPage={onPage} />
      <ToolbarSeparator />
      <IconButton
        label={words.zoomOut}
        keys="-"
        icon={<ZoomOut {...icon} />}
        onPress={() => onZoom(stepZoom(factor, -1))}
      />
      <span className={styles.factor}>{Math.round(factor * 100)}&nbsp;%</span>
      <IconButton
        label={words.zoomIn}
        keys="+"
        icon={<ZoomIn {...icon} />}
        onPress={() => onZoom(stepZoom(factor, 1))}
      />
      <IconButton
        label={words.fitWidth}
        keys="0"
        icon={<MoveHorizontal {...icon} />}
        isSelected={zoom === 'width'}
        onPress={() => onZoom('width')}
      />
      <IconButton
        label={words.fitPage}
        icon={<Expand {...icon} />}
        isSelected={zoom === 'page'}
        onPress={() => onZoom('page')}
      />
      <IconButton label={words.rotate} icon={<RotateCw {...icon} />} onPress={onTurn} />
    </>
  );
}

type PageFieldProps = Pick<PageControlsProps, 'page' | 'count' | 'onPage'>;

/** Follows the page in sight until somebody types; Enter goes there. */
function PageField({ page, count, onPage }: PageFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);

  function go(): void {
    const wanted = Number(typed ?? '');
    if (typed !== null && Number.isInteger(wanted) && wanted >= 1 && wanted <= count) onPage(wanted - 1);
    setTyped(null);
  }

  return (
    <>
      <input
        className={styles.field}
        aria-label={words.page}
        inputMode="numeric"
        value={typed ?? String(page + 1)}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go();
        }}
      />
      <span className={styles.total}>{words.pageTotal(count)}</span>
    </>
  );
}
