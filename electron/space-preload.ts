/** The sandboxed preload of the page of the patient's space: the names of its own contract. */
import { channels, events } from '../shared/bridge/space/channels.ts';
import { exposeBridge } from './hosts/electron/expose-bridge.ts';

exposeBridge(channels, events);
