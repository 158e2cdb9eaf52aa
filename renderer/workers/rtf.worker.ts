import { readRtf } from './rtf/read.ts';

self.onmessage = (event: MessageEvent<Uint8Array>) => {
  self.postMessage(readRtf(event.data));
};
