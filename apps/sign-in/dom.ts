type Attributes = Record<string, string | boolean | ((event: Event) => void)>;

/**
 * An element with attributes and children; functions are listeners (`click`), true and false set or leave out an attribute. Texts become text
 * nodes: nothing from data is ever read as markup.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}
