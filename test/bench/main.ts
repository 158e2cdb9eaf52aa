/** `npm run bench [name…]`: runs the named benches, or all of them, one after the other. */
import { readdirSync } from 'node:fs';
import path from 'node:path';

interface Bench {
  readonly run: () => Promise<void>;
}

const folder = import.meta.dirname;
const own = path.basename(import.meta.filename);
const available = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== own && !name.startsWith('measure'))
  .map((name) => path.basename(name, '.ts'));
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = asked.filter((name) => !available.includes(name) && Number.isNaN(Number(name)));
if (unknown.length > 0) {
  process.stderr.write(`unknown bench ${unknown.join(', ')}; there are: ${available.join(', ')}\n`);
  process.exit(2);
}
const chosen = asked.filter((name) => available.includes(name));
for (const name of chosen.length > 0 ? chosen : available) {
  process.stdout.write(`\n# ${name}\n`);
  const bench = (await import(path.join(folder, `${name}.ts`))) as Bench;
  await bench.run();
}
process.exit(0);
