/**
 * Entry of the Electron host. What must happen before `ready` happens here, synchronously; nothing is
 * awaited at the top level, since Electron emits `ready` only once this module has been evaluated.
 */
import { app } from 'electron';
import { registerAppScheme } from './hosts/electron/app-protocol.ts';
import { runElectronHost } from './hosts/electron/run.ts';

app.enableSandbox();
registerAppScheme();
if (app.requestSingleInstanceLock()) void app.whenReady().then(runElectronHost);
else app.quit();
