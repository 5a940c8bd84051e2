import { createElement, type ReactNode, useMemo } from 'react';
import classes from './rich-text.module.css';

/** What is shown of formatted text; the server has cleaned it by the same list. */
const elements = new Set(['p', 'br', 'strong', 'em', 'u', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'h2', 'h3', 'hr', 'a']);
/** Headings in a task stand below the page's own. */
const shownAs: Record<string, string> = { h2: 'h3', h3: 'h4' };

/** Formatted text as elements of the page: parsed without running anything, and built anew from harmless elements only. */
export function RichText({ html }: { html: string }) {
  const content = useMemo(() => {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    return [...parsed.body.childNodes].map(shown);
  }, [html]);
  return <div className={classes.text}>{content}</div>;
}

function shown(node: ChildNode, key: number): ReactNode {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  const children = [...node.childNodes].map(shown);
  if (!elements.has(name)) return children;
  if (name === 'br' || name === 'hr') return createElement(name, { key });
  if (name === 'a') return createElement('a', { key, ...linkOf(node.getAttribute('href') ?? '') }, children);
  if (name === 'ol') return createElement('ol', { key, start: Number(node.getAttribute('start') ?? 1) }, children);
  return createElement(shownAs[name] ?? name, { key }, children);
}

function linkOf(href: string): object {
  return /^(https?:|mailto:)/i.test(href) ? { href, target: '_blank', rel: 'noopener noreferrer nofollow' } : {};
}
