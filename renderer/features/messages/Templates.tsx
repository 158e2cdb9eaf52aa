import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { MessageTemplate } from '../../../shared/bridge/messages.ts';
import type { Bridge } from '../../platform/bridge.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { words } from './messages.ts';
import styles from './Messages.module.css';
import { useTemplates, type Templates } from './useTemplates.ts';

export interface TemplatesButtonProps {
  readonly bridge: Pick<Bridge, 'messages.templates' | 'messages.saveTemplate' | 'messages.removeTemplate'>;
  readonly onUse: (text: string) => void;
}

/** What one writes often, a key away; and where it is written down. */
export function TemplatesButton({ bridge, onUse }: TemplatesButtonProps) {
  const templates = useTemplates(bridge);
  const [isManaging, manage] = useState(false);
  return (
    <>
      <Menu
        label={words.templates}
        trigger={<Button variant="quiet">{words.templates}</Button>}
        entries={[
          ...templates.all.map(({ id, name, text }) => ({ id, label: name, onAct: () => onUse(text) })),
          { id: 'manage', label: words.manageTemplates, onAct: () => manage(true) },
        ]}
      />
      {isManaging ? <TemplatesDialog templates={templates} onClose={() => manage(false)} /> : null}
    </>
  );
}

interface TemplatesDialogProps {
  readonly templates: Templates;
  readonly onClose: () => void;
}

type Editing = Pick<MessageTemplate, 'name' | 'text'> & { readonly id: string | null };

function TemplatesDialog({ templates, onClose }: TemplatesDialogProps) {
  const [editing, edit] = useState<Editing | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ended = (problem: Failure | null): void => {
    setFailure(problem);
    if (problem === null) edit(null);
  };
  return (
    <Dialog
      title={words.templatesTitle}
      isOpen
      onClose={onClose}
      footer={
        editing === null ? (
          <>
            <Button onPress={onClose}>{words.done}</Button>
            <Button variant="primary" onPress={() => edit({ id: null, name: '', text: '' })}>
              {words.newTemplate}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={() => edit(null)}>{words.cancel}</Button>
            <Button
              variant="primary"
              isDisabled={editing.name.trim() === '' || editing.text.trim() === ''}
              onPress={() => void templates.save(editing).then(ended)}
            >
              {words.keep}
            </Button>
          </>
        )
      }
    >
      <div className={styles.templates}>
        <p>{words.templatesLead}</p>
        {failure === null ? null : <FailureNotice failure={failure} />}
        {editing !== null ? (
          <>
            <TextField
              label={words.templateName}
              value={editing.name}
              maxLength={80}
              autoFocus
              onChange={(name) => edit({ ...editing, name })}
            />
            <TextField
              label={words.templateText}
              multiline
              value={editing.text}
              maxLength={20_000}
              onChange={(text) => edit({ ...editing, text })}
            />
          </>
        ) : templates.all.length === 0 ? (
          <p className={styles.quiet}>{words.noTemplate}</p>
        ) : (
          <ul className={styles.templateList} aria-label={words.templatesTitle}>
            {templates.all.map((template) => (
              <li key={template.id} className={styles.template}>
                <span className={styles.templateName}>{template.name}</span>
                <IconButton
                  label={words.edit({ name: template.name })}
                  icon={<Pencil size={16} aria-hidden />}
                  onPress={() => edit(template)}
                />
                <IconButton
                  label={words.remove({ name: template.name })}
                  icon={<Trash2 size={16} aria-hidden />}
                  onPress={() => void templates.remove(template.id).then(setFailure)}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}
