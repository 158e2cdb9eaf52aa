import type { AccessEntry, AccessFilter, AccessPage } from '../../shared/bridge/access-log.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { InsRef } from '../../shared/bridge/identity.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { ReadTrace } from '../gateway/audit-event.ts';
import { exportTraces, findTraces, readTraces } from '../gateway/audit-event.ts';
import type { ServiceClient } from '../gateway/client.ts';
import { nameInDirectory } from '../gateway/directory-search.ts';
import type { Host } from '../hosts/host.ts';
import { accessFile } from './access-file.ts';
import { createPageNames } from './page-names.ts';
import type { OpenRecord, Records } from './record.ts';
import type { OpenSession } from './session.ts';

export interface AccessLogDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: Records;
  readonly professionLabel: (code: string) => string;
  readonly host: Pick<Host, 'saveFile'>;
  readonly now: () => number;
}

/** The journal of the open record: all of it for a médecin traitant with a right, one's own for anybody else. */
export function createAccessLog(deps: AccessLogDeps): Pick<Handlers, 'access.list' | 'access.export'> {
  const pages = createPageNames<string>();
  /** Names of those whom rights were about; the directory is asked once for each. */
  const names = new Map<string, string | null>();

  async function named(
    record: OpenRecord,
    traces: readonly ReadTrace[],
    self: string,
  ): Promise<AccessEntry[]> {
    const targets = new Set(traces.flatMap(({ target }) => target ?? []));
    await Promise.all(
      [...targets]
        .filter((id) => !names.has(id))
        .map(async (id) => names.set(id, await nameInDirectory(record.client, id))),
    );
    return traces.map(({ document, target, who, ...trace }) => {
      const { profession, ...agent } = who;
      return {
        ...trace,
        who: {
          ...agent,
          role: profession === null ? null : deps.professionLabel(profession),
          self: who.id === self,
        },
        document:
          document === null
            ? null
            : { uniqueId: document, title: record.listed(document)?.content[0]?.attachment.title ?? null },
        target: target === null ? null : (names.get(target) ?? target),
      };
    });
  }

  /** Every page of an export, each traced as such by the service. */
  async function everything(
    client: ServiceClient,
    ins: InsRef,
    filter: AccessFilter,
  ): Promise<Result<readonly ReadTrace[], FailureCode>> {
    const traces: ReadTrace[] = [];
    let page = await exportTraces(client, ins, filter);
    for (;;) {
      if (!page.ok) return page;
      traces.push(...page.value.traces);
      if (page.value.next === undefined) return ok(traces);
      page = await readTraces(client, page.value.next);
    }
  }

  return {
    'access.list': async ({ ins, filter, cursor }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const record = deps.records.of(ins);
      if (!record.ok) return record;
      const { client } = record.value;
      const path = cursor === null ? undefined : pages.open(cursor, client);
      if (cursor !== null && path === undefined) return err('INVALID');
      if (cursor === null) pages.clear();
      const page = await (path === undefined ? findTraces(client, ins, filter) : readTraces(client, path));
      if (!page.ok) return page;
      const { traces, total, next } = page.value;
      return ok({
        ins,
        scope: scopeOf(record.value),
        entries: await named(record.value, traces, session.value.professional.id),
        total,
        cursor: next === undefined ? null : pages.name(next, client),
      });
    },

    'access.export': async ({ ins, filter, format }) => {
      const session = deps.session();
      if (!session.ok) return session;
      const record = deps.records.of(ins);
      if (!record.ok) return record;
      const { professional } = session.value;
      const traces = await everything(record.value.client, ins, filter);
      if (!traces.ok) return traces;
      const entries = await named(record.value, traces.value, professional.id);
      const { name, bytes } = accessFile(format, {
        ins,
        filter,
        scope: scopeOf(record.value),
        exportedAt: new Date(deps.now()).toISOString(),
        exportedBy: professional.id,
        entries,
      });
      const outcome = await deps.host.saveFile(name, bytes);
      return ok({ saved: outcome === 'saved', entries: entries.length });
    },
  };
}

const scopeOf = ({ view }: OpenRecord): AccessPage['scope'] =>
  view.treatingDoctor && (view.right.status === 'valid' || view.access.mode !== 'NORMAL') ? 'all' : 'own';
