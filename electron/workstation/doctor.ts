import type { Handlers } from '../../shared/bridge/contract.ts';
import type { Finding } from '../../shared/doctor/findings.ts';
import { ok } from '../../shared/result.ts';
import type { Post } from '../doctor/examine.ts';
import { examinePost } from '../doctor/examine.ts';
import { incidentPack } from '../doctor/incident-pack.ts';
import type { Host } from '../hosts/host.ts';

export interface DoctorDeps {
  readonly host: Pick<Host, 'kind' | 'saveFile'>;
  /** The post as it stands at this moment. */
  readonly post: () => Omit<Post, 'hostKind'>;
  readonly version: string;
}

/** The examination of the post, and the pack that goes to support. */
export function createDoctor({
  host,
  post,
  version,
}: DoctorDeps): Pick<Handlers, 'doctor.examine' | 'doctor.savePack'> {
  const examine = (): Promise<readonly Finding[]> => examinePost({ ...post(), hostKind: host.kind });
  return {
    'doctor.examine': async () => ok([...(await examine())]),
    'doctor.savePack': async () => {
      const findings = await examine();
      const { folder, now } = post();
      const bytes = incidentPack({ folder, findings, version, hostKind: host.kind, now });
      const day = new Date(now).toISOString().slice(0, 10);
      return ok({ saved: (await host.saveFile(`dossier-d-incident-${day}.zip`, bytes)) === 'saved' });
    },
  };
}
