import { Buffer } from 'node:buffer';
import { randomBytes, randomInt } from 'node:crypto';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { OwnKeys } from '../../shared/bridge/keys.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { RECOVERY_CODE_BYTES, sameCodeGroup, writeRecoveryCode } from '../../shared/vault/recovery-code.ts';
import type { Host } from '../hosts/host.ts';
import type { Log } from '../log/log.ts';
import { readCardOf, tryPin } from '../session/card.ts';
import { changeCardPin, isSimplePin } from '../session/change-pin.ts';
import type { PinTries } from '../session/tries.ts';
import type { OwnVault } from '../vault/own-vault.ts';
import type { OpenSession } from './session.ts';

export interface KeysDeps {
  readonly session: () => Result<OpenSession, 'LOCKED'>;
  readonly cardsDir: string | null;
  readonly tries: PinTries;
  readonly host: Host;
  readonly log: Log;
}

/** What the card said of a PIN. */
type Judged =
  | { readonly outcome: 'right' }
  | { readonly outcome: 'wrongPin'; readonly triesLeft: number }
  | { readonly outcome: 'cardBlocked' };

/** A code that is being printed, and which of its groups are asked. */
interface Draft {
  readonly code: Buffer;
  readonly groups: readonly string[];
  readonly asked: readonly [number, number];
}

export interface Keys {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `keys.${string}`>>;
  /** Forgets a code that was not confirmed. */
  leave(): void;
}

/** What a professional does about the keys of his data: a recovery code on paper, a new PIN, a new key. */
export function createKeys(deps: KeysDeps): Keys {
  let draft: Draft | undefined;

  function leave(): void {
    draft?.code.fill(0);
    draft = undefined;
  }

  function stateOf({ store }: OpenSession): OwnKeys {
    const file = store.vault?.file() ?? null;
    if (file === null) return { kept: false, keychain: store.keychain };
    return {
      kept: true,
      keychain: store.keychain,
      madeAt: file.madeAt,
      codeMadeAt: file.code?.madeAt ?? null,
      isRenewalDue: file.next !== null,
    };
  }

  /** The open session with a vault; without one there is nothing to do about keys. */
  function own(): Result<OpenSession & { readonly vault: OwnVault }, FailureCode> {
    const session = deps.session();
    if (!session.ok) return session;
    const { vault } = session.value.store;
    return vault === null ? err('REFUSED') : ok({ ...session.value, vault });
  }

  const isConfirmed = (typed: readonly string[]): boolean =>
    draft !== undefined &&
    draft.asked.every((group, index) => sameCodeGroup(typed[index] ?? '', draft?.groups[group] ?? ''));

  /** The PIN asked again: the card judges it, and counts. */
  async function judged({ professional }: OpenSession, pin: Buffer): Promise<Result<Judged, FailureCode>> {
    if (deps.cardsDir === null) return err('REFUSED');
    const card = await readCardOf(deps.cardsDir, professional.id);
    if (card === undefined) return err('NOT_FOUND');
    const outcome = await tryPin(card, pin, deps.tries);
    if (!outcome.ok) return err('INTERNAL');
    return ok(outcome.value.outcome === 'right' ? { outcome: 'right' } : outcome.value);
  }

  /** The card first: ended between the two, the next sign-in asks for the former code, and goes on from there. */
  async function changePin(
    { professional, store }: OpenSession,
    old: Buffer,
    fresh: Buffer,
  ): Promise<Result<{ outcome: 'changed'; asksFormer: boolean }, FailureCode>> {
    if (deps.cardsDir === null) return err('REFUSED');
    const changed = await changeCardPin(deps.cardsDir, professional.id, old, fresh);
    if (!changed.ok) return err('INTERNAL');
    const sealed = await store.vault?.sealUnder(fresh);
    deps.log.write({ event: 'card.pinChanged' });
    return ok({ outcome: 'changed', asksFormer: sealed !== undefined && !sealed.ok });
  }

  return {
    leave,
    handlers: {
      'keys.state': async () => {
        const session = deps.session();
        return session.ok ? ok(stateOf(session.value)) : session;
      },
      'keys.draftCode': async () => {
        const session = own();
        if (!session.ok) return session;
        leave();
        const code = randomBytes(RECOVERY_CODE_BYTES);
        // What is not printed is not part of the code: what is typed back must be the same bytes.
        code[RECOVERY_CODE_BYTES - 1] = (code[RECOVERY_CODE_BYTES - 1] ?? 0) & 0xf0;
        const groups = writeRecoveryCode(code);
        const first = randomInt(groups.length - 1);
        const asked = [first, randomInt(first + 1, groups.length)] as const;
        draft = { code, groups, asked };
        return ok({ groups: [...groups], asked: [...asked] });
      },
      'keys.printCode': async () => {
        const session = own();
        if (!session.ok) return session;
        return ok({ printed: (await deps.host.print()) === 'printed' });
      },
      'keys.confirmCode': async ({ typed }) => {
        const session = own();
        if (!session.ok) return session;
        if (draft === undefined || !isConfirmed(typed)) {
          return ok({ confirmed: false, keys: stateOf(session.value) });
        }
        const kept = await session.value.vault.keepCode(draft.code);
        if (!kept.ok) return err('KEYCHAIN_CLOSED');
        leave();
        deps.log.write({ event: 'keys.codeKept' });
        return ok({ confirmed: true, keys: stateOf(session.value) });
      },
      'keys.renew': async ({ typed, pin }) => {
        const session = own();
        if (!session.ok) return session;
        if (draft === undefined || !isConfirmed(typed)) return ok({ outcome: 'notConfirmed' });
        const bytes = Buffer.from(pin, 'utf8');
        try {
          const card = await judged(session.value, bytes);
          if (!card.ok) return card;
          if (card.value.outcome !== 'right') return ok(card.value);
          const laid = await session.value.vault.renew(bytes, draft.code);
          if (!laid.ok) return err('KEYCHAIN_CLOSED');
          leave();
          deps.log.write({ event: 'keys.renewalAsked' });
          return ok({ outcome: 'laidDown', keys: stateOf(session.value) });
        } finally {
          bytes.fill(0);
        }
      },
      'keys.changePin': async ({ pin, newPin }) => {
        const session = deps.session();
        if (!session.ok) return session;
        if (pin === newPin || isSimplePin(newPin)) return ok({ outcome: 'tooSimple' });
        const [old, fresh] = [Buffer.from(pin, 'utf8'), Buffer.from(newPin, 'utf8')];
        try {
          const card = await judged(session.value, old);
          if (!card.ok) return card;
          if (card.value.outcome !== 'right') return ok(card.value);
          return await changePin(session.value, old, fresh);
        } finally {
          old.fill(0);
          fresh.fill(0);
        }
      },
    },
  };
}
