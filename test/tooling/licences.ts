/** `npm run check:licences`: every package that ships with the application has a licence that we may ship. */
import path from 'node:path';
import { init } from 'license-checker-rseidelsohn';

const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'CC0-1.0',
  'Unlicense',
  'BlueOak-1.0.0',
  'Python-2.0',
  'OFL-1.1',
  'Zlib',
]);
/** Fewer packages than this means that the tool looked at the wrong folder. */
const MINIMUM_PACKAGES = 40;

const allowed = (expression: string): boolean =>
  expression
    .replaceAll(/[()*]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => ALLOWED.has(part.trim())));

init({ start: path.resolve('.'), production: true, excludePrivatePackages: true }, (failure, packages) => {
  if (failure !== null && failure !== undefined) throw failure;
  const entries = Object.entries(packages);
  const refused = entries.filter(
    ([, found]) => ![found.licenses].flat().every((text) => allowed(String(text))),
  );
  for (const [name, found] of refused) process.stdout.write(`${name}: ${String(found.licenses)}\n`);
  process.stdout.write(`licences: ${entries.length} packages ship, ${refused.length} refused\n`);
  if (entries.length < MINIMUM_PACKAGES || refused.length > 0) process.exitCode = 1;
});
