import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from '../../../../shared/schema/zod.ts';

const root = resolve(import.meta.dirname, '../../../..');

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;
const Operation = z.looseObject({
  tags: z.array(z.string()).length(1),
  operationId: z.string(),
  summary: z.string(),
  security: z.array(z.unknown()).optional(),
  responses: z.record(z.string().regex(/^[1-5]\d\d$/), z.unknown()),
});
const PathItem = z.strictObject({
  parameters: z.array(z.unknown()).optional(),
  get: Operation.optional(),
  head: Operation.optional(),
  post: Operation.optional(),
  put: Operation.optional(),
  patch: Operation.optional(),
  delete: Operation.optional(),
});
const Api = z.looseObject({
  openapi: z.string().regex(/^3\.1\.\d$/),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string().startsWith('/'), PathItem),
  components: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const api = Api.parse(parse(readFileSync(resolve(root, 'docs/openapi.yaml'), 'utf8'), { merge: true }));
const operations = Object.entries(api.paths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [{ path, method, operation, item }];
  }),
);

const withoutComments = (source: string): string => source.replaceAll(/\/\*[\s\S]*?\*\//g, '');

/** Every route that a part of the service registers, as it stands in its source. */
const registered = globSync('electron/service/**/*.ts', { cwd: root }).flatMap((file) =>
  [
    ...withoutComments(readFileSync(resolve(root, file), 'utf8')).matchAll(
      /\bapp\.(get|head|post|put|patch|delete)\(\s*'([^']+)'/g,
    ),
  ].map(([, method, path]) => `${method} ${(path ?? '').replaceAll(/:(\w+)/g, '{$1}')}`),
);

describe('the OpenAPI description', () => {
  it('holds every route of the service, and no other', () => {
    expect(registered.length).toBeGreaterThan(20);
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...registered].sort());
  });

  it('lets every write of the national interface name itself', () => {
    const writes = operations.filter(({ path, method }) => path.startsWith('/fhir') && method !== 'get');
    expect(writes.length).toBeGreaterThan(20);
    for (const { path, operation } of writes) {
      expect(JSON.stringify(operation.parameters), path).toContain('#/components/parameters/IdempotencyKey');
    }
  });

  it('names each operation once, under a known tag', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = api.tags.map(({ name }) => name);
    for (const { operation } of operations) expect(tags).toContain(operation.tags[0]);
  });

  it('says of every route that it may answer 401, unless it needs no token', () => {
    const silent = operations.filter(
      ({ operation }) => operation.security?.length !== 0 && !('401' in operation.responses),
    );
    expect(silent).toEqual([]);
  });

  it('declares every parameter of a path', () => {
    for (const { path, item } of operations) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = JSON.stringify(item.parameters ?? []);
      expect(names.length === 0 || declared.includes('#/components/parameters/Id')).toBe(true);
    }
  });

  it('refers to nothing that is not there, and holds nothing that nobody refers to', () => {
    const references = new Set(
      [...JSON.stringify(api).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)].map(
        ([, kind, name]) => `${kind}/${name}`,
      ),
    );
    const components = Object.entries(api.components)
      .filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, named]) => Object.keys(named).map((name) => `${kind}/${name}`));
    expect([...references].sort()).toEqual(components.sort());
  });
});
