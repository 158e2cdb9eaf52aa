import { iso } from '../clock.ts';
import type { Answer } from '../http/answer.ts';
import { json } from '../http/answer.ts';
import type { Exchange } from '../http/exchange.ts';
import { readEntry } from '../traces/entry.ts';

/** `GET /operator/reports`: the accesses that patients reported, newest first, with who accessed and when. */
export function readReports(exchange: Exchange): Answer {
  exchange.attempt({ action: 'operate', detail: { about: 'reports' } });
  const { records, space, traces } = exchange.context.stores;
  const reports = space.reports(null).map(({ uid, record_id: recordId, trace_seq: seq, text, at }) => {
    const trace = traces.bySeq(seq);
    const entry = trace && readEntry(trace.entry);
    return {
      id: uid,
      at: iso(at),
      patient: records.byId(recordId)?.ins ?? '',
      text,
      access: entry && {
        seq,
        at: iso(entry.at),
        action: entry.action,
        outcome: entry.outcome,
        mode: entry.mode,
        agents: entry.agents.map(({ id, name, role }) => ({ id, name, role })),
      },
    };
  });
  return json(200, { reports });
}
