import peerWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { createRoot, type Root } from 'react-dom/client';
import { BodyView } from '../../../renderer/features/viewer/body/BodyView.tsx';
import { DocumentToolsContext } from '../../../renderer/features/viewer/tools.ts';
import { warmPdfEngine } from '../../../renderer/features/viewer/pdf/engine.ts';
import { fakePatients } from '../../fixtures/fake-patients.ts';

export interface ViewerBench {
  /** Starts the parser, as the application does while the list of a record is on the screen. */
  readonly warm: () => void;
  /** Milliseconds from the click to the first page on the screen, in our viewer. */
  readonly ours: (address: string) => Promise<number>;
  /** The same with pdf.js as its documentation shows it: a worker for each document, the file by address. */
  readonly peer: (address: string) => Promise<number>;
}

declare global {
  interface Window {
    readonly viewer: ViewerBench;
  }
}

const WIDTH = 1000;
const tools = { isFullScreen: false, toggleFullScreen() {}, save() {}, print() {} };
const patient = fakePatients[0]?.identity;
if (patient === undefined) throw new Error('no patient among the fixtures');

const place = document.getElementById('root') ?? document.body;
let root: Root | null = null;

const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });

async function ours(address: string): Promise<number> {
  root?.unmount();
  const start = performance.now();
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  root = createRoot(place);
  await new Promise<void>((resolve) => {
    root?.render(
      <DocumentToolsContext value={tools}>
        <div style={{ display: 'flex', width: WIDTH + 24, height: 800 }}>
          <BodyView
            bytes={bytes}
            mediaType="application/pdf"
            patient={patient as NonNullable<typeof patient>}
            onFirstPage={resolve}
          />
        </div>
      </DocumentToolsContext>,
    );
  });
  await painted();
  return performance.now() - start;
}

async function peer(address: string): Promise<number> {
  const start = performance.now();
  const pdfjs = await import('pdfjs-dist');
  pdfjs.GlobalWorkerOptions.workerSrc = peerWorker;
  const document_ = await pdfjs.getDocument({ url: new URL(address, location.href) }).promise;
  const page = await document_.getPage(1);
  const viewport = page.getViewport({ scale: WIDTH / page.getViewport({ scale: 1 }).width });
  const canvas = document.createElement('canvas');
  canvas.width = viewport.width;
  canvas.height = viewport.height;
  place.replaceChildren(canvas);
  await page.render({ canvas, viewport }).promise;
  await painted();
  return performance.now() - start;
}

Object.assign(window, { viewer: { warm: warmPdfEngine, ours, peer } satisfies ViewerBench });
