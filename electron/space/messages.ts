import type { FailureCode } from '../../shared/bridge/failure.ts';
import type { MessageFile } from '../../shared/bridge/messages.ts';
import type { SpaceHandlers } from '../../shared/bridge/space/contract.ts';
import type { Correspondent } from '../../shared/bridge/space/messages.ts';
import { inspectAttachment } from '../../shared/documents/attachment.ts';
import { inspectFile } from '../../shared/documents/inspect.ts';
import { ORGANIZATION_SYSTEM, PROFESSIONAL_SYSTEM } from '../../shared/fhir/systems.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import { findPharmacies } from '../gateway/directory-search.ts';
import { attachmentFileName } from '../gateway/file-name.ts';
import type { MessageResource } from '../gateway/messages.ts';
import {
  actOnThread,
  lastMessages,
  messageOf,
  messagesOfThread,
  readAttachment,
  sendMessage,
  threadHeadOf,
  threadIdOf,
} from '../gateway/messages.ts';
import { publishOwnDocument } from '../gateway/own-document.ts';
import { newUniqueId } from '../gateway/unique-id.ts';
import type { SpaceHost } from './host.ts';
import type { SpaceReference } from './reference.ts';
import type { OpenSpace } from './session.ts';

export interface SpaceMessageDeps {
  readonly space: () => Result<OpenSpace, 'LOCKED'>;
  readonly reference: SpaceReference;
  readonly host: SpaceHost;
  readonly now: () => number;
  readonly onChanged: () => void;
}

/** What a patient keeps of what he sent, among his own documents (class 90). */
const KEPT_AS = 'EXPPAT_2';

/** The threads of the space with professionals and pharmacies. */
export function createSpaceMessages(
  deps: SpaceMessageDeps,
): Pick<SpaceHandlers, Extract<keyof SpaceHandlers, `own.messages.${string}`>> {
  const { reference } = deps;

  /** @returns how many of the files are among the documents now; one that no document can be stays a file */
  async function keep(space: OpenSpace, files: readonly MessageFile[]): Promise<number> {
    const type = reference.type(KEPT_AS);
    let kept = 0;
    for (const { fileName, bytes } of files) {
      const accepted = inspectFile(fileName, bytes, reference.documentMaxBytes, reference.templateFormats);
      if (!accepted.ok || type === undefined) continue;
      const published = await publishOwnDocument(space.client, {
        uniqueId: newUniqueId(),
        patient: space.holder,
        title: fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '') || type.label,
        type,
        format: accepted.value.format.code,
        mediaType: accepted.value.format.mediaType,
        bytes,
        createdAt: new Date(deps.now()).toISOString(),
        confidentiality: ['N'],
        replaces: null,
      });
      if (published.ok) kept += 1;
    }
    return kept;
  }

  async function acted(
    act: (space: OpenSpace) => Promise<Result<null, FailureCode>>,
  ): Promise<Result<null, FailureCode>> {
    const space = deps.space();
    if (!space.ok) return space;
    const done = await act(space.value);
    if (done.ok) deps.onChanged();
    return done;
  }

  return {
    'own.messages.threads': async () => {
      const space = deps.space();
      if (!space.ok) return space;
      const last = await lastMessages(space.value.client, space.value.holder.ins);
      if (!last.ok) return last;
      return ok({
        threads: last.value.found.map((message) => ({
          ...threadHeadOf(message, 'patient'),
          peer: peerOf(message),
        })),
        isPartial: last.value.isPartial,
        asOf: new Date(deps.now()).toISOString(),
      });
    },
    'own.messages.thread': async ({ threadId }) => {
      const space = deps.space();
      if (!space.ok) return space;
      const messages = await messagesOfThread(space.value.client, space.value.holder.ins, threadId);
      return messages.ok
        ? ok({ messages: messages.value.map((message) => messageOf(message, 'patient')) })
        : messages;
    },
    'own.messages.read': ({ messageId }) => acted(({ client }) => actOnThread(client, 'read', messageId)),
    'own.messages.send': async ({ to, answers, topic, text, files, key, keep: isKept }) => {
      const space = deps.space();
      if (!space.ok) return space;
      if (text === '' && files.length === 0) return err('INVALID');
      for (const file of files) {
        const problem = inspectAttachment(file.bytes, reference.documentMaxBytes);
        if (problem !== null) return err(problem);
      }
      const { client, holder } = space.value;
      const system = to.kind === 'structure' ? ORGANIZATION_SYSTEM : PROFESSIONAL_SYSTEM;
      const message = { ins: holder.ins, to: { system, value: to.id }, answers, topic, text, files, key };
      const sent = await sendMessage(client, message);
      if (!sent.ok) return sent;
      const kept = isKept ? await keep(space.value, files) : 0;
      deps.onChanged();
      return ok({ threadId: threadIdOf(sent.value), kept });
    },
    'own.messages.attachment': async ({ messageId, position }) => {
      const space = deps.space();
      return space.ok ? readAttachment(space.value.client, messageId, position) : space;
    },
    'own.messages.saveAttachment': async ({ messageId, position }) => {
      const space = deps.space();
      if (!space.ok) return space;
      const file = await readAttachment(space.value.client, messageId, position);
      if (!file.ok) return file;
      const { mediaType, bytes } = file.value;
      const outcome = await deps.host.saveFile(attachmentFileName(mediaType, deps.now()), bytes);
      return ok({ saved: outcome === 'saved' });
    },
    'own.messages.pharmacies': async ({ query }) => {
      const space = deps.space();
      if (!space.ok) return space;
      const pharmacies = await findPharmacies(space.value.client, query);
      return pharmacies.ok ? ok({ pharmacies: pharmacies.value }) : pharmacies;
    },
  };
}

/** Whoever is on the other side: he wrote, or it was written to him. */
function peerOf({ sender, recipient }: MessageResource): Correspondent {
  const hands = [sender, ...recipient];
  const peer = hands.find(
    ({ identifier: { system } }) => system === PROFESSIONAL_SYSTEM || system === ORGANIZATION_SYSTEM,
  );
  return {
    kind: peer?.identifier.system === ORGANIZATION_SYSTEM ? 'structure' : 'professional',
    id: peer?.identifier.value ?? '',
    name: peer?.display ?? '',
  };
}
