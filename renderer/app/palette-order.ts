import type { Command } from '../platform/commands.ts';

const fold = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

/**
 * The commands that the words typed name: every word must begin a word of the title or of its group; those
 * whose title begins with what was typed come first. The palette does not offer itself, nor what only has a
 * meaning by its key.
 */
export function matchingCommands(commands: readonly Command[], query: string): readonly Command[] {
  const typed = fold(query.trim());
  const words = typed.split(/\s+/).filter(Boolean);
  const offered = commands.filter(
    ({ id, isKeyOnly, isDisabled }) => isKeyOnly !== true && isDisabled !== true && id !== 'post.palette',
  );
  const met = offered.filter(({ title, group }) => {
    const text = ` ${fold(title)} ${fold(group)}`.replaceAll(/['’(]/g, ' ');
    return words.every((word) => text.includes(` ${word}`));
  });
  const rank = ({ title }: Command): number => (fold(title).startsWith(typed) ? 0 : 1);
  return met.toSorted((one, other) => rank(one) - rank(other));
}
