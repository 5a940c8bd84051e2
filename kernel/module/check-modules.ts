import type { Module } from './manifest.ts';

/**
 * Stops the start on any fault in the manifests: ids, uses, cycles, rights, pages, events, jobs, texts of refusals.
 *
 * @returns the modules in the order of `uses`
 */
export function checkModules(modules: readonly Module[]): Module[] {
  const faults = [...faultsOf(modules)];
  if (faults.length > 0) throw new Error(`faulty modules:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
  return modulesInOrder(modules);
}

function* faultsOf(modules: readonly Module[]): Generator<string> {
  const byId = new Map(modules.map((module) => [module.id, module]));
  if (byId.size !== modules.length) yield 'two modules have the same id';
  const seen = new Map<string, string>();
  const once = function* (kind: string, name: string, owner: string) {
    const other = seen.get(`${kind} ${name}`);
    if (other !== undefined) yield `${kind} ${name} is declared by ${other} and ${owner}`;
    seen.set(`${kind} ${name}`, owner);
  };
  const permissions = new Set(modules.flatMap((module) => (module.permissions ?? []).map((permission) => permission.id)));
  const events = new Set(modules.flatMap((module) => (module.events ?? []).map((event) => event.name)));
  for (const module of modules) {
    const prefix = `${module.id.replaceAll('-', '_')}.`;
    if (!/^[a-z][a-z0-9-]*$/.test(module.id)) yield `${module.id}: not kebab-case`;
    for (const used of module.uses) if (!byId.has(used)) yield `${module.id}: uses unknown ${used}`;
    for (const { id } of module.permissions ?? []) {
      if (!id.startsWith(prefix)) yield `${module.id}: permission ${id} lacks the prefix ${prefix}`;
      yield* once('permission', id, module.id);
    }
    for (const { id } of module.settings ?? []) {
      if (!id.startsWith(prefix)) yield `${module.id}: setting ${id} lacks the prefix ${prefix}`;
      yield* once('setting', id, module.id);
    }
    for (const { name } of module.events ?? []) {
      if (!name.startsWith(prefix)) yield `${module.id}: event ${name} lacks the prefix ${prefix}`;
      yield* once('event', name, module.id);
    }
    for (const { name } of module.jobs ?? []) {
      if (!name.startsWith(prefix)) yield `${module.id}: job ${name} lacks the prefix ${prefix}`;
      yield* once('job', name, module.id);
    }
    for (const { contract, permission, audience } of module.routes ?? []) {
      yield* once('route', `${contract.method} ${contract.scope} ${contract.path}`, module.id);
      if (permission !== null && !permissions.has(permission)) yield `${module.id}: ${contract.path} needs unknown right ${permission}`;
      if ((contract.scope === 'platform') !== (audience !== 'person')) yield `${module.id}: ${contract.path} mixes scope and audience`;
      for (const code of contract.refusals) {
        const owner = modules.find((candidate) => candidate.refusals?.has(code));
        if (owner === undefined) yield `${module.id}: ${contract.path} names unknown refusal ${code}`;
      }
    }
    for (const { path, permission, method } of module.rawRoutes ?? []) {
      yield* once('route', `${method} school ${path}`, module.id);
      if (permission !== null && !permissions.has(permission)) yield `${module.id}: ${path} needs unknown right ${permission}`;
    }
    for (const { path, method } of module.openRoutes ?? []) yield* once('route', `${method} platform ${path}`, module.id);
    for (const entry of module.navigation ?? []) {
      if (!entry.page.startsWith(`${module.id}.`)) yield `${module.id}: page ${entry.page} lacks the prefix`;
      for (const right of entry.permissions) if (!permissions.has(right)) yield `${module.id}: menu needs unknown right ${right}`;
    }
    for (const { event, name } of module.listens ?? []) {
      if (!events.has(event.name)) yield `${module.id}: listens to unannounced ${event.name}`;
      yield* once('listener', `${module.id}.${name}`, module.id);
    }
  }
  if (modules.filter((module) => module.callers).length !== 1) yield 'exactly one module knows callers';
  if (modules.filter((module) => module.devices).length !== 1) yield 'exactly one module keeps devices';
}

/** Used modules first; throws on a cycle. */
export function modulesInOrder(modules: readonly Module[]): Module[] {
  const byId = new Map(modules.map((module) => [module.id, module]));
  const done = new Set<Module>();
  const visit = (module: Module, path: readonly string[]) => {
    if (done.has(module)) return;
    if (path.includes(module.id)) throw new Error(`modules use each other in a cycle: ${[...path, module.id].join(' → ')}`);
    for (const used of module.uses) {
      const next = byId.get(used);
      if (next !== undefined) visit(next, [...path, module.id]);
    }
    done.add(module);
  };
  for (const module of modules) visit(module, []);
  return [...done];
}
