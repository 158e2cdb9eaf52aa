import { KeyRound, ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/failure.ts';
import type { KeysNeeded, KeysWay } from '../../../shared/bridge/keys.ts';
import { mediumDate } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { FailureNotice } from '../../ui/FailureState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { codeFault } from './code-fault.ts';
import styles from './Keys.module.css';
import { TROUBLES, words } from './messages.ts';
import { waysOf, type WayKind } from './ways.ts';

export interface KeysPanelProps {
  readonly keys: KeysNeeded;
  readonly isChecking: boolean;
  readonly failure: Failure | null;
  readonly onWay: (way: KeysWay) => void;
}

/** Why the data of a professional do not open on this post, and the ways out: one is proposed, one is taken. */
export function KeysPanel({ keys, isChecking, failure, onWay }: KeysPanelProps) {
  const ways = waysOf(keys);
  /** null: the way that is proposed, and the focus where it is needed. */
  const [chosen, choose] = useState<WayKind | null>(null);
  const kind = chosen !== null && ways.includes(chosen) ? chosen : ways[0];
  const isProposed = chosen === null;
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [formerPin, setFormerPin] = useState('');
  const [isSure, setSure] = useState(false);
  const trouble = TROUBLES[keys.trouble];

  const submit = (): void => {
    switch (kind) {
      case 'usual':
      case 'memory':
        return onWay({ kind });
      case 'fresh':
        return isSure ? onWay({ kind }) : undefined;
      case 'formerPin':
        setFormerPin('');
        return formerPin === '' ? undefined : onWay({ kind, pin: formerPin });
      case 'recoveryCode': {
        const wrong = codeFault(code);
        setFault(wrong);
        return wrong === null ? onWay({ kind, code }) : undefined;
      }
    }
  };
  const noteOf: Readonly<Record<WayKind, string | undefined>> = {
    usual: undefined,
    recoveryCode:
      keys.codeMadeAt === null ? undefined : words.recoveryCodeNote({ day: mediumDate(keys.codeMadeAt) }),
    formerPin: words.formerPinNote({ tries: keys.formerPinTries }),
    memory: words.memoryNote,
    fresh: words.freshNote,
  };
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Notice tone="warning" title={trouble.title} isAlert>
        <p>{trouble.what}</p>
        {keys.codeMadeAt === null ? <p>{words.noCode}</p> : null}
      </Notice>
      {failure === null ? null : <FailureNotice failure={failure} />}
      <RadioGroup
        label={words.waysLegend}
        value={kind}
        isDisabled={isChecking}
        choices={ways.map((id) => {
          const note = noteOf[id];
          return { id, label: words[id], ...(note === undefined ? {} : { note }) };
        })}
        onChange={choose}
      />
      {kind === 'recoveryCode' ? (
        <TextField
          label={words.code}
          value={code}
          maxLength={80}
          autoFocus={isProposed}
          className={styles.code ?? ''}
          icon={<ScrollText size={16} aria-hidden />}
          description={words.codeHelp}
          error={fault ?? (keys.refused === 'wrongCode' ? words.codeWrong : null)}
          onChange={(text) => {
            setCode(text.toUpperCase());
            setFault(null);
          }}
        />
      ) : null}
      {kind === 'formerPin' ? (
        <TextField
          label={words.former}
          type="password"
          inputMode="numeric"
          maxLength={32}
          autoFocus={isProposed}
          value={formerPin}
          icon={<KeyRound size={16} aria-hidden />}
          error={keys.refused === 'wrongPin' ? words.formerWrong({ tries: keys.formerPinTries }) : null}
          onChange={setFormerPin}
        />
      ) : null}
      {kind === 'fresh' ? (
        <Checkbox isSelected={isSure} onChange={setSure}>
          {words.freshSure}
        </Checkbox>
      ) : null}
      <p className={styles.kept}>{words.kept}</p>
      <Button
        type="submit"
        variant="primary"
        keys="Enter"
        className={styles.submit ?? ''}
        isDisabled={!isReady({ kind, code, formerPin, isSure })}
        isPending={isChecking}
        autoFocus={isProposed && (kind === 'usual' || kind === 'memory')}
      >
        {isChecking ? words.opening : kind === 'usual' ? words.usual : words.go}
      </Button>
    </form>
  );
}

/** Whether what a way asks for was given. */
function isReady(typed: {
  readonly kind: WayKind;
  readonly code: string;
  readonly formerPin: string;
  readonly isSure: boolean;
}): boolean {
  switch (typed.kind) {
    case 'usual':
    case 'memory':
      return true;
    case 'recoveryCode':
      return typed.code.trim() !== '';
    case 'formerPin':
      return typed.formerPin !== '';
    case 'fresh':
      return typed.isSure;
  }
}
