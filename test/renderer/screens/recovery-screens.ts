import type { EventPayload } from '../../../shared/bridge/contract.ts';
import { type FakeNotice } from '../../fixtures/fake-recovery.ts';
import type { Way } from './screens.ts';

/** What a professional is told of his data on this post, before his desk. */
const told =
  (notice: FakeNotice, title: string): Way =>
  async (page, origin) => {
    await page.goto(`${origin}/?told=${notice}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  };

/** The desk while its disk is full, or failed. */
const disk =
  (state: EventPayload<'system.status'>['disk'], said: string): Way =>
  async (page, origin) => {
    await page.goto(`${origin}/`);
    await page.getByRole('option').first().waitFor();
    await page.evaluate(async (now) => {
      const status = await window.fake.bridge['system.status']({});
      if (status.ok) window.fake.emit('system.status', { ...status.value, disk: now });
    }, state);
    await page.getByText(said).waitFor();
  };

export const recoveryScreens: Readonly<Record<string, Way>> = {
  'service that does not start': async (page, origin) => {
    await page.goto(`${origin}/?start=noService`);
    await page.getByRole('button', { name: 'Réessayer' }).waitFor();
  },
  'damaged store': told('damaged', 'Les données de ce poste étaient endommagées'),
  'missing store': told('missing', 'Les données de ce poste avaient disparu'),
  'replaced store': told('replaced', 'Les données de ce poste ne sont plus celles que vous aviez laissées'),
  'newer store': told('newer', 'Ces données demandent une version plus récente'),
  'store on a full disk': told('full', 'Les données de ce poste n’ont pas pu être ouvertes'),
  'full disk': disk('full', 'Le disque de ce poste est plein.'),
  'failed disk': disk('failed', 'Le disque de ce poste a refusé une écriture.'),
};
