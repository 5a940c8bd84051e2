import Image from '@tiptap/extension-image';
import classes from './picture.module.css';

/** Where a picture's bytes are, first choice first: of the work, of one's own files. */
export type PictureAddresses = (fileId: string) => readonly string[];

/**
 * Pictures of the editor. What is kept of one is the id of a file, how large it stands there, and its words; an address is made here and never
 * taken from a text, so that what is pasted calls nobody.
 */
export function pictureNode(addressesOf: PictureAddresses) {
  return Image.extend({
    addAttributes: () => ({
      fileId: {
        default: '',
        parseHTML: (element) => element.getAttribute('data-file') ?? '',
        renderHTML: ({ fileId }) => ({ 'data-file': fileId }),
      },
      size: {
        default: 'medium',
        parseHTML: (element) => element.getAttribute('data-size') ?? 'medium',
        renderHTML: ({ size }) => ({ 'data-size': size }),
      },
      alt: { default: '', parseHTML: (element) => element.getAttribute('alt') ?? '' },
      width: { default: null },
      height: { default: null },
    }),
    parseHTML: () => [{ tag: 'img[data-file]' }],
    renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
    // the usual ones take addresses
    addCommands: () => ({}),
    addInputRules: () => [],
    addNodeView:
      () =>
      ({ node }) => {
        const dom = document.createElement('img');
        dom.className = classes.picture ?? '';
        const addresses = [...addressesOf(String(node.attrs['fileId']))];
        const show = ({ size, alt, width, height }: typeof node.attrs) => {
          dom.dataset['size'] = size;
          dom.alt = alt;
          if (width !== null) dom.setAttribute('width', String(width));
          if (height !== null) dom.setAttribute('height', String(height));
        };
        const next = () => {
          const address = addresses.shift();
          if (address !== undefined) dom.src = address;
        };
        dom.addEventListener('error', next); // not there (yet): it may lie among one's own files
        show(node.attrs);
        next();
        return {
          dom,
          update: (changed) => {
            if (changed.type.name !== node.type.name || changed.attrs['fileId'] !== node.attrs['fileId']) return false;
            show(changed.attrs);
            return true;
          },
        };
      },
  });
}
