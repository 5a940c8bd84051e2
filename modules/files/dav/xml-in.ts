import { DOMParser, type Element, type Node, XMLSerializer } from '@xmldom/xmldom';
import { DavAnswer } from './answer.ts';

/** A property's full name. */
export interface PropName {
  namespace: string;
  name: string;
}

/** What a PROPFIND wants to know. */
export type Wanted = { kind: 'all' } | { kind: 'names' } | { kind: 'some'; names: PropName[] };

/** One step of a PROPPATCH: the whole element for `set`, namespaces declared in it; null for `remove`. */
export interface PropChange extends PropName {
  xml: string | null;
}

/** What a LOCK asks for; `owner` is the whole element. */
export interface LockWish {
  shared: boolean;
  owner: string | null;
}

/** RFC 4918 section 14.20. An empty body asks for all. */
export function readPropfind(body: string): Wanted {
  if (body.trim() === '') return { kind: 'all' };
  const root = rootOf(body, 'propfind');
  const children = elementsIn(root);
  if (children.some((child) => isDav(child, 'propname'))) return { kind: 'names' };
  const prop = children.find((child) => isDav(child, 'prop'));
  if (prop !== undefined) return { kind: 'some', names: elementsIn(prop).map(nameOf) };
  if (children.some((child) => isDav(child, 'allprop'))) return { kind: 'all' };
  throw new DavAnswer(400);
}

/** RFC 4918 section 14.19: changes in the order of the document. */
export function readProppatch(body: string): PropChange[] {
  const writer = new XMLSerializer();
  const changes: PropChange[] = [];
  for (const step of elementsIn(rootOf(body, 'propertyupdate'))) {
    const isSet = isDav(step, 'set');
    if (!isSet && !isDav(step, 'remove')) continue;
    for (const prop of elementsIn(step).filter((child) => isDav(child, 'prop')))
      for (const element of elementsIn(prop)) changes.push({ ...nameOf(element), xml: isSet ? writer.serializeToString(element) : null });
  }
  if (changes.length === 0) throw new DavAnswer(400);
  return changes;
}

/** RFC 4918 section 14.11. */
export function readLockinfo(body: string): LockWish {
  const children = elementsIn(rootOf(body, 'lockinfo'));
  const scope = children.find((child) => isDav(child, 'lockscope'));
  const type = children.find((child) => isDav(child, 'locktype'));
  if (scope === undefined || type === undefined || !elementsIn(type).some((child) => isDav(child, 'write'))) throw new DavAnswer(400);
  const owner = children.find((child) => isDav(child, 'owner'));
  const xml = owner === undefined ? null : new XMLSerializer().serializeToString(owner);
  if (xml !== null && xml.length > 2_000) throw new DavAnswer(413);
  return { shared: elementsIn(scope).some((child) => isDav(child, 'shared')), owner: xml };
}

function rootOf(body: string, name: string): Element {
  // entities can be made to grow without end, and nobody needs them here
  if (/<!(?:DOCTYPE|ENTITY)/i.test(body)) throw new DavAnswer(400);
  let root: Element | null;
  try {
    const fail = () => {
      throw new DavAnswer(400);
    };
    root = new DOMParser({ onError: fail }).parseFromString(body, 'application/xml').documentElement;
  } catch {
    throw new DavAnswer(400);
  }
  if (root === null || !isDav(root, name)) throw new DavAnswer(400);
  checkNames(root);
  return root;
}

/** A prefix without a namespace is no name (Namespaces in XML 1.0, section 5). */
function checkNames(element: Element): void {
  if (element.prefix && !element.namespaceURI) throw new DavAnswer(400);
  for (const child of elementsIn(element)) checkNames(child);
}

function elementsIn(element: Element): Element[] {
  const found: Element[] = [];
  for (let child: Node | null = element.firstChild; child !== null; child = child.nextSibling)
    if (child.nodeType === 1) found.push(child as Element); // node type 1 is an element
  return found;
}

function isDav(element: Element, name: string): boolean {
  return element.namespaceURI === 'DAV:' && element.localName === name;
}

function nameOf(element: Element): PropName {
  const name = element.localName ?? '';
  const namespace = element.namespaceURI ?? '';
  if (name.length > 200 || namespace.length > 500) throw new DavAnswer(413);
  return { namespace, name };
}
