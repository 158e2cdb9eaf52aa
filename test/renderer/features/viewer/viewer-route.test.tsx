import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ViewerRoute } from '../../../../renderer/features/viewer/ViewerRoute.tsx';
import type { Bridge } from '../../../../renderer/platform/bridge.ts';
import type { OpenedDocument, RecordView } from '../../../../shared/bridge/record.ts';
import { recogniseFile } from '../../../../shared/documents/recognise.ts';
import { ok } from '../../../../shared/result.ts';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakeProfessional } from '../../../fixtures/fake-professionals.ts';
import { fakeDocuments } from '../../../fixtures/fake-documents.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';
import { again, button, mount, press, settle, unmountAll } from '../../mount.tsx';

class InlineWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  postMessage(bytes: Uint8Array): void {
    queueMicrotask(() => this.onmessage?.({ data: recogniseFile(bytes) }));
  }
  terminate(): void {}
}

const patient = fakePatients[0]?.identity;
const other = fakePatients[1]?.identity;
const [first, second] = fakeDocuments(5);
if (patient === undefined || other === undefined || first === undefined || second === undefined) {
  throw new Error('fixtures are missing');
}
const summary = { ...first, own: false };

const opened = (change: Partial<OpenedDocument> = {}): OpenedDocument => ({
  ins: patient.ins,
  summary,
  mediaType: 'text/plain',
  bytes: new TextEncoder().encode('Tension 138/82, bon état général.'),
  warnings: [],
  ...change,
});

const view: RecordView = {
  patient,
  record: { status: 'active' },
  right: { status: 'valid', since: '2026-01-01T00:00:00Z', until: '2027-11-20T00:00:00Z' },
  treatingDoctor: false,
  access: { mode: 'NORMAL', secret: false, startedAt: '2026-11-20T00:00:00Z', endsAt: null, callId: null },
  asOf: '2026-11-20T00:00:00Z',
};

function route(bridge: Bridge, props: Partial<Parameters<typeof ViewerRoute>[0]> = {}) {
  return (
    <ViewerRoute
      bridge={bridge}
      patient={patient as NonNullable<typeof patient>}
      summary={summary}
      professional={fakeProfessional}
      view={view}
      onClose={() => {}}
      onChanged={() => {}}
      {...props}
    />
  );
}

const answering = (document: OpenedDocument): Bridge => ({
  ...createFakeBridge().bridge,
  'document.open': () => Promise.resolve(ok(document)),
});

const act = async (label: string): Promise<void> => {
  await press(button(document.body, label));
  await settle();
};

const shown = (): string => document.body.textContent ?? '';

describe('the viewer', () => {
  beforeEach(() => {
    vi.stubGlobal('Worker', InlineWorker);
  });
  afterEach(() => {
    unmountAll();
    vi.unstubAllGlobals();
  });

  it('shows a document with its author, its date and the reason for the access', async () => {
    mount(route(answering(opened())));
    await settle();
    expect(shown()).toContain('Tension 138/82');
    expect(shown()).toContain(summary.author.name);
    expect(shown()).toContain('matrice d’habilitation');
  });

  it('never paints the document of another patient', async () => {
    mount(route(answering(opened({ ins: other.ins }))));
    await settle();
    expect(shown()).not.toContain('Tension');
    expect(shown()).toContain('n’est pas celui du patient ouvert');
  });

  it('never paints another document than the one that was chosen', async () => {
    mount(route(answering(opened({ summary: second }))));
    await settle();
    expect(shown()).not.toContain('Tension');
  });

  it('drops an answer that comes after another document was chosen', async () => {
    const { promise, resolve } = Promise.withResolvers<OpenedDocument>();
    const bridge: Bridge = {
      ...createFakeBridge().bridge,
      'document.open': async ({ uniqueId }) =>
        ok(
          uniqueId === summary.uniqueId
            ? await promise
            : opened({ summary: second, bytes: new TextEncoder().encode('Le second') }),
        ),
    };
    mount(route(bridge));
    await again(route(bridge, { summary: second }));
    resolve(opened());
    await settle();
    await settle();
    expect(shown()).toContain('Le second');
    expect(shown()).not.toContain('Tension');
  });

  it('says what to know before speaking of the document, and until when', async () => {
    const hidden = { ...summary, confidentiality: ['N' as const, 'INVISIBLE_PATIENT' as const] };
    const bridge = answering(opened({ summary: hidden, warnings: ['NOT_VISIBLE_TO_PATIENT', 'SUPERSEDED'] }));
    mount(route(bridge, { summary: hidden }));
    await settle();
    expect(shown()).toContain('Le patient ne voit pas encore ce document');
    expect(shown()).toContain('il le verra de lui-même le');
    expect(shown()).toContain('Une version plus récente');
    // Once it was shown, the warning of the reading is no longer true.
    await again(route(bridge, { summary: { ...hidden, confidentiality: ['N'] } }));
    expect(shown()).not.toContain('Le patient ne voit pas encore ce document');
    expect(shown()).toContain('Une version plus récente');
  });

  it('takes the document off the screen when the patient blocks the professional', async () => {
    const bridge = answering(opened());
    mount(route(bridge));
    await settle();
    expect(shown()).toContain('Tension');
    await again(route(bridge, { view: { ...view, right: { status: 'blocked' } } }));
    expect(shown()).not.toContain('Tension');
  });

  it('explains a refusal and asks again on request', async () => {
    const fake = createFakeBridge();
    fake.fail('document.open', 'SERVICE_UNREACHABLE');
    mount(route(fake.bridge));
    await settle();
    expect(shown()).toContain('Le service national ne répond pas');
    const before = fake.calls.filter(({ channel }) => channel === 'document.open').length;
    await act('Réessayer');
    expect(fake.calls.filter(({ channel }) => channel === 'document.open').length).toBe(before + 1);
  });

  it('warns before a copy leaves the record, and makes none when the person gives up', async () => {
    const fake = createFakeBridge();
    const bridge: Bridge = { ...fake.bridge, 'document.open': () => Promise.resolve(ok(opened())) };
    mount(route(bridge));
    await settle();
    await act('Enregistrer une copie');
    expect(shown()).toContain('La copie sort du dossier du patient');
    await act('Annuler');
    expect(fake.calls.some(({ channel }) => channel === 'document.save')).toBe(false);
    await act('Enregistrer une copie');
    await act('Enregistrer la copie');
    expect(fake.calls.filter(({ channel }) => channel === 'document.save')).toHaveLength(1);
  });
});
