import { InputRule, Node } from '@tiptap/react';
import classes from './formula.module.css';
import { showFormula } from './show-formula.ts';

const isBlockOf = { formula: false, formulaBlock: true };

/** One kind of formula for the editor: a whole that holds its LaTeX and is drawn; stored as an element with the LaTeX as its text. */
function formulaNode(name: keyof typeof isBlockOf, tag: 'span' | 'div', typed: RegExp) {
  const isBlock = isBlockOf[name];
  return Node.create({
    name,
    group: isBlock ? 'block' : 'inline',
    inline: !isBlock,
    atom: true,
    selectable: true,
    addAttributes: () => ({ latex: { default: '', rendered: false } }),
    parseHTML: () => [{ tag: `${tag}[data-formula]`, getAttrs: (element) => ({ latex: element.textContent ?? '' }) }],
    renderHTML: ({ node }) => [tag, { 'data-formula': isBlock ? 'block' : 'inline' }, String(node.attrs['latex'])],
    renderText: ({ node }) => (isBlock ? `$$${node.attrs['latex']}$$` : `$${node.attrs['latex']}$`),
    addNodeView:
      () =>
      ({ node, editor, getPos }) => {
        const dom: HTMLElement = document.createElement(tag);
        dom.className = `${isBlock ? classes.block : classes.inline} ${classes.inEditor}`;
        let latex = String(node.attrs['latex']);
        showFormula(dom, latex, isBlock);
        // its many inner elements are no places of the text: a press anywhere in it means the whole
        dom.addEventListener('mousedown', (event) => {
          const at = getPos();
          if (at === undefined || event.button !== 0) return;
          event.preventDefault();
          editor.chain().focus().setNodeSelection(at).run();
        });
        return {
          dom,
          update: (next) => {
            if (next.type.name !== name) return false;
            const newer = String(next.attrs['latex']);
            if (newer !== latex) showFormula(dom, newer, isBlock);
            latex = newer;
            return true;
          },
          stopEvent: ({ type }) => type === 'mousedown',
          // what is drawn inside is none of the editor's text
          ignoreMutation: () => true,
        };
      },
    addInputRules() {
      return [
        new InputRule({
          find: typed,
          handler: ({ state, range, match }) => {
            const latex = match[1]?.trim() ?? '';
            if (latex === '') return null;
            const from = range.from + match[0].indexOf('$');
            const node = this.type.create({ latex });
            if (isBlock) state.tr.delete(from, range.to).replaceRangeWith(from, from, node);
            else state.tr.replaceWith(from, range.to, node);
            return undefined;
          },
        }),
      ];
    },
  });
}

/** `$…$` within a line. */
export const InlineFormula = formulaNode('formula', 'span', /(?:^|[\s(])\$([^\s$](?:[^$]*[^\s$])?)\$$/);
/** `$$…$$` alone in its paragraph. */
export const BlockFormula = formulaNode('formulaBlock', 'div', /^\$\$([^$]+)\$\$$/);
