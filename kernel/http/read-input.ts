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
 * contract says so, defaults are filled in, anything that does not fit is refused with its place. So is a text with the character NUL, which
 * PostgreSQL does not keep. Half a surrogate pair (an emoji that was cut) becomes the sign for what is no character.
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
    if (validator.Check(value)) return keepable(value, part);
    const [first] = validator.Errors(value);
    throw kernelRefusals.badRequest({ place: `${part}${first?.instancePath ?? ''}`, problem: first?.message ?? '' });
  };
}

/** The same value, fresh from the request, with texts that can be kept as text and as JSON. */
function keepable(value: unknown, place: string): unknown {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw kernelRefusals.badRequest({ place, problem: 'holds a character that no text has' });
    return value.isWellFormed() ? value : value.toWellFormed();
  }
  if (typeof value !== 'object' || value === null) return value;
  // what was parsed from JSON or an address is plain: lists and maps of texts
  const parts = value as Record<string, unknown>;
  for (const key of Object.keys(parts)) {
    if (keepable(key, place) !== key) throw kernelRefusals.badRequest({ place, problem: 'holds a character that no text has' });
    const kept = keepable(parts[key], `${place}/${key}`);
    if (kept !== parts[key]) parts[key] = kept;
  }
  return value;
}
