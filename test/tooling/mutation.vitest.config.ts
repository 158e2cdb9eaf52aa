import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** The tests that have to see every mutant of the rules: tables and properties, without the random comparison. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    include: ['access', 'habilitation', 'documents'].map((folder) => `test/shared/${folder}/**/*.test.ts`),
    environment: 'node',
    // The rules keep no state: one worker for all files, a thousand times over.
    isolate: false,
    fileParallelism: false,
  },
});
