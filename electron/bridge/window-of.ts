import type { Host } from '../hosts/host.ts';
import { FileNotSaved } from '../hosts/host.ts';
import type { ShellPort } from './page-process.ts';

/** What every process may ask of the window in front of it. */
export function windowOf(shell: ShellPort): Pick<Host, 'saveFile' | 'print'> {
  return {
    saveFile: async (name, bytes) => {
      const outcome = await shell.ask({ method: 'saveFile', name, bytes });
      if (outcome === 'failed') throw new FileNotSaved();
      return outcome === 'saved' ? 'saved' : 'cancelled';
    },
    print: async () => ((await shell.ask({ method: 'print' })) === 'printed' ? 'printed' : 'cancelled'),
  };
}
