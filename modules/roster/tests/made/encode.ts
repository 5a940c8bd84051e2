/** Signs of Windows-1252 beyond Latin-1 that the invented names use. */
const beyondLatin1: Record<string, number> = { '€': 0x80, '‚': 0x82, '„': 0x84, '–': 0x96, '’': 0x92, Š: 0x8a, š: 0x9a, Ž: 0x8e, ž: 0x9e };

/**
 * Text in the encoding a school program writes.
 *
 * @throws an error for a sign that Windows-1252 does not have
 */
export function encoded(text: string, encoding: 'windows-1252' | 'utf-8' | 'utf-8-bom'): Uint8Array {
  if (encoding !== 'windows-1252') return new TextEncoder().encode(encoding === 'utf-8' ? text : `\ufeff${text}`);
  return Uint8Array.from(text, (sign) => {
    const code = beyondLatin1[sign] ?? sign.charCodeAt(0);
    if (code > 0xff) throw new Error(`${sign} is not in Windows-1252`);
    return code;
  });
}
