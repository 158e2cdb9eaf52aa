/** The page of the patient's space in the Chromium host: the calls of its contract. */
import { channels } from '../../../shared/bridge/space/channels.ts';
import { installBridge } from './install-bridge.ts';

installBridge(channels);
