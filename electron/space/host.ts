import type { Host } from '../hosts/host.ts';

/** What the patient's space may ask of the shell that carries its window. */
export type SpaceHost = Pick<Host, 'saveFile' | 'print'>;
