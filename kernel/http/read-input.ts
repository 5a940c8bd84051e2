import type { FastifyRequest } from 'fastify';
import { Compile } from 'typebox/compile';
import { Convert, Default } from 'typebox/value';
import type { Contract } from '#kernel/contract/contract.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';

export interface ReadInput {
  params: unknown;
  query: unknown;
  body: unknown;
}

/**
 * Makes the function that reads one contract's request: parameters and query become numbers and booleans where the
 * contract says so, defaults are filled in, anything that does not fit is refused with its place. So is a text with the character NUL or half a
 * surrogate pair: PostgreSQL keeps neither, in text or in JSON.
 *
 * @throws `kernel.bad_request` (400) with `place` (JSON pointer) and `problem`
 */
export function inputReader(contract: Contract): (request: FastifyRequest) => ReadInput {
  const params = checker(contract, 'params', true);
  const query = checker(contract, 'query', true);
  const body = checker(contract, 'body', false);
  return (request) => {
    // fastify types both as unknown; they are plain string maps
    const { school: _school, ...own } = request.params as Record<string, string>;
    return {
      params: params(contract.scope === 'school' ? own : request.params),
      query: query(request.query),
      body: contract.method === 'GET' ? {} : body(request.body ?? {}),
    };
  };
}

function checker(contract: Contract, part: 'params' | 'query' | 'body', fromText: boolean): (given: unknown) => unknown {
  const schema = contract[part];
  const validator = Compile(schema);
  return (given) => {
    const value = Default(schema, fromText ? Convert(schema, given) : given);
    if (validator.Check(value)) {
      const place = unkeepable(value, part);
      if (place !== null) throw kernelRefusals.badRequest({ place, problem: 'holds a character that no text has' });
      return value;
    }
    const [first] = validator.Errors(value);
    throw kernelRefusals.badRequest({ place: `${part}${first?.instancePath ?? ''}`, problem: first?.message ?? '' });
  };
}

/** The place of the first text that cannot be kept, as a JSON pointer behind its part; null when there is none. */
function unkeepable(value: unknown, place: string): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? place : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = unkeepable(key, place) ?? unkeepable(inner, `${place}/${key}`);
    if (found !== null) return found;
  }
  return null;
}
