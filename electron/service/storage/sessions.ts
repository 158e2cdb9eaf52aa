import type { CardKind, Instant, Mode } from '../../../shared/access/vocabulary.ts';
import type { WritableDatabase } from '../../store/open.ts';

const DAY = 86_400_000;

/** What a token stands for. A professional's session, or a person's in the space. */
export interface SessionRow {
  /** SHA-256 of the token: the token itself is never stored. */
  readonly token: Buffer;
  /** Session from which this one was made, when it ends with it. */
  readonly parent: Buffer | null;
  readonly professional: string | null;
  readonly card: CardKind | null;
  readonly person_id: number | null;
  readonly acting_for: number | null;
  readonly mode: Mode;
  readonly secret: 0 | 1;
  /** The only record that this session may touch; null for an ordinary one. */
  readonly bound_to: number | null;
  /** JSON of the traits that were claimed when the session was opened. */
  readonly claimed: string | null;
  readonly justification: string | null;
  readonly call_id: string | null;
  readonly started_at: Instant;
  /** When its holder last proved who he is; a renewal and a session made from another keep it. */
  readonly signed_in_at: Instant;
  readonly expires_at: Instant;
}

const COLUMNS = [
  'token',
  'parent',
  'professional',
  'card',
  'person_id',
  'acting_for',
  'mode',
  'secret',
  'bound_to',
  'claimed',
  'justification',
  'call_id',
  'started_at',
  'signed_in_at',
  'expires_at',
] as const satisfies readonly (keyof SessionRow)[];

/** Sessions, and what must not be possible twice. */
export interface SessionStore {
  byToken(token: Buffer): SessionRow | undefined;
  add(row: SessionRow): void;
  /** Ends a session and those that end with it. */
  end(token: Buffer): void;
  /** Ends every session of a person in the space. */
  endOfPerson(personId: number): void;
  /** @returns false when this assertion was already used */
  useAssertion(issuer: string, jti: string, expiresAt: Instant): boolean;
  /** Whether this sign-in has consulted this record before. */
  hasConsulted(professional: string, signedInAt: Instant, recordId: number): boolean;
  /** How many records this sign-in has consulted. */
  countConsulted(professional: string, signedInAt: Instant): number;
  noteConsulted(professional: string, signedInAt: Instant, recordId: number): void;
  isCallClosed(regulator: string, callId: string): boolean;
  /** Closes a call: the engine then refuses every session that was opened for it. */
  closeCall(regulator: string, callId: string, at: Instant): void;
  /** Forgets what time has ended; a session only a day later, so that its call can still be closed by it. */
  forgetExpired(now: Instant): void;
}

export function sessionStore(db: WritableDatabase): SessionStore {
  const byToken = db.prepare<[Buffer], SessionRow>('SELECT * FROM session WHERE token = ?');
  const add = db.prepare<SessionRow>(
    `INSERT INTO session (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((name) => `@${name}`).join(', ')})`,
  );
  const end = db.prepare('DELETE FROM session WHERE token = @token OR parent = @token');
  const endOfPerson = db.prepare('DELETE FROM session WHERE person_id = ?');
  const useAssertion = db.prepare(
    'INSERT INTO used_assertion (issuer, jti, expires_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const isCallClosed = db.prepare('SELECT 1 FROM closed_call WHERE regulator = ? AND call_id = ?');
  const closeCall = db.prepare(
    'INSERT INTO closed_call (regulator, call_id, closed_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const forgetSessions = db.prepare('DELETE FROM session WHERE expires_at <= ?');
  const hasConsulted = db.prepare(
    'SELECT 1 FROM consulted WHERE professional = ? AND signed_in_at = ? AND record_id = ?',
  );
  const countConsulted = db.prepare<[string, number], { n: number }>(
    'SELECT count(*) AS n FROM consulted WHERE professional = ? AND signed_in_at = ?',
  );
  const noteConsulted = db.prepare(
    'INSERT INTO consulted (professional, signed_in_at, record_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const forgetConsulted = db.prepare('DELETE FROM consulted WHERE signed_in_at <= ?');
  const forgetAssertions = db.prepare('DELETE FROM used_assertion WHERE expires_at <= ?');
  return {
    byToken: (token) => byToken.get(token),
    add: (row) => void add.run(row),
    end: (token) => void end.run({ token }),
    endOfPerson: (personId) => void endOfPerson.run(personId),
    useAssertion: (issuer, jti, expiresAt) => useAssertion.run(issuer, jti, expiresAt).changes === 1,
    hasConsulted: (professional, signedInAt, recordId) =>
      hasConsulted.get(professional, signedInAt, recordId) !== undefined,
    countConsulted: (professional, signedInAt) => countConsulted.get(professional, signedInAt)?.n ?? 0,
    noteConsulted: (professional, signedInAt, recordId) =>
      void noteConsulted.run(professional, signedInAt, recordId),
    isCallClosed: (regulator, callId) => isCallClosed.get(regulator, callId) !== undefined,
    closeCall: (regulator, callId, at) => void closeCall.run(regulator, callId, at),
    forgetExpired: (now) => {
      forgetSessions.run(now - DAY);
      forgetAssertions.run(now);
      // No sign-in lasts that long: the post locks, and asks for the PIN again.
      forgetConsulted.run(now - 7 * DAY);
    },
  };
}
