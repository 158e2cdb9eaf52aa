import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Finding } from '../../shared/doctor/findings.ts';
import { wordsOf } from '../../shared/doctor/wording.ts';
import { parsed } from '../../shared/schema/parsed.ts';
import { z } from '../../shared/schema/zod.ts';

export interface PackContent {
  /** Folder of the post's own data. */
  readonly folder: string;
  readonly findings: readonly Finding[];
  readonly version: string;
  readonly hostKind: 'electron' | 'chromium' | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const LOGS = ['workstation.log.1', 'workstation.log'];

/**
 * A line of the log as it may leave the post: words that our code knows and numbers. The log holds nothing else;
 * what somebody else wrote into the file stays here.
 */
const LogLine = z
  .record(
    z.string().regex(/^[a-zA-Z]{1,24}$/),
    z.union([z.number(), z.boolean(), z.string().regex(/^[A-Za-z0-9_.:-]{1,64}$/)]),
  )
  .refine((line) => typeof line['event'] === 'string' && typeof line['time'] === 'string');

/**
 * What support needs to understand an incident, as a zip: the examination, the versions, the log and the sizes of
 * the files. No name, no number and no text of a patient or of a professional is in it.
 */
export function incidentPack(content: PackContent): Uint8Array {
  const { findings, version, hostKind, now } = content;
  const at = new Date(now);
  const files: Record<string, unknown> = {
    'examen.json': findings.map((finding) => ({ ...finding, ...wordsOf(finding) })),
    'versions.json': {
      madeAt: at.toISOString(),
      application: version,
      host: hostKind,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
    },
    'fichiers.json': filesOf(content.folder),
  };
  const entries = Object.entries(files).map(([name, value]) => [
    name,
    strToU8(JSON.stringify(value, null, 2)),
  ]);
  return zipSync(Object.fromEntries([...entries, ['journal.log', strToU8(logOf(content.folder))]]), {
    mtime: at,
  });
}

interface FileFact {
  readonly kind: string;
  readonly bytes: number;
  readonly changedAt: string;
}

/** Kinds and sizes; a name is kept back, for somebody may have put a file of his own there. */
function filesOf(folder: string): readonly FileFact[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const { size, mtime } = statSync(join(entry.parentPath, entry.name));
      const kind = /\.([a-z]{1,8})(-wal|-shm)?$/.exec(entry.name)?.[0] ?? 'autre';
      return { kind, bytes: size, changedAt: mtime.toISOString() };
    });
}

function logOf(folder: string): string {
  const lines = LOGS.map((name) => join(folder, 'logs', name))
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, 'utf8').split('\n'));
  return lines.flatMap((line) => cleanLine(line) ?? []).join('\n');
}

function cleanLine(line: string): string | undefined {
  const clean = parsed(LogLine, line);
  return clean === undefined ? undefined : JSON.stringify(clean);
}
