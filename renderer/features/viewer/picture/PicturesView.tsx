import { useEffect, useRef, useState } from 'react';
import { DocumentFrame } from '../DocumentFrame.tsx';
import { words } from '../messages.ts';
import { pageKey } from '../pages/keys.ts';
import { nextQuarter, zoomFactor, type PageBox, type Quarter, type Zoom } from '../pages/layout.ts';
import { PageControls, type PageControlsProps } from '../pages/PageControls.tsx';
import { usePages } from '../pages/usePages.ts';
import styles from './Pictures.module.css';
import type { Pictures } from './source.ts';

const NO_SIZE = { width: 1, height: 1 };

/** A photograph or a scan: one column of pictures. */
export function PicturesView({ pictures }: { readonly pictures: Pictures }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Zoom>('page');
  const [rotation, setRotation] = useState<Quarter>(0);
  const pages = usePages(pictures.sizes, scroller, zoom, rotation, 1);
  const count = pictures.sizes.length;
  const controls: PageControlsProps = {
    page: pages.current,
    count,
    factor: zoomFactor(zoom, pictures.sizes[0] ?? NO_SIZE, rotation, pages.viewport),
    zoom,
    onPage: pages.goTo,
    onZoom: setZoom,
    onTurn: () => setRotation(nextQuarter(rotation)),
  };
  const [first, last] = pages.painted;

  return (
    <DocumentFrame
      find={null}
      ground="desk"
      scroller={scroller}
      onScroll={pages.scrolled}
      onKeyDown={(event) => pageKey(event, controls)}
      printLayout={() => ({ kind: 'pictures', count, picture: (page) => pictures.blob(page) })}
      controls={<PageControls {...controls} />}
    >
      <div className={styles.column} style={{ height: pages.layout.height, width: pages.layout.width }}>
        {pages.layout.boxes.slice(first, last + 1).map((box, offset) => (
          <Picture
            key={first + offset}
            pictures={pictures}
            index={first + offset}
            box={box}
            rotation={rotation}
            label={count === 1 ? words.picture : words.pageOf(first + offset + 1, count)}
          />
        ))}
      </div>
    </DocumentFrame>
  );
}

interface PictureProps {
  readonly pictures: Pictures;
  readonly index: number;
  readonly box: PageBox;
  readonly rotation: Quarter;
  readonly label: string;
}

function Picture({ pictures, index, box, rotation, label }: PictureProps) {
  const holder = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let stopped = false;
    pictures.element(index).then(
      (element) => {
        if (!stopped) holder.current?.replaceChildren(element);
      },
      () => {
        if (!stopped) setFailed(true);
      },
    );
    return () => {
      stopped = true;
    };
  }, [pictures, index]);

  const upright = rotation % 180 === 0;
  return (
    <div
      className={styles.page}
      style={{ top: box.top, width: box.width, height: box.height }}
      role="img"
      aria-label={failed ? words.pageFailed : label}
    >
      <div
        ref={holder}
        className={styles.picture}
        style={{
          width: upright ? box.width : box.height,
          height: upright ? box.height : box.width,
          rotate: `${String(rotation)}deg`,
        }}
      />
      {failed ? <p className={styles.failed}>{words.pageFailed}</p> : null}
    </div>
  );
}
