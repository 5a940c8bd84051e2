import { expect, test } from 'vitest';
import { cleanRichText, picturesIn } from '../rich-text.ts';

test('formatting stays', () => {
  const html = '<h2>A</h2><p><strong>b</strong> <em>c</em></p><ul><li><p>d</p></li></ul><ol start="3"><li>e</li></ol>';
  expect(cleanRichText(html)).toBe(html);
});

test.each([
  ['a script', '<p>a</p><script>alert(1)</script>', '<p>a</p>'],
  ['a handler', '<p onclick="alert(1)">a</p>', '<p>a</p>'],
  ['a picture that calls', '<p>a</p><img src=x onerror=alert(1)>', '<p>a</p>'],
  ['a style', '<p style="position:fixed">a</p><style>*{}</style>', '<p>a</p>'],
  ['a frame', '<iframe src="https://x.example"></iframe><p>a</p>', '<p>a</p>'],
  ['a drawing with a script', '<svg><script>alert(1)</script></svg><p>a</p>', '<p>a</p>'],
  ['an unclosed tag', '<p>a<b>', '<p>a<strong></strong></p>'],
])('%s is taken out', (_what, html, clean) => {
  expect(cleanRichText(html)).toBe(clean);
});

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', '//x.example', ' java\nscript:alert(1)'])(
  'a link to %s leads nowhere',
  (href) => {
    expect(cleanRichText(`<a href="${href}">a</a>`)).not.toMatch(/href/);
  },
);

test('a link to a page opens apart and tells nothing about us', () => {
  expect(cleanRichText('<a href="https://x.example/a">a</a>')).toBe(
    '<a href="https://x.example/a" rel="noopener noreferrer nofollow" target="_blank">a</a>',
  );
});

test('an empty editor is no text', () => {
  expect(cleanRichText('<p></p>')).toBe('');
  expect(cleanRichText('<p>&nbsp;</p><hr>')).toBe('');
});

const id = '0191f0a0-1111-7000-8000-000000000001';
const known = new Set([id]);

test('a formula keeps its LaTeX and nothing else', () => {
  const html = '<p>Es gilt <span data-formula="inline">\\frac{1}{2} &lt; 1</span>.</p><div data-formula="block">\\sqrt{x}</div>';
  expect(cleanRichText(html)).toBe(html);
  expect(cleanRichText('<span data-formula="x" class="a" style="position:fixed" onclick="alert(1)">x</span>')).toBe(
    '<span data-formula="inline">x</span>',
  );
  expect(cleanRichText('<div class="page">a <span style="color:red">b</span></div>')).toBe('a b');
});

test('a picture names a file, its words, its room and its size', () => {
  const html = `<img data-file="${id}" data-size="full" alt="Ein &quot;Kreis&quot; &lt;r&gt;" width="800" height="600">`;
  expect(cleanRichText(html, known)).toBe(html);
  expect(picturesIn(html)).toEqual([id]);
});

test.each([
  ['an address', `<img data-file="${id}" src="https://x.example/a.png" srcset="https://x.example/b.png 2x">`],
  ['a handler', `<img data-file="${id}" onerror="alert(1)" onload=alert(1)>`],
  ['a script as address', `<img data-file="${id}" src="javascript:alert(1)">`],
  ['data as address', `<img data-file="${id}" src="data:image/svg+xml,<svg onload=alert(1)>">`],
  ['styles', `<img data-file="${id}" style="background:url(https://x.example)" class="x" id="y">`],
  ['odd sizes', `<img data-file="${id}" data-size="huge" width="1e9" height="-1">`],
])('%s is taken off a picture', (_what, html) => {
  expect(cleanRichText(html, known)).toBe(`<img data-file="${id}" data-size="medium" alt="">`);
});

test.each([
  ['nobody knows', '<img data-file="0191f0a0-2222-7000-8000-000000000001">'],
  ['without a file', '<img src="/api/goethe/files/x/content">'],
  ['with a path', '<img data-file="../../x">'],
  ['drawn by a program', '<svg><image href="https://x.example/a.png"/></svg>'],
  ['framed', '<picture><source srcset="https://x.example/a.png"></picture>'],
])('a picture %s is taken out', (_what, html) => {
  expect(cleanRichText(`<p>a</p>${html}`, known)).toBe('<p>a</p>');
});

test('a picture alone is a text, and words that look like one name no file', () => {
  expect(cleanRichText(`<img data-file="${id}">`, known)).not.toBe('');
  expect(picturesIn(cleanRichText(`<p>&lt;img data-file="${id}"</p>`, known))).toEqual([]);
  expect(picturesIn(cleanRichText(`<p><a href="https://x.example/<img data-file=&quot;${id}&quot;">a</a></p>`, known))).toEqual([]);
});
