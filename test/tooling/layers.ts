/** `npm run check:layers`: the dependency rules, and proof that the tool really read the source. */
import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTypeScript from 'dependency-cruiser/config-utl/extract-ts-config';

/** The tool answers "no violations" with no module at all when it cannot read TypeScript. */
const MINIMUM_MODULES = 150;

const config = await extractConfig('./.dependency-cruiser.mjs');
const { output } = await cruise(
  ['electron', 'renderer', 'shared'],
  { ...config.options, ruleSet: { forbidden: config.forbidden ?? [] }, validate: true },
  {},
  { tsConfig: extractTypeScript('electron/tsconfig.json') },
);
if (typeof output === 'string') throw new Error('unexpected output form');
const { violations, totalCruised } = output.summary;
for (const violation of violations) {
  process.stdout.write(`${violation.rule.name}: ${violation.from} → ${violation.to}\n`);
}
const ours = output.modules.filter((module) => /^(electron|renderer|shared)\//.test(module.source)).length;
process.stdout.write(
  `layers: ${ours} modules of ours among ${totalCruised}, ${violations.length} violations\n`,
);
if (ours < MINIMUM_MODULES) {
  process.stdout.write(`layers: expected at least ${MINIMUM_MODULES} modules: the source was not read\n`);
  process.exitCode = 1;
}
if (violations.length > 0) process.exitCode = 1;
