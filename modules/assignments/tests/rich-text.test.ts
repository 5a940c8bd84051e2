import { expect, test } from 'vitest';
import { cleanRichText } from '../rich-text.ts';

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
