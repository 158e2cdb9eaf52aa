import type { KeyboardEvent } from 'react';
import { stepZoom } from './layout.ts';
import type { PageControlsProps } from './PageControls.tsx';

/** The keys of a column of pages; those of scrolling (arrows up and down, space) are the browser's own. */
export function pageKey(event: KeyboardEvent, controls: PageControlsProps): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const acts: Readonly<Record<string, () => void>> = {
    '+': () => controls.onZoom(stepZoom(controls.factor, 1)),
    '-': () => controls.onZoom(stepZoom(controls.factor, -1)),
    '0': () => controls.onZoom('width'),
    r: controls.onTurn,
    ArrowRight: () => controls.onPage(Math.min(controls.page + 1, controls.count - 1)),
    ArrowLeft: () => controls.onPage(Math.max(controls.page - 1, 0)),
    Home: () => controls.onPage(0),
    End: () => controls.onPage(controls.count - 1),
  };
  const act = acts[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
}
