import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { openMailer } from '../open-mailer.ts';
import { openRest } from '../rest.ts';

test('a server that does not answer is left alone after the third mail, then tried with one, and left alone for longer', () => {
  let now = 0;
  const rest = openRest(() => now);
  rest.unanswered();
  rest.unanswered();
  expect(rest.isResting()).toBe(false);
  rest.unanswered();
  expect(rest.isResting()).toBe(true);
  now = 15_000;
  expect(rest.isResting()).toBe(false);
  rest.unanswered();
  now += 29_999;
  expect(rest.isResting()).toBe(true);
  for (let more = 0; more < 10; more += 1) rest.unanswered();
  now += 60_000;
  expect(rest.isResting()).toBe(false);
});

test('an answer ends the counting', () => {
  const rest = openRest(() => 0);
  rest.unanswered();
  rest.unanswered();
  rest.answered();
  rest.unanswered();
  expect(rest.isResting()).toBe(false);
});

test('mails to a server that hangs up are later ones, and the fourth does not even try', async () => {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const mailer = openMailer({ SMTP_URL: `smtp://127.0.0.1:${port}`, SCHULHOF_MAIL_FROM: 'noreply@schule.example' }, '/nowhere');
  const mail = { to: 'a@schule.example', subject: 'x', text: 'x', language: 'de', messageId: 'x' };
  for (let time = 0; time < 3; time += 1) expect(await mailer.send(mail)).toMatchObject({ outcome: 'later' });
  const before = calls;
  expect(before).toBeGreaterThanOrEqual(3);
  expect(await mailer.send(mail)).toEqual({ outcome: 'later', reply: 'the mail server does not answer' });
  expect(calls).toBe(before);
  mailer.close();
  server.close();
});
