import { type Node, parseSource, visit } from './source.ts';

/** One `schema.name` found in SQL. */
export interface NamedInSql {
  schema: string;
  name: string;
  /** as the target of a foreign key */
  isReference: boolean;
}

const identifier = '"?([a-z_][a-z0-9_]*)"?';
const qualified = new RegExp(`(references\\s+)?(?<![\\w."$])${identifier}\\.${identifier}`, 'gi');
/** A string of the program is SQL when it begins like a statement or has a word that a table follows. */
const statement = /\b(select|insert\s+into|update|delete\s+from|merge\s+into|with)\b[\s\S]*\b(from|into|set|values|select)\b/i;
const afterKeyword = new RegExp(`\\b(from|join|into|update|table|using|only|references|lateral)\\s+${identifier}\\.${identifier}`, 'gi');
const kyselyMethods =
  /^(selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto|from|using|table|(inner|left|right|full|cross)(Lateral)?Join)$/;

/**
 * Every `schema.name` in the SQL of a file. A `.sql` file is read whole, without comments and literals (bodies of
 * functions between dollars are SQL and stay); in `.ts` and `.tsx` the templates of `sql`, other strings that contain SQL, and
 * the table arguments of Kysely's methods.
 *
 * An alias looks the same as a schema (`person.id`); the caller keeps what names a schema it knows.
 */
export function schemasNamed(file: string, text: string): NamedInSql[] {
  if (file.endsWith('.sql')) {
    const bare = text
      .replace(/--[^\n]*/g, ' ')
      .replace(/\/\*[\s\S]*?\*\//g, ' ')
      .replace(/'(?:[^']|'')*'/g, "''");
    return [...bare.matchAll(qualified)].map(([, reference, schema = '', name = '']) => entry(schema, name, reference !== undefined));
  }
  if (!/\.tsx?$/.test(file)) return [];

  const found: NamedInSql[] = [];
  visit(parseSource(file, text).program, (node) => {
    if (node.type === 'TemplateLiteral' || node.type === 'Literal') {
      const written = text.slice(node.start, node.end);
      for (const [, before, schema = '', name = ''] of written.matchAll(statement.test(written) ? qualified : afterKeyword)) {
        found.push(entry(schema, name, before?.trim().toLowerCase() === 'references'));
      }
    }
    if (node.type === 'CallExpression') {
      const method = /\.\s*(\w+)$/.exec(calleeText(text, node))?.[1];
      if (method === undefined || !kyselyMethods.test(method)) return;
      for (const [, schema = '', name = ''] of tableArguments(text, node.arguments)) found.push(entry(schema, name, false));
    }
  });
  return found;
}

function entry(schema: string, name: string, isReference: boolean): NamedInSql {
  return { schema: schema.toLowerCase(), name: name.toLowerCase(), isReference };
}

function calleeText(text: string, call: Node): string {
  const callee = call.callee;
  return isSpan(callee) ? text.slice(callee.start, callee.end) : '';
}

/** `'files.pub_file as f'` or a list of such, as the first argument. */
function tableArguments(text: string, args: unknown): RegExpMatchArray[] {
  const first: unknown = Array.isArray(args) ? args[0] : undefined;
  if (!isSpan(first)) return [];
  const list = first.type === 'ArrayExpression' && Array.isArray(first.elements) ? first.elements.filter(isSpan) : [first];
  const strings = list.filter((it) => it.type === 'Literal').map((it) => text.slice(it.start, it.end));
  return strings.flatMap((it) => [...it.matchAll(/^['"`]([a-z_][a-z0-9_]*)\.([a-z_][a-z0-9_]*)/gi)]);
}

function isSpan(value: unknown): value is { type: string; start: number; end: number; elements?: unknown } {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value;
}
