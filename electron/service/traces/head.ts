import type { Head } from '../../journal/chain.ts';
import { EMPTY_HEAD, leafOf } from '../../journal/chain.ts';
import { readSignedHead, signHead, signReceipt } from '../../journal/signed-head.ts';
import type { Parameters } from '../../../shared/fhir/parameters.ts';
import { parametersResource } from '../../../shared/fhir/parameters.ts';
import { iso } from '../clock.ts';
import type { Answer } from '../http/answer.ts';
import { fhir } from '../http/answer.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { operationValues, searchParameters, single } from '../http/input.ts';
import { invalid, refusal } from '../http/refusal.ts';

/**
 * `GET AuditEvent/$head` (G4 of the wire): how long the journal is and the hash that it ends with, signed. The
 * trace of this very request comes after.
 */
export function answerHead(exchange: SignedInExchange): Answer {
  return fhir(200, parametersResource(headParameters(exchange, exchange.context.journal.head())));
}

function headParameters({ context, now }: SignedInExchange, head: Head) {
  const time = iso(now);
  return [
    { name: 'size', valueInteger: head.size },
    { name: 'hash', valueString: Buffer.from(head.hash).toString('hex') },
    { name: 'time', valueInstant: time },
    { name: 'signature', valueString: signHead(context.journal.key, head, time) },
  ];
}

/** Digests in one answer; whoever was away for longer asks again from where it ends. */
const LEAVES_MAX = 5_000;

/**
 * `GET AuditEvent/$consistency?from=N` (ours): the digests of the entries after N, and the signed head that they
 * lead to. Whoever kept the head at N sees whether the journal still goes on from it, without reading anything
 * of it. Where the journal is shorter than N it says so, signed.
 */
export function answerConsistency(exchange: SignedInExchange): Answer {
  const { traces } = exchange.context.stores;
  const text = single(searchParameters(exchange.request, new Set(['from'])), 'from') ?? '';
  if (!/^\d{1,15}$/.test(text)) throw invalid('from');
  const from = Number(text);
  const head = exchange.context.journal.head();
  const upTo = Math.min(head.size, from + LEAVES_MAX);
  const leaves = [...traces.between(from, upTo)].map(({ entry }) => leafOf(entry));
  const end = upTo === head.size ? head : headAt(exchange, upTo);
  return fhir(
    200,
    parametersResource([
      { name: 'from', valueInteger: from },
      { name: 'leaves', valueBase64Binary: Buffer.concat(leaves).toString('base64') },
      { name: 'total', valueInteger: head.size },
      ...headParameters(exchange, end),
    ]),
  );
}

function headAt({ context }: SignedInExchange, size: number): Head {
  const row = size === 0 ? undefined : context.stores.traces.bySeq(size);
  return row === undefined ? EMPTY_HEAD : { size, hash: row.hash };
}

/**
 * `POST AuditEvent/$witness` (ours): a post tells the signed head of its own journal, and hears the one that it
 * told before. Only a head that can follow is kept; any other leaves the kept one, and a trace that says so. For
 * the one that is kept the post gets a receipt: what it exports later is held to it by a key that is not its own.
 */
export function witnessPost(exchange: SignedInExchange, body: Parameters): Answer {
  const { caller, context, now } = exchange;
  if (caller.kind !== 'professional') throw refusal('NOT_FOUND');
  const values = operationValues(body, { post: 'string', signature: 'string' });
  const post = String(values.get('post') ?? '');
  const told = readSignedHead(String(values.get('signature') ?? ''));
  if (!/^[0-9a-f-]{36}$/.test(post)) throw invalid('post');
  if (told === undefined) throw invalid('signature');
  const { postHeads } = context.stores;
  const professional = caller.professional.id;
  const kept = postHeads.of(professional, post);
  const follows = kept === undefined || (kept.key === told.key && kept.size <= told.head.size);
  const { size } = told.head;
  exchange.attempt({
    action: 'witnessHead',
    detail: { post, size: String(size), ...(follows ? {} : { differs: 'true' }) },
  });
  if (follows) {
    postHeads.keep({ professional, post, size, key: told.key, signature: told.signature, at: now });
  }
  const receipt = {
    post,
    key: told.key,
    witnessed: { size, hash: Buffer.from(told.head.hash).toString('hex') },
    time: iso(now),
  };
  return fhir(
    200,
    parametersResource([
      { name: 'kept', valueBoolean: follows },
      ...(follows ? [{ name: 'receipt', valueString: signReceipt(context.journal.key, receipt) }] : []),
      ...(kept === undefined ? [] : [{ name: 'previous', valueString: kept.signature }]),
    ]),
  );
}
