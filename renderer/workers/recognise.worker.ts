import { recogniseFile } from '../../shared/documents/recognise.ts';

self.onmessage = (event: MessageEvent<Uint8Array>) => {
  self.postMessage(recogniseFile(event.data));
};
