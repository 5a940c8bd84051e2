import { isNode, type Node, type Source, visit } from './source.ts';

/**
 * Type assertions (`as`, but not `as const`) without a reason beside them. `any` and `!` are Biome's to forbid; each of
 * its suppressions carries a reason.
 *
 * A reason is a comment in the same lines, or above them; one above a row of assertions speaks for the row.
 */
export function assertionsWithoutReason(source: Source): string[] {
  const commented = new Set<number>();
  for (const { start, end } of source.comments) {
    for (let line = source.lineOf(start); line <= source.lineOf(end); line++) commented.add(line);
  }
  const assertions: { first: number; last: number }[] = [];
  visit(source.program, (node) => {
    if ((node.type !== 'TSAsExpression' && node.type !== 'TSTypeAssertion') || isConst(node)) return;
    assertions.push({ first: source.lineOf(node.start), last: source.lineOf(node.end) });
  });
  assertions.sort((a, b) => a.first - b.first);
  const problems = new Set<string>();
  for (const { first, last } of assertions) {
    const lines = Array.from({ length: last - first + 2 }, (_, at) => first - 1 + at);
    if (!lines.some((line) => commented.has(line))) problems.add(`${source.file}:${last}: “as” needs a reason in a comment beside it`);
    // A reason above several such lines in a row is a reason for all of them.
    else for (let line = first; line <= last; line++) commented.add(line);
  }
  return [...problems];
}

/** Reads of the wall clock: modules ask `ctx.now()`, so that a test can set it. `new Date(text)` is no such read. */
export function clockReads(source: Source): string[] {
  const problems: string[] = [];
  visit(source.program, (node) => {
    const isNew =
      node.type === 'NewExpression' && nameOf(node.callee) === 'Date' && Array.isArray(node.arguments) && node.arguments.length === 0;
    const isNow = node.type === 'MemberExpression' && nameOf(node.object) === 'Date' && nameOf(node.property) === 'now';
    const isTemporal = node.type === 'MemberExpression' && nameOf(node.object) === 'Temporal' && nameOf(node.property) === 'Now';
    if (isNew || isNow || isTemporal) problems.push(`${source.file}:${source.lineOf(node.start)}: ask ctx.now(), not the clock`);
  });
  return problems;
}

/** Exported functions, also those held in a `const`, without a doc comment directly above. */
export function undocumented(source: Source): string[] {
  const problems: string[] = [];
  const body: unknown = source.program.body;
  for (const statement of Array.isArray(body) ? body.filter(isNode) : []) {
    if (statement.type !== 'ExportNamedDeclaration' && statement.type !== 'ExportDefaultDeclaration') continue;
    const names = exportedFunctions(statement);
    if (names.length === 0 || hasDoc(source, statement) || isLaterOverload(body, statement, names)) continue;
    problems.push(
      `${source.file}:${source.lineOf(statement.start)}: ${names.join(', ')} needs a doc comment: meaning, shapes, units, refusals`,
    );
  }
  return problems;
}

function exportedFunctions(statement: Node): string[] {
  const declaration = statement.declaration;
  if (!isNode(declaration)) return [];
  if (/^(TSDeclareFunction|FunctionDeclaration)$/.test(declaration.type)) return [nameOf(declaration.id) ?? 'the default export'];
  if (declaration.type !== 'VariableDeclaration' || !Array.isArray(declaration.declarations)) return [];
  return declaration.declarations.flatMap((it: unknown) =>
    isNode(it) && isNode(it.init) && /^(ArrowFunctionExpression|FunctionExpression)$/.test(it.init.type) ? [nameOf(it.id) ?? '?'] : [],
  );
}

/** Only the first of several signatures of one function carries the comment. */
function isLaterOverload(body: unknown, statement: Node, names: string[]): boolean {
  if (!Array.isArray(body)) return false;
  const before = body.filter(isNode).slice(0, body.indexOf(statement));
  return before.some((it) => it.type === statement.type && exportedFunctions(it).some((name) => names.includes(name)));
}

function hasDoc(source: Source, statement: Node): boolean {
  return source.comments.some(
    ({ type, value, start, end }) =>
      type === 'Block' &&
      value.startsWith('*') &&
      end <= statement.start &&
      /^\s*(\/\/[^\n]*\s*)*$/.test(source.text.slice(end, statement.start)) &&
      source.lineOf(start) > 0,
  );
}

function isConst(node: Node): boolean {
  const type = node.typeAnnotation;
  return isNode(type) && type.type === 'TSTypeReference' && nameOf(type.typeName) === 'const';
}

function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' && typeof node.name === 'string' ? node.name : undefined;
}
