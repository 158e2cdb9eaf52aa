/**
 * The sandboxed preload of the professional's page: names only. Bundled to one CommonJS file, as a sandboxed
 * preload must be.
 */
import { channels, events } from '../shared/bridge/channels.ts';
import { exposeBridge } from './hosts/electron/expose-bridge.ts';

exposeBridge(channels, events);
