// `npm run --silent decide`: one JSON question a line on standard input, one JSON answer a line on standard
// output, in order, as long as lines come (docs/rules.md 8). Exit status 2 when a line was malformed.

import { once } from 'node:events';
import { createPolicy } from '../../shared/access/policy.ts';
import formats from '../../resources/habilitation/formats.json' with { type: 'json' };
import matrix from '../../resources/habilitation/matrix.json' with { type: 'json' };
import professions from '../../resources/habilitation/professions.json' with { type: 'json' };
import types from '../../resources/habilitation/types.json' with { type: 'json' };
import parameters from '../../resources/parameters.json' with { type: 'json' };
import { answerLine } from './answer.ts';
import { linesOf } from './lines.ts';

const MALFORMED = 2;

const policy = createPolicy({ parameters, matrix, professions, types, formats });
const { stdin, stdout } = process;

// Whoever reads the answers may leave before the end (`… | head`): there is nobody left to tell.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

let number = 0;
for await (const lines of linesOf(stdin)) {
  let answers = '';
  for (const line of lines) {
    number += 1;
    const answer = answerLine(policy, line, number);
    if (answer.malformed) process.exitCode = MALFORMED;
    answers += `${answer.text}\n`;
  }
  if (!stdout.write(answers)) await once(stdout, 'drain');
}
