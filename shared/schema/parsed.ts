interface Schema<T> {
  safeParse(value: unknown): { readonly data?: T };
}

/** What JSON says, where it has the form of a schema; undefined: it is not understood, and is as if it were not there. */
export function parsed<T>(schema: Schema<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
