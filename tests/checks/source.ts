import { type Comment, parseSync } from 'oxc-parser';

/** A node of the syntax tree (ESTree); positions are UTF-16 units into the text. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** One parsed source file. */
export interface Source {
  file: string;
  text: string;
  program: Node;
  comments: Comment[];
  /** line number of a position, from 1 */
  lineOf(position: number): number;
}

/**
 * Parses TypeScript or TSX.
 *
 * @param file  decides the language by its ending
 * @throws Error when it is not valid: the other checks say where
 */
export function parseSource(file: string, text: string): Source {
  const parsed = parseSync(file, text);
  if (parsed.errors.length > 0) throw new Error(`${file}: ${parsed.errors[0]?.message}`);
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return {
    file,
    text,
    program: parsed.program as unknown as Node, // the generic shape of the same tree
    comments: parsed.comments,
    lineOf: (position) => lineStarts.findLastIndex((start) => start <= position) + 1,
  };
}

/** Visits a node and everything below it. */
export function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit(child, see);
    }
  }
}

/** Whether a value in the tree is a node rather than a text, number or position. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
}
