import { cardCodeLength, finderOf, readCardCode } from '#modules/identities/cards/code-format.ts';
import type { openCardContract } from '#modules/identities/cards/contract.ts';
import { warmUpOpaque } from '#modules/identities/web/opaque-client.ts';
import { ask } from '../call.ts';
import { el } from '../dom.ts';
import { field } from '../fields.ts';
import { Fault, form, wordsFor } from '../form.ts';
import { prepare, show, type View } from '../frame.ts';
import { camera, canScan } from './camera.ts';
import './card.css';
import { choosePictures } from './choose-pictures.ts';
import { say } from './say.ts';
import { showPictures } from './show-pictures.ts';

/** Signing in with a card: its code from the address (scanned with the device's own camera), from our camera, or typed. */
export async function cardPage(fromAddress: string): Promise<void> {
  warmUpOpaque();
  const code = readCardCode(fromAddress);
  const scans = await canScan();
  if (code === null) return show(() => codeView(scans, fromAddress === '' ? '' : say('codeBad')));
  prepare(() => codeView(scans, '', code));
  await openWith(code).catch((error: unknown) => {
    const words = wordsFor(error);
    show(() => codeView(scans, words, code));
  });
}

function codeView(scans: boolean, problem: string, scanned = ''): View {
  const code = field({ name: 'card', label: say('code'), hint: say('codeHint'), maxlength: 120, value: scanned });
  const length = el('p', { class: 'hint length', role: 'status' });
  code.input.addEventListener('input', () => {
    code.fault('');
    const count = code.input.value.replaceAll(/[\s-]/g, '').length;
    length.textContent = count === 0 || count > cardCodeLength ? '' : say('codeLength', { count });
  });
  const work = async () => {
    const read = readCardCode(code.input.value);
    if (read === null) {
      code.fault(say('codeBad'));
      throw new Fault('');
    }
    await openWith(read);
  };
  const found = (text: string): boolean => {
    const read = readCardCode(text);
    if (read === null) return false;
    openWith(read).catch((error: unknown) => {
      const words = wordsFor(error);
      show(() => codeView(scans, words, read));
    });
    return true;
  };
  return {
    title: say('title'),
    body: [
      problem === '' ? null : el('p', { class: 'problem', role: 'alert' }, problem),
      el('p', { class: 'lead' }, say('lead')),
      scans ? camera(found) : null,
      form({ fields: [code.root, length], submit: say('go'), work }),
      el('ul', { class: 'ways' }, el('li', {}, el('a', { href: '/' }, say('noCard')))),
    ],
  };
}

/** @throws CallRefused */
async function openWith(code: string): Promise<void> {
  const { next } = await ask<typeof openCardContract>('/card/open', { finder: finderOf(code) });
  const other = () => location.assign('/karte');
  show(() => (next === 'choose' ? choosePictures(code, other) : showPictures(code, other)));
}
