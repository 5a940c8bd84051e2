import { picturesChosen } from '#modules/identities/cards/code-format.ts';
import { el } from '../dom.ts';
import { drawPicture, type PictureId, pictureIds } from './pictures.ts';
import { say } from './say.ts';

/** A field of pictures from which three are tapped, in order; one may come twice. */
export interface Picker {
  root: HTMLElement;
  chosen(): PictureId[];
  clear(): void;
}

/** The name of a picture in the present language. */
const nameOf = (id: PictureId) => say(`picture_${id}`);

/** Draws the field: big buttons with names for those who hear the page, three places that fill, and one step back. */
export function picker(): Picker {
  let chosen: PictureId[] = [];
  const places = el('ol', { class: 'places', 'aria-label': say('chosen') });
  const heard = el('p', { class: 'only-heard', role: 'status' });
  const back = el('button', { type: 'button', class: 'plain back', click: () => change(chosen.slice(0, -1), '') }, say('back'));
  const change = (next: PictureId[], words: string) => {
    chosen = next;
    heard.textContent = words;
    back.disabled = chosen.length === 0;
    places.replaceChildren(
      ...Array.from({ length: picturesChosen }, (_, place) => {
        const id = chosen[place];
        const words = say('place', { place: place + 1, name: id === undefined ? say('empty') : nameOf(id) });
        return el(
          'li',
          { class: id === undefined ? 'place' : 'place taken' },
          id === undefined ? null : drawPicture(id),
          el('span', { class: 'only-heard' }, words),
        );
      }),
    );
  };
  const tap = (id: PictureId) => {
    if (chosen.length < picturesChosen) change([...chosen, id], say('count', { name: nameOf(id), count: chosen.length + 1 }));
  };
  const field = el(
    'div',
    { class: 'pictures', role: 'group', 'aria-label': say('pictures') },
    ...pictureIds.map((id) =>
      el(
        'button',
        { type: 'button', class: 'picture', 'aria-label': nameOf(id), title: nameOf(id), click: () => tap(id) },
        drawPicture(id),
      ),
    ),
  );
  change([], '');
  return { root: el('div', { class: 'picker' }, places, field, back, heard), chosen: () => chosen, clear: () => change([], '') };
}
