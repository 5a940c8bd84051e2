import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { limits } from './limits.ts';
import { RosterFileError } from './problem.ts';
import { decodeText } from './text-encoding.ts';
import type { RosterFile } from './unzip.ts';

/** An element of an XML file: its children by name, its text, its attributes, and the line at which it begins. */
export interface XmlElement {
  line: number;
  all(name: string): XmlElement[];
  /** The text of the element down a path of first children, trimmed, entities resolved; '' if there is none. */
  text(...path: string[]): string;
  /** An attribute of the first child down a path (the last name is the attribute's); '' if there is none. */
  attribute(...path: string[]): string;
}

type Node = Record<string | symbol, unknown>;

/**
 * Reads an XML file. There is no expansion of entities: a DOCTYPE, which could define some, is refused, and only the five of XML itself
 * and character numbers are resolved. Prefixes of namespaces are cut.
 *
 * @throws RosterFileError `undecodable`, `xml_doctype`, `xml_broken` (with line and column), `too_deep`
 */
export function readXml(file: RosterFile): { name: string; root: XmlElement } {
  const { text } = decodeText(file.name, file.bytes);
  const doctype = text.search(/<!(DOCTYPE|ENTITY)/i);
  if (doctype !== -1) throw new RosterFileError(file.name, 'xml_doctype', {}, text.slice(0, doctype).split('\n').length);
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new RosterFileError(file.name, 'xml_broken', { reason: valid.err.msg }, valid.err.line, String(valid.err.col));
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    ignoreDeclaration: true,
    alwaysCreateTextNode: true,
    captureMetaData: true,
    maxNestedTags: limits.depth,
    isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
  });
  let parsed: Node;
  try {
    parsed = parser.parse(text);
  } catch {
    // The text is well-formed XML, so what the parser refuses is its depth.
    throw new RosterFileError(file.name, 'too_deep', { limit: limits.depth });
  }
  const starts = lineStarts(text);
  const name = Object.keys(parsed).find((key) => Array.isArray(parsed[key]));
  const node = name === undefined ? undefined : nodes(parsed[name])[0];
  if (name === undefined || node === undefined) throw new RosterFileError(file.name, 'xml_broken', { reason: '' }, 1);
  return { name, root: element(node, (index) => lineOf(starts, index)) };
}

function element(node: Node, lineAt: (index: number) => number): XmlElement {
  const down = (path: readonly string[]) =>
    path.reduce<Node | undefined>((at, name) => (at === undefined ? undefined : nodes(at[name])[0]), node);
  // Metadata is absent on elements the parser made without one; the library types the symbol as a plain one.
  const meta = node[XMLParser.getMetaDataSymbol() as unknown as symbol] as { startIndex?: number } | undefined;
  return {
    line: lineAt(meta?.startIndex ?? 0),
    all: (name) => nodes(node[name]).map((each) => element(each, lineAt)),
    text: (...path) => {
      const found = down(path)?.['#text'];
      return typeof found === 'string' ? resolveEntities(found).trim() : '';
    },
    attribute: (...path) => {
      const found = down(path.slice(0, -1))?.[`@${path.at(-1)}`];
      return typeof found === 'string' ? resolveEntities(found).trim() : '';
    },
  };
}

function nodes(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter((each): each is Node => typeof each === 'object' && each !== null) : [];
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Number of the line that holds a character, from 1; by bisection. */
function lineOf(starts: readonly number[], index: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle;
  }
  return low + 1;
}
