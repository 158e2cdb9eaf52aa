import { expect, test } from './test.ts';

test('the page cannot leave its origin, open a window or reach the network', async ({ app: { page } }) => {
  const address = page.url();
  const outcome = await page.evaluate(async () => {
    const opened = window.open('https://example.org/');
    location.href = 'https://example.org/';
    const answer = await fetch('https://example.org/').then(
      () => 'reached',
      () => 'refused',
    );
    return { opened: opened === null ? 'refused' : 'opened', answer };
  });
  await page.waitForTimeout(500);
  expect(outcome).toEqual({ opened: 'refused', answer: 'refused' });
  expect(page.url()).toBe(address);
});

test('the policy stops inline script and HTML strings, and says so', async ({ app: { page } }) => {
  const violations = await page.evaluate(async () => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const script = document.createElement('script');
    try {
      script.textContent = 'window.ran = true';
      document.body.append(script);
    } catch {
      seen.push('trusted-types');
    }
    try {
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = true">');
    } catch {
      seen.push('trusted-types');
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { seen, ran: 'ran' in window };
  });
  expect(violations.ran).toBe(false);
  expect(violations.seen.length).toBeGreaterThan(0);
});

test('the bridge can be neither replaced nor widened, and refuses what is not in its contract', async ({
  app: { page },
}) => {
  const outcome = await page.evaluate(async () => {
    const { bridge } = window as unknown as { bridge: Record<string, (input: unknown) => Promise<unknown>> };
    try {
      Object.assign(bridge, { 'record.everything': () => Promise.resolve('stolen') });
    } catch {
      // Frozen: an assignment throws in strict code and does nothing elsewhere.
    }
    return {
      added: 'record.everything' in bridge,
      undeclared: await bridge['session.lock']?.({ force: true }),
      documentsWithoutSession: await bridge['record.documents']?.({
        ins: { system: 'urn:oid:1.2.250.1.213.1.4.11', value: '280024410990063' },
        since: null,
        includeSuperseded: false,
        cursor: null,
      }),
      node: 'process' in window || 'require' in window,
    };
  });
  expect(outcome.added).toBe(false);
  expect(outcome.node).toBe(false);
  expect(outcome.undeclared).toMatchObject({ ok: false, error: { code: 'INVALID' } });
  expect(outcome.documentsWithoutSession).toMatchObject({ ok: false, error: { code: 'LOCKED' } });
});
