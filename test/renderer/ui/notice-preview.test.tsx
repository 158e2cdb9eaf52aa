import { afterEach, expect, it } from 'vitest';
import { NoticePreview } from '../../../renderer/ui/NoticePreview.tsx';
import { wordingOf } from '../../../shared/notices/wording.ts';
import { createFakeBridge } from '../../fixtures/fake-bridge.ts';
import { again, button, mount, press, settle, unmountAll } from '../mount.tsx';

afterEach(unmountAll);

const ins = { system: 'urn:oid:1.2.250.1.213.1.4.11', value: '278054410913582' };
const act = { act: 'declareConsent', ins } as const;

it('says who receives a message, and shows every word of it when asked', async () => {
  const { bridge, calls } = createFakeBridge();
  mount(<NoticePreview bridge={bridge} act={act} />);
  await settle();
  expect(calls).toEqual([{ channel: 'notices.preview', input: act }]);
  expect(document.body.textContent).toContain('Le patient recevra un message');
  const paper = document.querySelector('[role=group]');
  expect(paper?.hasAttribute('hidden')).toBe(true);
  await press(button(document.body, 'Lire le message'));
  await settle();
  expect(paper?.hasAttribute('hidden')).toBe(false);
  const { subject, text } = wordingOf('patient:change', 'holder');
  expect(paper?.textContent).toContain(subject);
  expect(paper?.textContent).toContain(text);
});

it('stands open where the person must have read it, and is asked again when the act changes', async () => {
  const { bridge, calls } = createFakeBridge();
  mount(<NoticePreview bridge={bridge} act={act} isOpen />);
  await settle();
  expect(document.querySelector('[role=group]')?.hasAttribute('hidden')).toBe(false);
  await again(<NoticePreview bridge={bridge} act={{ act: 'revokeOwnConsent', ins }} isOpen />);
  expect(calls).toHaveLength(2);
});

it('promises nothing that it does not know', async () => {
  const { bridge, fail } = createFakeBridge();
  fail('notices.preview', 'INTERNAL');
  mount(<NoticePreview bridge={bridge} act={act} />);
  await settle();
  expect(document.body.textContent).toContain('ne peut pas être montré');
});
