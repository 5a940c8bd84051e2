import type { Contract } from './contract.ts';

/** Fills a contract's path: parameters, school, query. */
export function addressOf(contract: Contract, input: { params?: object; query?: object }, school: string): string {
  const params = new Map(Object.entries(input.params ?? {}));
  const path = contract.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params.get(name))));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) if (value !== undefined && value !== null) query.set(name, String(value));
  const tail = query.size > 0 ? `?${query}` : '';
  return `/api${contract.scope === 'school' ? `/${school}` : ''}${path}${tail}`;
}
