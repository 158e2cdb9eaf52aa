/** The professional's page in the Chromium host: the calls of its contract. */
import { channels } from '../../../shared/bridge/channels.ts';
import { installBridge } from './install-bridge.ts';

installBridge(channels);
