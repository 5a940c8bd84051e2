import { isNode, parseSource, visit } from './source.ts';
import { schemasNamed } from './sql-names.ts';

/** What the check needs to know of a module's manifest. */
export interface ModuleFacts {
  /** kebab-case; also the folder below modules/ */
  id: string;
  uses: readonly string[];
  /** PostgreSQL schemas it owns, snake_case; one for most modules, two for one with an administration zone */
  schemas: readonly string[];
}

/** Tables every module may point a foreign key at; the school is the wall's. */
const anchors = ['kernel.school', 'kernel.authority', 'people.person', 'groups.group', 'courses.course'];
/** What another module may be entered through; tests may also build its rows. */
const faces = /^(public\.ts|web\/public\.tsx)$/;
const testFaces = /^(public\.ts|web\/public\.tsx|tests\/build\.ts)$/;

/**
 * Compares every manifest's `uses` with what the module's files do: imports of other modules, and schemas of others
 * named in SQL. Also: `uses` names modules that exist, says nothing superfluous, and has no cycle.
 *
 * @param texts  file (as `modules/<id>/…`, with `/`) → its text; `.ts`, `.tsx` and `.sql` are read, others ignored
 * @returns one line per breach
 */
export function checkUses(modules: readonly ModuleFacts[], texts: ReadonlyMap<string, string>): string[] {
  const byId = new Map(modules.map((module) => [module.id, module]));
  const problems = unknownModules(modules, texts, byId);
  for (const module of modules) {
    const needed = new Set<string>();
    for (const [file, text] of texts) {
      if (!file.startsWith(`modules/${module.id}/`)) continue;
      const isTest = /(^|\/)tests\/|\.test\.tsx?$/.test(file);
      const found = file.endsWith('.sql') ? [] : importProblems(module, file, text, isTest, needed);
      problems.push(...found, ...(isTest ? [] : sqlProblems(module, modules, file, text, needed)));
    }
    for (const used of module.uses)
      if (byId.has(used) && !needed.has(used)) problems.push(`${module.id}: uses “${used}”, but no file of it does`);
  }
  return [...problems, ...cycles(byId)];
}

function unknownModules(
  modules: readonly ModuleFacts[],
  texts: ReadonlyMap<string, string>,
  byId: ReadonlyMap<string, ModuleFacts>,
): string[] {
  const folders = new Set([...texts.keys()].flatMap((file) => /^modules\/([^/]+)\//.exec(file)?.[1] ?? []));
  return [
    ...[...folders].filter((id) => !byId.has(id)).map((id) => `modules/${id} is in no list of modules`),
    ...modules.filter(({ id }) => !folders.has(id)).map(({ id }) => `${id}: there is no file below modules/${id}`),
    ...modules.flatMap(({ id, uses }) =>
      uses.filter((used) => !byId.has(used)).map((used) => `${id}: uses “${used}”, which does not exist`),
    ),
  ];
}

function importProblems(module: ModuleFacts, file: string, text: string, isTest: boolean, needed: Set<string>): string[] {
  if (!/\.tsx?$/.test(file)) return [];
  return importsOf(file, text).flatMap((target) => {
    const [, other, rest] = /^modules\/([^/]+)\/(.+)$/.exec(target) ?? [];
    if (other === undefined || rest === undefined || other === module.id) return [];
    if (!isTest) needed.add(other);
    if (!(isTest ? testFaces : faces).test(rest)) return [`${file}: imports ${target}, which is not a public face`];
    // Tests may build what others own without the module itself using them.
    if (!isTest && !module.uses.includes(other)) return [`${file}: imports ${target}, but “${other}” is not in its uses`];
    return [];
  });
}

function sqlProblems(module: ModuleFacts, modules: readonly ModuleFacts[], file: string, text: string, needed: Set<string>): string[] {
  return schemasNamed(file, text).flatMap(({ schema, name, isReference }) => {
    const full = `${schema}.${name}`;
    if (module.schemas.includes(schema) || (isReference && anchors.includes(full))) return [];
    const owner = modules.find((it) => it.schemas.includes(schema));
    // Types and functions of the kernel are for everybody; its tables belong to it alone.
    if (owner === undefined) return schema === 'kernel' && !isKernelsGift(name) ? [`${file}: ${full} is a table of the kernel`] : [];
    needed.add(owner.id);
    if (!name.startsWith('pub_')) return [`${file}: ${full} belongs to “${owner.id}”; only its pub_ views are open to others`];
    return module.uses.includes(owner.id) ? [] : [`${file}: reads ${full}, but “${owner.id}” is not in its uses`];
  });
}

/** Domains and functions the kernel's migrations offer to all modules. */
function isKernelsGift(name: string): boolean {
  return name === 'person_id' || name.startsWith('pub_');
}

function importsOf(file: string, text: string): string[] {
  const targets: string[] = [];
  visit(parseSource(file, text).program, (node) => {
    if (!/^(ImportDeclaration|ImportExpression|ExportNamedDeclaration|ExportAllDeclaration|TSImportType)$/.test(node.type)) return;
    const source = isNode(node.source) ? node.source.value : undefined;
    if (typeof source === 'string') targets.push(resolveImport(file, source));
  });
  return targets;
}

/** `#modules/files/public.ts` and relative paths, as paths from the root of the tree. */
function resolveImport(from: string, source: string): string {
  if (source.startsWith('#')) return source.slice(1);
  if (!source.startsWith('.')) return source;
  return new URL(source, `file:///${from}`).pathname.slice(1);
}

function cycles(byId: ReadonlyMap<string, ModuleFacts>): string[] {
  const done = new Set<string>();
  const problems: string[] = [];
  const walk = (id: string, way: string[]): void => {
    if (way.includes(id)) problems.push(`uses goes in a circle: ${[...way.slice(way.indexOf(id)), id].join(' → ')}`);
    if (way.includes(id) || done.has(id)) return;
    for (const used of byId.get(id)?.uses ?? []) walk(used, [...way, id]);
    done.add(id);
  };
  for (const id of byId.keys()) walk(id, []);
  return problems;
}
