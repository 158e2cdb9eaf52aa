import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DocumentActs, type DocumentActsProps } from '../../../../renderer/features/manage/DocumentActs.tsx';
import type { Bridge } from '../../../../renderer/platform/bridge.ts';
import { currentCommands } from '../../../../renderer/platform/commands.ts';
import type { DocumentSummary } from '../../../../shared/bridge/record.ts';
import { err, ok } from '../../../../shared/result.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakeDocuments } from '../../../fixtures/fake-documents.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';
import { button, mount, press, settle, unmountAll } from '../../mount.tsx';

const patient = fakePatients[0]?.identity;
const [base] = fakeDocuments(1);
if (patient === undefined || base === undefined) throw new Error('fixtures are missing');
const summary: DocumentSummary = { ...base, own: true };

async function show(change: Partial<Bridge> = {}) {
  const fake = createFakeBridge();
  const onChanged = vi.fn<DocumentActsProps['onChanged']>();
  const acts: unknown[] = [];
  const bridge: Bridge = {
    ...fake.bridge,
    'document.act': (input) => {
      acts.push(input);
      const document = {
        ...summary,
        confidentiality: ['N', 'MASQUE_PS'] as const,
        maskedBy: 'professional' as const,
      };
      return Promise.resolve(
        ok({
          ins: input.ins,
          document: { ...document, confidentiality: [...document.confidentiality] },
          waiting: null,
        }),
      );
    },
    ...change,
  };
  mount(
    <DocumentActs
      bridge={bridge}
      patient={patient as NonNullable<typeof patient>}
      summary={summary}
      onChanged={onChanged}
    />,
  );
  return { acts, onChanged };
}

async function key(keys: string): Promise<void> {
  await act(async () => {
    currentCommands()
      .find((command) => command.keys === keys)
      ?.run();
    await Promise.resolve();
  });
}

async function choose(label: string): Promise<void> {
  await press(button(document.body, 'Actions sur le document'));
  const item = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find((each) =>
    each.textContent?.includes(label),
  );
  await act(async () => item?.click());
  await settle();
}

const shown = (): string => document.body.textContent ?? '';

describe('acting on one’s own document', () => {
  afterEach(unmountAll);

  it('masks with M and one confirmation, naming the version seen', async () => {
    const { acts, onChanged } = await show();
    await key('M');
    expect(shown()).toContain('à la demande du patient');
    expect(acts).toEqual([]);
    await press(button(document.body, 'Masquer aux professionnels'));
    await settle();
    expect(acts).toMatchObject([{ act: 'mask', seenVersion: summary.version, confirmed: true }]);
    expect(onChanged).toHaveBeenCalledOnce();
  });

  it('deletes only once the word is typed', async () => {
    const { acts } = await show();
    await choose('Supprimer');
    expect(shown()).toContain('ne se défait pas');
    const dialog = document.querySelector<HTMLElement>('[role=alertdialog]') ?? document.body;
    expect(button(dialog, 'Supprimer').hasAttribute('disabled')).toBe(true);
    const input = document.querySelector('input');
    await act(async () => {
      // React keeps its own record of a field's value: it is set as the browser would.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'supprimer');
      input?.dispatchEvent(new Event('input', { bubbles: true }));
      await Promise.resolve();
    });
    await press(button(dialog, 'Supprimer'));
    await settle();
    expect(acts).toMatchObject([{ act: 'delete', confirmed: true }]);
  });

  it('says what somebody else changed first, and shows the sheet as it is now', async () => {
    const now: DocumentSummary = { ...summary, archived: true, version: summary.version + 1 };
    const { onChanged } = await show({
      'document.act': () => Promise.resolve(err({ code: 'STALE_VERSION', ref: 'r' })),
      'record.documents': ({ ins }) =>
        Promise.resolve(ok({ ins, documents: [now], total: 1, cursor: null, asOf: '2026-11-20T09:00:00Z' })),
    });
    await key('M');
    await press(button(document.body, 'Masquer aux professionnels'));
    await settle();
    await settle();
    expect(shown()).toContain('le document a été archivé');
    expect(onChanged).toHaveBeenCalledWith(expect.anything(), summary.uniqueId, now);
  });

  it('explains a refusal and changes nothing', async () => {
    const { onChanged } = await show({
      'document.act': () => Promise.resolve(err({ code: 'CONFIDENTIALITY_CONFLICT', ref: 'r' })),
    });
    await key('M');
    await press(button(document.body, 'Masquer aux professionnels'));
    await settle();
    expect(shown()).toContain('Deux choix de confidentialité se contredisent');
    expect(onChanged).not.toHaveBeenCalled();
  });
});
