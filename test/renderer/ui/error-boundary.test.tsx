import { afterEach, expect, test, vi } from 'vitest';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { ErrorBoundary } from '../../../renderer/ui/ErrorBoundary.tsx';
import { button, mount, press, unmountAll } from '../mount.tsx';

afterEach(unmountAll);

test('a part that stops says so, and comes back with what was typed', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const typed = createStore(() => ({ text: 'douleur thoracique', isBroken: true }));
  function Part() {
    const { text, isBroken } = useStore(typed);
    if (isBroken) throw new Error('a fault of ours');
    return <input defaultValue={text} />;
  }
  const page = mount(
    <ErrorBoundary>
      <Part />
    </ErrorBoundary>,
  );
  expect(page.textContent).toContain('votre saisie est gardée');
  expect(page.textContent).not.toContain('a fault of ours');
  typed.setState({ isBroken: false });
  await press(button(page, 'Afficher de nouveau'));
  expect(page.querySelector('input')?.value).toBe('douleur thoracique');
  complaints.mockRestore();
});
