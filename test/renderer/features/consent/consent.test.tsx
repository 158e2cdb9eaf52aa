import { afterEach, describe, expect, test } from 'vitest';
import { createConsentStore } from '../../../../renderer/features/consent/consent-store.ts';
import { openDraft } from '../../../../renderer/platform/drafts.ts';
import { ConsentRoute } from '../../../../renderer/features/consent/ConsentRoute.tsx';
import { createFakeBridge } from '../../../fixtures/fake-bridge.ts';
import { fakePatients } from '../../../fixtures/fake-patients.ts';
import { button, mount, press, unmountAll } from '../../mount.tsx';

const ins = fakePatients[1]?.identity.ins ?? { system: '', value: '' };
const terms = { careTeamDays: 365, explicitHours: 24 };

afterEach(unmountAll);

function show() {
  const fake = createFakeBridge();
  const declared: string[] = [];
  const page = mount(
    <ConsentRoute
      bridge={fake.bridge}
      ins={ins}
      terms={terms}
      onDeclared={(view) => declared.push(view.right.status)}
    />,
  );
  const declarations = () => fake.calls.filter(({ channel }) => channel === 'consent.declare');
  return { page, declared, declarations };
}

const inputs = (page: HTMLElement): readonly HTMLInputElement[] => [...page.querySelectorAll('input')];

function found(input: HTMLInputElement | undefined): HTMLInputElement {
  if (input === undefined) throw new Error('the form lacks an input');
  return input;
}
const radio = (page: HTMLElement, label: string): HTMLInputElement =>
  found(inputs(page).find((input) => input.getAttribute('aria-label') === label));
const statement = (page: HTMLElement): HTMLInputElement =>
  found(inputs(page).find(({ type }) => type === 'checkbox'));

describe('declaring consent is a deliberate act', () => {
  test('nothing is chosen and nothing is ticked when it appears', () => {
    const { page, declarations } = show();
    expect(inputs(page).filter(({ type }) => type === 'radio')).toHaveLength(4);
    expect(inputs(page).filter(({ checked }) => checked)).toEqual([]);
    expect(declarations()).toEqual([]);
  });

  test('the button does nothing until a ground is chosen and the statement is ticked', async () => {
    const { page, declarations } = show();
    const declare = button(page, 'Déclarer le consentement');
    await press(declare);
    expect(declarations()).toEqual([]);
    await press(radio(page, 'Équipe de soins, écrit'));
    await press(declare);
    expect(declarations()).toEqual([]);
    expect(statement(page).checked).toBe(false);
  });

  test('the statement cannot be ticked before it says something', () => {
    const { page } = show();
    expect(statement(page).disabled).toBe(true);
  });

  test('three acts declare what was chosen, once', async () => {
    const { page, declared, declarations } = show();
    await press(radio(page, 'Équipe de soins, oral'));
    await press(statement(page));
    await press(button(page, 'Déclarer le consentement'));
    expect(declarations().map(({ input }) => input)).toEqual([
      { ins, basis: 'CARE_TEAM', form: 'ORAL', confirmed: true },
    ]);
    expect(declared).toEqual(['valid']);
  });

  test('another ground is another statement: it must be ticked anew', async () => {
    const { page, declarations } = show();
    await press(radio(page, 'Équipe de soins, oral'));
    await press(statement(page));
    await press(radio(page, 'Consentement exprès, écrit'));
    expect(statement(page).checked).toBe(false);
    await press(button(page, 'Déclarer le consentement'));
    expect(declarations()).toEqual([]);
  });
});

const declarations = (fake: ReturnType<typeof createFakeBridge>) =>
  fake.calls.filter(({ channel }) => channel === 'consent.declare');

describe('the consent store', () => {
  test('refuses to declare what nobody stated', async () => {
    const fake = createFakeBridge();
    const store = createConsentStore(fake.bridge, ins, openDraft(fake.bridge, 'consent', ins.value));
    store.affirm(true);
    expect(await store.declare()).toBeNull();
    store.choose('EXPLICIT.WRITTEN');
    expect(await store.declare()).toBeNull();
    expect(declarations(fake)).toEqual([]);
  });

  test('a second press while the first is under way declares nothing more', async () => {
    const fake = createFakeBridge();
    const store = createConsentStore(fake.bridge, ins, openDraft(fake.bridge, 'consent', ins.value));
    store.choose('CARE_TEAM.WRITTEN');
    store.affirm(true);
    await Promise.all([store.declare(), store.declare()]);
    expect(declarations(fake)).toHaveLength(1);
  });

  test('a refusal keeps what was chosen', async () => {
    const fake = createFakeBridge();
    fake.fail('consent.declare', 'BLOCKED_BY_PATIENT');
    const store = createConsentStore(fake.bridge, ins, openDraft(fake.bridge, 'consent', ins.value));
    store.choose('CARE_TEAM.ORAL');
    store.affirm(true);
    expect(await store.declare()).toBeNull();
    expect(store.state.getState()).toMatchObject({
      ground: 'CARE_TEAM.ORAL',
      stated: true,
      sending: { status: 'failed', failure: { code: 'BLOCKED_BY_PATIENT' } },
    });
  });
});
