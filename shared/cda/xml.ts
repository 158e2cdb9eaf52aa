import { SaxesParser } from 'saxes';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';

/** An element with its namespace resolved; attributes by their name as written (`xsi:type`). */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}
export type XmlNode = XmlElement | string;

export type XmlRefusal = 'NOT_XML' | 'DOCTYPE' | 'TOO_LARGE' | 'TOO_DEEP' | 'TOO_MANY_NODES';

export interface XmlLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly nodes: number;
  readonly attributes: number;
}

/** No document of the national framework comes near these: beyond them it is an attack or an accident. */
const XML_LIMITS: XmlLimits = { bytes: 16_000_000, depth: 256, nodes: 500_000, attributes: 64 };

class Refused extends Error {
  readonly reason: XmlRefusal;
  constructor(reason: XmlRefusal) {
    super(reason);
    this.reason = reason;
  }
}
/** Thrown by our own handlers to stop early. */
class Enough extends Error {}

interface Open {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Record<string, string>;
  readonly children: (Open | string)[];
}

/**
 * Parses a whole XML document into a tree. Comments and processing instructions (and so any stylesheet that
 * they name) are dropped; a DOCTYPE is refused, hence no entity but the five of XML exists.
 */
export function parseXml(bytes: Uint8Array, limits: XmlLimits = XML_LIMITS): Result<XmlElement, XmlRefusal> {
  const path: Open[] = [];
  let root: Open | null = null;
  let nodes = 0;

  const refusal = run(bytes, limits, (parser) => {
    const count = () => {
      nodes += 1;
      if (nodes > limits.nodes) throw new Refused('TOO_MANY_NODES');
    };
    const addText = (text: string) => {
      count();
      path.at(-1)?.children.push(text);
    };
    parser.on('opentag', (tag) => {
      count();
      if (path.length >= limits.depth) throw new Refused('TOO_DEEP');
      const attributes = Object.entries(tag.attributes).map(([name, { value }]) => [name, value] as const);
      const element: Open = {
        name: tag.local,
        namespace: tag.uri,
        attributes: Object.fromEntries(attributes),
        children: [],
      };
      path.at(-1)?.children.push(element);
      root ??= element;
      path.push(element);
    });
    parser.on('text', addText);
    parser.on('cdata', addText);
    parser.on('closetag', () => {
      path.pop();
    });
  });
  if (refusal !== null) return err(refusal);
  return root === null ? err('NOT_XML') : ok(root);
}

/** Reads no further than the root element: what a file that begins like XML really is. */
export function xmlRoot(
  bytes: Uint8Array,
  limits: XmlLimits = XML_LIMITS,
): Result<{ readonly name: string; readonly namespace: string }, XmlRefusal> {
  let root: { name: string; namespace: string } | null = null;
  const refusal = run(bytes, limits, (parser) => {
    parser.on('opentag', (tag) => {
      root = { name: tag.local, namespace: tag.uri };
      throw new Enough();
    });
  });
  if (refusal !== null) return err(refusal);
  return root === null ? err('NOT_XML') : ok(root);
}

type Parser = SaxesParser<{ xmlns: true; position: false }>;

function run(bytes: Uint8Array, limits: XmlLimits, listen: (parser: Parser) => void): XmlRefusal | null {
  if (bytes.length > limits.bytes) return 'TOO_LARGE';
  const text = decodeXml(bytes);
  if (text === null) return 'NOT_XML';
  const parser = new SaxesParser({ xmlns: true, position: false });
  let attributes = 0;
  parser.on('doctype', () => {
    throw new Refused('DOCTYPE');
  });
  parser.on('opentagstart', () => {
    attributes = 0;
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > limits.attributes) throw new Refused('TOO_MANY_NODES');
  });
  listen(parser);
  try {
    parser.write(text).close();
    return null;
  } catch (error) {
    if (error instanceof Enough) return null;
    // Whatever else the parser says, the file is not well-formed XML.
    return error instanceof Refused ? error.reason : 'NOT_XML';
  }
}

/** Text of an XML file by its byte order mark, else by the encoding that it declares, else UTF-8. */
function decodeXml(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return decode(bytes, 'utf-16be');
  if (first === 0xff && second === 0xfe) return decode(bytes, 'utf-16le');
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^(?:ï»¿)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start);
  return decode(bytes, declared?.[1] ?? 'utf-8');
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The first child element of that name in the same namespace as its parent. */
export function child(element: XmlElement | null, name: string): XmlElement | null {
  return children(element, name)[0] ?? null;
}

/** Child elements of that name in the same namespace as their parent, in order. */
export function children(element: XmlElement | null, name: string): XmlElement[] {
  if (element === null) return [];
  return element.children.filter(
    (node): node is XmlElement =>
      typeof node !== 'string' && node.name === name && node.namespace === element.namespace,
  );
}

/** All text inside an element, as it stands. */
export function textOf(element: XmlElement | null): string {
  if (element === null) return '';
  return element.children.map((node) => (typeof node === 'string' ? node : textOf(node))).join('');
}
