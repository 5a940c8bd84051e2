import type { PropName } from './xml-in.ts';

export const xmlType = 'application/xml; charset=utf-8';
export const multistatusBegin = '<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus xmlns:D="DAV:">';
export const multistatusEnd = '</D:multistatus>';

/** Text inside an element or attribute; what XML cannot hold becomes a replacement sign. */
export function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 cannot hold
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}

/** An element of the DAV namespace. */
export function dav(name: string, inner = ''): string {
  return inner === '' ? `<D:${name}/>` : `<D:${name}>${inner}</D:${name}>`;
}

/** A property without value, for PROPPATCH's answer, names and what is missing. */
export function emptyProp({ namespace, name }: PropName): string {
  if (namespace === 'DAV:') return `<D:${name}/>`;
  return namespace === '' ? `<${name} xmlns=""/>` : `<P:${name} xmlns:P="${escaped(namespace)}"/>`;
}

/** One resource's properties by status; statuses without properties are left out. */
export function propResponse(href: string, byStatus: readonly (readonly [status: string, props: readonly string[]])[]): string {
  const filled = byStatus.filter(([, props]) => props.length > 0);
  const stats = (filled.length === 0 ? [['200 OK', []] as const] : filled).map(([status, props]) =>
    dav('propstat', `<D:prop>${props.join('')}</D:prop>${dav('status', `HTTP/1.1 ${status}`)}`),
  );
  return dav('response', `${dav('href', escaped(href))}${stats.join('')}`);
}

/** The body that names a broken condition (RFC 4918 section 16). */
export function errorBody(condition: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<D:error xmlns:D="DAV:"><D:${condition}/></D:error>`;
}
