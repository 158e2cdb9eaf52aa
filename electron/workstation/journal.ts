import type { Channel } from '../../shared/bridge/channels.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import { InsRef } from '../../shared/bridge/identity.ts';
import type { JournalState } from '../../shared/bridge/journal.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { z } from '../../shared/schema/zod.ts';
import { SHOWS_NOTHING } from '../../shared/traces/post-acts.ts';
import type { ServiceClient } from '../gateway/client.ts';
import { askContinuation, askHead, askProof, tellOwnHead } from '../gateway/journal.ts';
import type { Host } from '../hosts/host.ts';
import type { Difference } from '../journal/kept-head.ts';
import { follow } from '../journal/kept-head.ts';
import type { LocalEntry, LocalJournal } from '../journal/local-journal.ts';
import { openLocalJournal } from '../journal/local-journal.ts';
import type { SignedHead } from '../journal/signed-head.ts';
import { readReceipt, readSignedHead } from '../journal/signed-head.ts';
import type { Log } from '../log/log.ts';
import type { JournalStore } from '../store/journal.ts';
import { journalStore } from '../store/journal.ts';
import type { JournalWitnessStore } from '../store/journal-witnesses.ts';
import { journalWitnessStore } from '../store/journal-witnesses.ts';
import type { Records } from './record.ts';
import type { OpenSession } from './session.ts';

export interface JournalsDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly records: () => Records;
  readonly host: Host;
  readonly now: () => number;
  readonly log: Log;
  readonly onState: () => void;
}

export interface Journals {
  readonly handlers: Pick<Handlers, 'journal.saveProof'>;
  /** The session is open: its journal too, and the heads are compared from now on. */
  open(session: OpenSession): void;
  leave(): void;
  /**
   * Writes down what a call is about to show, before it does (docs/rules.md 7: durable trace, then display).
   *
   * @throws when it could not be written: then the page gets nothing
   */
  beforeShown(channel: Channel, input: unknown, answer: unknown): void;
  state(): JournalState;
  /** Compares the heads now. */
  compare(): Promise<void>;
  /** The open journal; undefined while no session is open. */
  own(): OwnJournal | undefined;
  /** Writes down an act of the professional's own. @throws when it could not be written */
  write(entry: Pick<LocalEntry, 'what' | 'detail'>): void;
  /** Has the service told of every entry and sign for it, if it answers. */
  witness(): Promise<void>;
}

/** The journal of the professional at the post, with what the service signed of it. */
export interface OwnJournal {
  readonly rows: JournalStore;
  readonly witnesses: JournalWitnessStore;
  readonly journal: LocalJournal;
}

/** Exposure of a head that nobody else holds: 60 s or 100 entries (goal G36), with room to spare. */
const COMPARE_EVERY_MS = 45_000;
const COMPARE_EVERY_ENTRIES = 80;

interface Opened extends OwnJournal {
  readonly client: ServiceClient;
  readonly by: string;
  readonly timer: NodeJS.Timeout;
  /** Own head as it was told to the service last, in this session. */
  told: { readonly size: number; readonly signature: string } | undefined;
}

/** The post's own journal, and the heads that post and service keep of each other's. */
export function createJournals(deps: JournalsDeps): Journals {
  let opened: Opened | undefined;
  let state: JournalState = 'unknown';
  let comparing: Promise<void> | undefined;

  const instant = (): string => new Date(deps.now()).toISOString();

  function become(next: JournalState): void {
    // A difference stays until somebody has dealt with it: a later good answer does not unsay it.
    if (state === next || state === 'serviceDiffers' || state === 'postDiffers') return;
    state = next;
    deps.onState();
  }

  function differs(of: 'service' | 'post', code: Difference | 'CUT' | 'ALTERED' | 'OUT_OF_ORDER'): void {
    if (opened === undefined || state === `${of}Differs`) return;
    opened.journal.append({ at: instant(), by: opened.by, what: 'journal.differs', detail: `${of} ${code}` });
    opened.rows.setFact('difference', of);
    deps.log.write({ event: 'journal.differs', of, code });
    become(of === 'service' ? 'serviceDiffers' : 'postDiffers');
  }

  async function followService(at: Opened): Promise<boolean> {
    const stored = at.rows.fact('serviceHead');
    let kept: SignedHead | undefined = stored === undefined ? undefined : readSignedHead(stored);
    const keep = (head: SignedHead): void => {
      kept = head;
      at.rows.setFact('serviceHead', head.signature);
    };
    if (kept === undefined) {
      const first = await askHead(at.client);
      if (!first.ok || opened !== at) return false;
      const taken = follow(undefined, { from: 0, leaves: new Uint8Array(0), signature: first.value });
      if (taken.ok) keep(taken.value);
      else differs('service', taken.error);
      return taken.ok;
    }
    for (;;) {
      const answer = await askContinuation(at.client, kept.head.size);
      if (!answer.ok || opened !== at) return false;
      const next = follow(kept, answer.value);
      if (!next.ok) {
        differs('service', next.error);
        return false;
      }
      const hasGrown = next.value.head.size > kept.head.size;
      keep(next.value);
      if (!hasGrown || next.value.head.size >= answer.value.total) return true;
    }
  }

  async function tellService(at: Opened): Promise<boolean> {
    const size = at.journal.size();
    const signature = at.journal.signed(instant());
    const answer = await tellOwnHead(at.client, at.journal.post, signature);
    if (!answer.ok || opened !== at) return false;
    const { previous, receipt } = answer.value;
    // What this session told itself was walked already.
    if (previous !== null && previous !== at.told?.signature) {
      const follows = at.journal.follows(previous);
      if (!follows.ok) {
        differs('post', follows.error.code);
        return false;
      }
    }
    at.told = { size, signature };
    if (receipt !== null) keepReceipt(at, signature, receipt);
    return true;
  }

  async function witness(): Promise<void> {
    // A comparison that is under way may have begun before the last entry.
    await compare();
    if (opened !== undefined && opened.told?.size !== opened.journal.size()) await compare();
  }

  async function compareOnce(): Promise<void> {
    const at = opened;
    if (at === undefined) return;
    const ownHolds = await tellService(at);
    const theirsHolds = await followService(at);
    if (ownHolds && theirsHolds) become('kept');
  }

  function compare(): Promise<void> {
    comparing ??= compareOnce()
      // The service or the store went away in the middle: the next turn asks again.
      .catch(() => undefined)
      .finally(() => {
        comparing = undefined;
      });
    return comparing;
  }

  function write(entry: Omit<LocalEntry, 'at' | 'by'>): void {
    if (opened === undefined) throw new Error('no journal is open');
    opened.journal.append({ at: instant(), by: opened.by, ...entry });
    const untold = opened.journal.size() - (opened.told?.size ?? 0);
    if (untold >= COMPARE_EVERY_ENTRIES) void compare();
  }

  return {
    compare,
    witness,
    write,
    own: () => opened,
    state: () => state,
    open: ({ store, client, professional }) => {
      const rows = journalStore(store.database);
      const timer = setInterval(() => void compare(), COMPARE_EVERY_MS).unref();
      const journal = openLocalJournal(rows);
      const witnesses = journalWitnessStore(store.database);
      opened = { rows, witnesses, journal, client, by: professional.id, timer, told: undefined };
      const known = rows.fact('difference');
      state = known === 'service' ? 'serviceDiffers' : known === 'post' ? 'postDiffers' : 'unknown';
      void compare();
    },
    leave: () => {
      clearInterval(opened?.timer);
      opened = undefined;
      state = 'unknown';
    },
    beforeShown: (channel, input, answer) => {
      if (SHOWS_NOTHING.has(channel) || (channel === 'record.kept' && answer === null)) return;
      const named = [input, answer].flatMap((said) => NamesPatient.safeParse(said).data ?? []);
      const patient = named.map(patientOf).find((ins) => ins !== undefined);
      if (patient === undefined) return;
      write({ what: channel, patient, document: named[0]?.uniqueId });
    },
    handlers: {
      'journal.saveProof': async ({ ins, actId }) => {
        const session = deps.session();
        if (!session.ok) return session;
        const record = deps.records().of(ins);
        if (!record.ok) return record;
        const proof = await askProof(session.value.client, ins, actId);
        if (!proof.ok) return proof;
        const entries = countEntries(proof.value);
        if (!entries.ok) return entries;
        const outcome = await deps.host.saveFile(PROOF_NAME, proof.value);
        return ok({ saved: outcome === 'saved', entries: entries.value });
      },
    },
  };
}

/** Keeps the service's word on the head that it was just told; any other word is worth nothing. */
function keepReceipt(at: OwnJournal, told: string, signed: string): void {
  const head = readSignedHead(told)?.head;
  const receipt = readReceipt(signed);
  if (head === undefined || receipt?.post !== at.journal.post || receipt.key !== at.journal.key) return;
  const { size, hash } = receipt.witnessed;
  if (size !== head.size || hash !== Buffer.from(head.hash).toString('hex')) return;
  at.witnesses.keep({ day: receipt.time.slice(0, 10), size, receipt: signed });
}

/** Says nothing of the patient: it shows in the folder of downloads. */
const PROOF_NAME = 'preuve-acces.json';

const NamesPatient = z.object({
  ins: InsRef.optional(),
  patient: z.object({ ins: InsRef }).optional(),
  /** A record that was opened for a call. */
  view: z.object({ patient: z.object({ ins: InsRef }) }).optional(),
  uniqueId: z.string().optional(),
});

const patientOf = ({ ins, patient, view }: z.infer<typeof NamesPatient>): string | undefined =>
  ins?.value ?? patient?.ins.value ?? view?.patient.ins.value;

const ProofFile = z.object({
  format: z.literal('poste-sante-journal-proof/1'),
  entries: z.array(z.unknown()),
});

function countEntries(bytes: Uint8Array): Result<number, FailureCode> {
  try {
    return ok(ProofFile.parse(JSON.parse(new TextDecoder().decode(bytes))).entries.length);
  } catch {
    return err('INTERNAL');
  }
}
