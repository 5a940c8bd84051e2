/** A setting's type as JSON Schema, as far as the form can draw it. */
export type Drawable =
  | { kind: 'yes-no' }
  | { kind: 'number'; min?: number; max?: number; whole: boolean }
  | { kind: 'text'; max?: number }
  | { kind: 'clock' }
  | { kind: 'clocks'; most: number }
  | { kind: 'choice'; options: string[] }
  | { kind: 'parts'; parts: { name: string; type: Drawable }[] }
  | { kind: 'unknown' };

/** Reads what kind of field a JSON Schema asks for. What is not known here is not drawn. */
export function drawableOf(schema: unknown): Drawable {
  if (!isRecord(schema)) return { kind: 'unknown' };
  const options = schema['anyOf'];
  if (Array.isArray(options)) {
    const words = options.map((option: unknown) => (isRecord(option) ? option['const'] : undefined));
    return words.every((word) => typeof word === 'string') ? { kind: 'choice', options: words } : { kind: 'unknown' };
  }
  if (schema['type'] === 'boolean') return { kind: 'yes-no' };
  if (schema['type'] === 'integer' || schema['type'] === 'number') {
    return {
      kind: 'number',
      whole: schema['type'] === 'integer',
      ...numberOf('min', schema['minimum']),
      ...numberOf('max', schema['maximum']),
    };
  }
  if (schema['type'] === 'string') {
    if (schema['description'] === 'HH:MM') return { kind: 'clock' };
    return { kind: 'text', ...numberOf('max', schema['maxLength']) };
  }
  const items = schema['items'];
  if (schema['type'] === 'array' && isRecord(items) && drawableOf(items).kind === 'clock') {
    return { kind: 'clocks', most: typeof schema['maxItems'] === 'number' ? schema['maxItems'] : 50 };
  }
  const properties = schema['properties'];
  if (schema['type'] !== 'object' || !isRecord(properties)) return { kind: 'unknown' };
  const parts = Object.entries(properties).map(([name, part]) => ({ name, type: drawableOf(part) }));
  return parts.every(({ type }) => type.kind !== 'unknown' && type.kind !== 'parts') ? { kind: 'parts', parts } : { kind: 'unknown' };
}

function numberOf<K extends string>(name: K, value: unknown): { [key in K]?: number } {
  return typeof value === 'number' ? ({ [name]: value } as { [key in K]?: number }) : {}; // a computed key loses its type
}

/** Plain JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
