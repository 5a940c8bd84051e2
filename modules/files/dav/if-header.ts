import { DavAnswer } from './answer.ts';

/** One condition: a state token or an ETag, perhaps negated. */
export type Condition = { not: boolean } & ({ token: string } | { etag: string });

/** Conditions that must all hold, of one resource (null: that of the request). */
export interface ConditionList {
  resource: string | null;
  conditions: Condition[];
}

const listPart = /^\s*(Not\b)?\s*(?:<([^>]*)>|\[((?:W\/)?"[^"]*")\])/i;

/**
 * The `If` header of RFC 4918 section 10.4. It holds when one of the lists holds.
 *
 * @throws 400 where it is no such header
 */
export function readIf(header: string): ConditionList[] {
  const lists: ConditionList[] = [];
  let rest = header.trim();
  let resource: string | null = null;
  while (rest !== '') {
    const tag = /^<([^>]*)>\s*/.exec(rest);
    if (tag !== null) {
      resource = tag[1] ?? '';
      rest = rest.slice(tag[0].length);
    }
    if (!rest.startsWith('(')) throw new DavAnswer(400);
    rest = rest.slice(1);
    const conditions: Condition[] = [];
    for (let part = listPart.exec(rest); part !== null; part = listPart.exec(rest)) {
      const [whole, not, token, etag = ''] = part;
      conditions.push({ not: not !== undefined, ...(token === undefined ? { etag } : { token }) });
      rest = rest.slice(whole.length);
    }
    rest = rest.trimStart();
    if (!rest.startsWith(')') || conditions.length === 0) throw new DavAnswer(400);
    rest = rest.slice(1).trimStart();
    lists.push({ resource, conditions });
  }
  if (lists.length === 0) throw new DavAnswer(400);
  return lists;
}

/** Every token that is shown, wherever it stands: who shows it knows it (section 10.4.1). */
export function tokensIn(lists: readonly ConditionList[]): string[] {
  return lists.flatMap(({ conditions }) =>
    conditions.flatMap((condition) => ('token' in condition && !condition.not ? [condition.token] : [])),
  );
}

/** What is true of a resource. */
export interface State {
  tokens: readonly string[];
  etag: string | null;
}

/** Whether one of the lists holds. */
export async function holds(lists: readonly ConditionList[], stateOf: (resource: string | null) => Promise<State>): Promise<boolean> {
  for (const { resource, conditions } of lists) {
    const state = await stateOf(resource);
    const isTrue = (condition: Condition) =>
      'token' in condition ? state.tokens.includes(condition.token) : state.etag === condition.etag;
    if (conditions.every((condition) => isTrue(condition) !== condition.not)) return true;
  }
  return false;
}
