import { createElement, type ReactNode, useMemo, useRef } from 'react';
import { Formula } from './formula/Formula.tsx';
import picture from './picture/picture.module.css';
import classes from './rich-text.module.css';

/** What is shown of formatted text; the server has cleaned it by the same list. */
const elements = new Set(['p', 'br', 'strong', 'em', 'u', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'h2', 'h3', 'hr', 'a']);
/** Headings in a task stand below the page's own. */
const shownAs: Record<string, string> = { h2: 'h3', h3: 'h4' };

interface Props {
  html: string;
  /** Where the file of a picture is, for this reader. */
  picturesAt: (fileId: string) => string;
}

/** Formatted text as elements of the page: parsed without running anything, and built anew from harmless elements only. */
export function RichText({ html, picturesAt }: Props) {
  const address = useRef(picturesAt);
  address.current = picturesAt;
  const content = useMemo(() => {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    return [...parsed.body.childNodes].map((node, key) => shown(node, key, (id) => address.current(id)));
  }, [html]);
  return <div className={classes.text}>{content}</div>;
}

function shown(node: ChildNode, key: number, picturesAt: Props['picturesAt']): ReactNode {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  if (name === 'img') return pictureOf(node, key, picturesAt);
  const formula = node.getAttribute('data-formula');
  if (formula !== null) return <Formula key={key} latex={node.textContent ?? ''} isBlock={formula === 'block'} />;
  const children = [...node.childNodes].map((child, place) => shown(child, place, picturesAt));
  if (!elements.has(name)) return children;
  if (name === 'br' || name === 'hr') return createElement(name, { key });
  if (name === 'a') return createElement('a', { key, ...linkOf(node.getAttribute('href') ?? '') }, children);
  if (name === 'ol') return createElement('ol', { key, start: Number(node.getAttribute('start') ?? 1) }, children);
  return createElement(shownAs[name] ?? name, { key }, children);
}

/** Only a file of ours by its id; an address in the text is not looked at. */
function pictureOf(node: Element, key: number, picturesAt: Props['picturesAt']): ReactNode {
  const fileId = node.getAttribute('data-file') ?? '';
  if (!/^[0-9a-f-]{36}$/.test(fileId)) return null;
  const [width, height] = [Number(node.getAttribute('width')), Number(node.getAttribute('height'))];
  return (
    <img
      key={key}
      className={picture.picture}
      data-size={node.getAttribute('data-size')}
      src={picturesAt(fileId)}
      alt={node.getAttribute('alt') ?? ''}
      loading="lazy"
      {...(width > 0 && height > 0 && { width, height })}
    />
  );
}

function linkOf(href: string): object {
  return /^(https?:|mailto:)/i.test(href) ? { href, target: '_blank', rel: 'noopener noreferrer nofollow' } : {};
}
