import { useEffect } from 'react';
import type { Bridge } from '../platform/bridge.ts';
import { keptPlace, type Navigation } from './navigation.ts';

/** Keeps the place in its professional's own store at each step, so that a lock at any moment leads back to it. */
export function useKeptPlace(bridge: Pick<Bridge, 'desk.keepPlace'>, navigation: Navigation): void {
  useEffect(() => {
    let last = '';
    const keep = (): void => {
      const place = keptPlace(navigation.state.getState());
      const text = JSON.stringify(place);
      if (text === last) return;
      last = text;
      void bridge['desk.keepPlace']({ place });
    };
    keep();
    return navigation.state.subscribe(keep);
  }, [bridge, navigation]);
}
