import type { Migration } from '../../../electron/store/migrate.ts';
import type { WritableDatabase } from '../../../electron/store/open.ts';

/** The statements of a script, one by one. */
function statementsOf(sql: string): readonly string[] {
  const statements: string[] = [];
  let begun = 0;
  for (let at = 0; at < sql.length; at += 1) {
    if (sql.startsWith('--', at)) at = endOf(sql, '\n', at);
    else if (sql.startsWith('/*', at)) at = endOf(sql, '*/', at) + 1;
    else if (sql[at] === "'" || sql[at] === '"') at = endOf(sql, sql[at] ?? '', at + 1);
    else if (sql[at] === ';' && isWhole(sql.slice(begun, at))) {
      statements.push(sql.slice(begun, at + 1));
      begun = at + 1;
    }
  }
  return [...statements, sql.slice(begun)].filter((each) => /[^\s;]/.test(each.replaceAll(/--.*$/gm, '')));
}

function endOf(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from);
  return found < 0 ? sql.length : found;
}

/** A trigger has statements of its own, up to its END. */
const isWhole = (text: string): boolean =>
  !/^\s*CREATE\s+(TEMP\s+)?TRIGGER/i.test(text) || /\bEND\s*$/i.test(text);

/** The same steps, with something that happens after each of their statements. */
export function stepByStep(migrations: readonly Migration[], after: () => void): readonly Migration[] {
  return migrations.map((step) => ({ ...step, up: (db) => step.up(watched(db, after)) }));
}

function watched(db: WritableDatabase, after: () => void): WritableDatabase {
  return new Proxy(db, {
    get: (target, name) => {
      if (name === 'exec') {
        return (sql: string) => {
          for (const statement of statementsOf(sql)) {
            target.exec(statement);
            after();
          }
          return target;
        };
      }
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'prepare' || typeof value !== 'function') {
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
      return (sql: string) => {
        const statement = target.prepare(sql);
        if (statement.reader) return statement;
        const run = statement.run.bind(statement);
        statement.run = (...bound) => {
          const done = run(...bound);
          after();
          return done;
        };
        return statement;
      };
    },
  });
}
