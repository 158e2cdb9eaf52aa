import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { MessageTemplate } from '../../../shared/bridge/messages.ts';
import type { Bridge } from '../../platform/bridge.ts';

export interface Templates {
  readonly all: readonly MessageTemplate[];
  /** Each act ends with what is wrong, or null. */
  readonly save: (
    template: Pick<MessageTemplate, 'name' | 'text'> & { readonly id: string | null },
  ) => Promise<Failure | null>;
  readonly remove: (id: string) => Promise<Failure | null>;
}

type Calls = Pick<Bridge, 'messages.templates' | 'messages.saveTemplate' | 'messages.removeTemplate'>;

/** The professional's own templates, from his own store. */
export function useTemplates(bridge: Calls): Templates {
  const [all, setAll] = useState<readonly MessageTemplate[]>([]);
  useEffect(() => {
    let left = false;
    void bridge['messages.templates']({}).then((answer) => {
      if (!left && answer.ok) setAll(answer.value.templates);
    });
    return () => {
      left = true;
    };
  }, [bridge]);
  const take = useCallback(async (asked: ReturnType<Calls['messages.saveTemplate']>) => {
    const answer = await asked;
    if (!answer.ok) return answer.error;
    setAll(answer.value.templates);
    return null;
  }, []);
  return {
    all,
    save: ({ id, name, text }) => take(bridge['messages.saveTemplate']({ id, name, text })),
    remove: (id) => take(bridge['messages.removeTemplate']({ id })),
  };
}
