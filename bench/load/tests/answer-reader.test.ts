import { describe, expect, test } from 'vitest';
import { openAnswerReader } from '../http/answer-reader.ts';

/** Reads an answer that comes in pieces of so many bytes. */
function read(text: string, size: number) {
  const reader = openAnswerReader();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    const answer = reader.push(bytes.subarray(at, at + size));
    if (answer !== null) return answer;
  }
  return reader.end();
}

describe.each([1, 7, 10_000])('an answer in pieces of %i bytes', (size) => {
  test('with a length', () => {
    const text =
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\nset-cookie: a=1; Path=/\r\nSet-Cookie: b=2\r\ncontent-type: text/html\r\n\r\nGrüße 1';
    expect(read(text, size)).toMatchObject({
      status: 200,
      body: 'Grüße 1',
      cookies: ['a=1; Path=/', 'b=2'],
      type: 'text/html',
      closes: false,
    });
  });

  test('in chunks', () => {
    const text =
      'HTTP/1.1 503 No\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n3\r\nabc\r\n1a\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n';
    expect(read(text, size)).toMatchObject({ status: 503, body: 'abcabcdefghijklmnopqrstuvwxyz', closes: true });
  });

  test('after an early hint, and one without content', () => {
    const text = 'HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\nHTTP/1.1 204 No Content\r\nlocation: /x\r\n\r\n';
    expect(read(text, size)).toMatchObject({ status: 204, body: '', location: '/x' });
  });

  test('whose end is the end of the line', () => {
    expect(read('HTTP/1.1 200 OK\r\n\r\nabc', size)).toMatchObject({ body: 'abc' });
  });
});
