import { Extension, Node } from '@tiptap/core';
import { history, redo, undo } from '@tiptap/pm/history';
import { Fragment, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { type PictureAddresses, pictureNode } from '../picture/picture-node.ts';

/** The parts of a text without formats; the ready ones would bring a third of the page's script along. */
const Doc = Node.create({ name: 'doc', topNode: true, content: 'block+' });
const Text = Node.create({ name: 'text', group: 'inline' });
const Paragraph = Node.create({
  name: 'paragraph',
  group: 'block',
  content: 'inline*',
  parseHTML: () => [{ tag: 'p', preserveWhitespace: 'full' }],
  renderHTML: () => ['p', 0],
  addKeyboardShortcuts() {
    return { 'Shift-Enter': () => this.editor.commands.splitBlock() };
  },
});
const History = Extension.create({
  name: 'history',
  addProseMirrorPlugins: () => [history()],
  addKeyboardShortcuts() {
    const act = (step: typeof undo) => () => step(this.editor.state, this.editor.view.dispatch);
    return { 'Mod-z': act(undo), 'Shift-Mod-z': act(redo), 'Mod-y': act(redo) };
  },
});

/** After a picture at the end follows an empty line: one can go on writing. */
const LineAtEnd = Extension.create({
  name: 'lineAtEnd',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (_steps, _before, { doc, tr, schema }) =>
        doc.lastChild?.type.name === 'image' ? tr.insert(doc.content.size, schema.node('paragraph')) : null,
    }),
  ],
});

/**
 * Lines and pictures, nothing else.
 *
 * @param isKnown  whether a file belongs to what is being written: a picture copied from anywhere else does not come along
 */
export function typedNodes(addressesOf: PictureAddresses, isKnown: (fileId: string) => boolean) {
  const Picture = pictureNode(addressesOf).extend({
    parseHTML: () => [
      { tag: 'img[data-file]', getAttrs: (element: HTMLElement) => (isKnown(element.dataset['file'] ?? '') ? null : false) },
    ],
  });
  return [Doc, Text, Paragraph, History, LineAtEnd, Picture];
}

/** Plain text to be put in, line by line: an editor's own way swallows empty lines. */
export function linesOf(schema: Schema, text: string): Slice {
  const lines = text.split(/\r\n?|\n/).map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)]));
  return new Slice(Fragment.fromArray(lines), 1, 1);
}
