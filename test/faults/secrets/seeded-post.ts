import { mkdtempSync, renameSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { seededData } from '../../fixtures/seeded-data.ts';

/** A data folder of the whole application whose embedded service has its demo already. */
export async function seededPost(): Promise<string> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'poste-sante-faults-'));
  const service = await seededData();
  renameSync(service, path.join(dataFolder, 'service'));
  return dataFolder;
}
