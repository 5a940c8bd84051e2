import type { TSchema } from 'typebox';

/**
 * A copy of a schema in which every object, at any depth, refuses fields it does not name.
 * Records (`patternProperties`) and objects that say so themselves stay as they are.
 */
export function closed<S extends TSchema>(schema: S): S {
  // A schema is plain JSON data; the copy has the same shape, so the type stays true.
  return close(schema) as S;
}

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close);
  if (node === null || typeof node !== 'object') return node;
  const copy: Record<string, unknown> = {};
  for (const key of Reflect.ownKeys(node)) {
    // TypeBox keeps its kind under non-enumerable keys: they must survive the copy
    const property = Object.getOwnPropertyDescriptor(node, key);
    if (property === undefined) continue;
    const value = property.enumerable && key !== 'const' && key !== 'enum' && key !== 'default' ? close(property.value) : property.value;
    Object.defineProperty(copy, key, { ...property, value });
  }
  if (copy['type'] === 'object' && copy['properties'] !== undefined && copy['additionalProperties'] === undefined)
    copy['additionalProperties'] = false;
  return copy;
}
