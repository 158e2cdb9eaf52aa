/**
 * `npm run journal:check -- FILE [--key THUMBPRINT] [--service-key THUMBPRINT]`: checks a proof that the
 * application saved, or the journal of a post that was exported, with nothing but the file. `--key` is the key that
 * is to have signed it: the service's for a proof, the post's for an export.
 *
 * Ends with 0 when every entry holds, with 1 when one does not, with 2 when the file is neither.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Verdict } from './by-hand.ts';
import { checkExport, EXPORT_FORMAT } from './check-export.ts';
import { checkProof, PROOF_FORMAT } from './check-proof.ts';

const USAGE = 'usage: journal:check FILE [--key THUMBPRINT] [--service-key THUMBPRINT]';

function run(args: readonly string[]): Verdict {
  let options: ReturnType<typeof read>;
  try {
    options = read(args);
  } catch {
    return { status: 2, said: USAGE };
  }
  const { file, key, service } = options;
  if (file === undefined) return { status: 2, said: USAGE };
  try {
    const text = readFileSync(file, 'utf8');
    switch (formatOf(text)) {
      case PROOF_FORMAT:
        return checkProof(text, key);
      case EXPORT_FORMAT:
        return checkExport(text, { post: key, service });
      default:
        return { status: 2, said: 'this file is no proof and no export of a journal' };
    }
  } catch {
    return { status: 2, said: 'this file is no proof and no export of a journal' };
  }
}

function read(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: 'string' }, 'service-key': { type: 'string' } },
  });
  const [file, ...rest] = positionals;
  if (rest.length > 0) throw new Error(USAGE);
  return { file, key: values.key, service: values['service-key'] };
}

/** A proof is one JSON value, an export has one on each line, the first of which names its format. */
function formatOf(text: string): unknown {
  const first = text.startsWith('{"format":"poste-sante-post') ? text.slice(0, text.indexOf('\n')) : text;
  return (JSON.parse(first) as { format?: unknown }).format;
}

const { status, said } = run(process.argv.slice(2));
(status === 2 ? process.stderr : process.stdout).write(`${said}\n`);
process.exitCode = status;
