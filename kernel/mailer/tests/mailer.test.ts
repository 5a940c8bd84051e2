import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Mail } from '../mail.ts';
import { mailPage, mailText } from '../mail-page.ts';
import type { Mailer } from '../mailer.ts';
import { openMailer } from '../open-mailer.ts';

/** What the server answers to a step: nothing, or a refusal. */
type Answers = { from?: [number, string]; to?: [number, string]; data?: [number, string] };

let folder: string;
let server: SMTPServer;
let port: number;
let mailer: Mailer;
let answers: Answers = {};
let received: { to: string[]; from: string; raw: Buffer }[] = [];

/** Starts a server and says on which port it listens. */
function portOf(listen: (ready: () => void) => Server): Promise<number> {
  return new Promise((resolve) => {
    const listener = listen(() => {
      const address = listener.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
    });
  });
}

const refusal = (answer: [number, string] | undefined) =>
  answer ? Object.assign(new Error(answer[1]), { responseCode: answer[0] }) : undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-'));
  server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => (auth.password === 'right' ? done(null, { user: 'school' }) : done(new Error('wrong password'))),
    onMailFrom: (_address, _session, done) => done(refusal(answers.from)),
    onRcptTo: (_address, _session, done) => done(refusal(answers.to)),
    onData: (stream, session, done) => {
      buffer(stream).then((raw) => {
        const fault = refusal(answers.data);
        const { mailFrom, rcptTo } = session.envelope;
        if (!fault) received.push({ raw, from: mailFrom ? mailFrom.address : '', to: rcptTo.map((to) => to.address) });
        done(fault);
      }, done);
    },
  });
  port = await portOf((ready) => server.listen(0, '127.0.0.1', ready));
  mailer = openMailer(smtp(`smtp://127.0.0.1:${port}`), folder);
});

beforeEach(() => {
  answers = {};
  received = [];
});

afterAll(async () => {
  mailer.close();
  await new Promise<void>((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const smtp = (url: string) => ({ SMTP_URL: url, SCHULHOF_MAIL_FROM: 'Schulhof <noreply@schule.example>' });

const parts = {
  title: 'Neue Aufgabe',
  paragraphs: ['Liebe Ğülşen,\nin Deutsch ist etwas zu tun.', 'Bis Freitag <5. März> & danach "nie".'],
  action: { label: 'Aufgabe öffnen', href: 'https://schule.example/goethe/heute?a=1&b="2"' },
  footer: 'Sie bekommen diese Mail, weil …',
  language: 'de',
};

const aMail = (changes: Partial<Mail> = {}): Mail => ({
  to: 'anna@example.org',
  subject: 'Neue Aufgabe für Łukasz – Жанна',
  text: mailText(parts),
  html: mailPage(parts),
  language: 'de',
  messageId: '0198-abc.1',
  ...changes,
});

const read = (raw: Uint8Array) => PostalMime.parse(raw);
const headers = (raw: Uint8Array) => Buffer.from(raw).toString('latin1').split('\r\n\r\n')[0] ?? '';
const header = (mail: Awaited<ReturnType<typeof read>>, key: string) =>
  mail.headers.filter((one) => one.key === key).map((one) => one.value);

/** The one mail the server has got. */
function onlyMail() {
  const [mail, ...more] = received;
  if (!mail || more.length > 0) throw new Error(`${received.length} mails instead of one`);
  return mail;
}

describe('a mail by SMTP', () => {
  test('arrives whole, as text and as page, with the school as its sender', async () => {
    const outcome = await mailer.send(
      aMail({
        fromName: 'Goethe-Schule',
        replyTo: 'office@goethe.example',
        unsubscribe: { url: 'https://schule.example/u/1', oneClick: true },
      }),
    );

    expect(outcome).toMatchObject({ outcome: 'accepted' });
    const { raw, to, from } = onlyMail();
    expect({ to, from }).toEqual({ to: ['anna@example.org'], from: 'noreply@schule.example' });
    const mail = await read(raw);
    expect(mail).toMatchObject({
      subject: 'Neue Aufgabe für Łukasz – Жанна',
      from: { name: 'Goethe-Schule', address: 'noreply@schule.example' },
      messageId: '<0198-abc.1@schule.example>',
    });
    expect(mail.replyTo?.[0]?.address).toBe('office@goethe.example');
    expect(mail.text).toContain('Liebe Ğülşen,\nin Deutsch');
    expect(mail.html).toContain('Bis Freitag &#60;5. März&#62; &#38; danach');
    expect(header(mail, 'content-language')).toEqual(['de']);
    expect(header(mail, 'auto-submitted')).toEqual(['auto-generated']);
    expect(header(mail, 'list-unsubscribe')).toEqual(['<https://schule.example/u/1>']);
    expect(header(mail, 'list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
  });

  test('tried again it bears the same Message-ID, another one does not', async () => {
    for (const messageId of ['x-1', 'x-1', 'x-2']) await mailer.send(aMail({ messageId }));
    const ids = await Promise.all(received.map(async ({ raw }) => (await read(raw)).messageId));
    expect(ids).toEqual(['<x-1@schule.example>', '<x-1@schule.example>', '<x-2@schule.example>']);
  });

  test('cannot be given another header or another reader by anything in its texts', async () => {
    await mailer.send(
      aMail({
        subject: 'Hallo\r\nBcc: evil@example.org\r\n\r\nX',
        fromName: 'Schule"\r\nX-Evil: 1\u2028, evil@example.org',
        text: 'x\r\n.\r\nMAIL',
      }),
    );
    const { raw, to } = onlyMail();
    expect(to).toEqual(['anna@example.org']);
    expect(headers(raw)).not.toMatch(/^(?:bcc|x-evil):/im);
    expect((await read(raw)).from?.address).toBe('noreply@schule.example');
    expect((await read(raw)).text).toContain('.\nMAIL');
  });

  test.each([
    'anna@example.org, evil@example.org',
    'anna@example.org\r\nBcc: evil@example.org',
    'Anna <anna@example.org>',
    '<anna@example.org>',
    'anna',
    'anna@',
    '',
    'anna@example.org;b@c.de',
  ])('to %j is refused without asking anybody', async (to) => {
    expect(await mailer.send(aMail({ to }))).toMatchObject({ outcome: 'refused', code: null });
    expect(received).toEqual([]);
  });

  test('ids, languages and addresses our own code got wrong are a fault', async () => {
    await expect(mailer.send(aMail({ messageId: 'a>\r\nX: 1' }))).rejects.toThrow(TypeError);
    await expect(mailer.send(aMail({ language: 'de\r\nX: 1' }))).rejects.toThrow(TypeError);
    await expect(mailer.send(aMail({ unsubscribe: { url: 'https://x>\r\nX: 1', oneClick: false } }))).rejects.toThrow(TypeError);
  });
});

describe('a mail that is not taken', () => {
  test.each<[string, Answers, object]>([
    ['no such address', { to: [550, '5.1.1 no such user'] }, { outcome: 'refused', code: 550, enhancedCode: '5.1.1' }],
    ['the message is not wanted', { data: [554, '5.7.1 looks like spam'] }, { outcome: 'refused', code: 554, enhancedCode: '5.7.1' }],
    ['no reason given', { to: [550, 'go away'] }, { outcome: 'refused', code: 550, enhancedCode: null }],
    ['greylisting', { to: [451, '4.7.1 come back later'] }, { outcome: 'later' }],
    ['the disk is full there', { data: [452, '4.3.1 no space'] }, { outcome: 'later' }],
    ['our sender is refused', { from: [553, '5.7.1 not your address'] }, { outcome: 'later' }],
  ])('%s', async (_why, given, outcome) => {
    answers = given;
    expect(await mailer.send(aMail())).toMatchObject(outcome);
  });

  test('our password is wrong: later, when an operator has mended it', async () => {
    const wrong = openMailer(smtp(`smtp://school:wrong@127.0.0.1:${port}`), folder);
    expect(await wrong.send(aMail())).toMatchObject({ outcome: 'later', reply: expect.stringContaining('wrong password') });
    expect(await wrong.isReady()).toBe(false);
    wrong.close();
    const right = openMailer(smtp(`smtp://school:right@127.0.0.1:${port}`), folder);
    expect(await right.isReady()).toBe(true);
    expect(await right.send(aMail())).toMatchObject({ outcome: 'accepted' });
    right.close();
  });

  test('nobody answers there, or hangs up: later', async () => {
    const rude = createServer((socket) => socket.destroy());
    const rudePort = await portOf((ready) => rude.listen(0, '127.0.0.1', ready));
    for (const url of [`smtp://127.0.0.1:${rudePort}`, 'smtp://127.0.0.1:1']) {
      const dead = openMailer(smtp(url), folder);
      expect(await dead.send(aMail())).toMatchObject({ outcome: 'later' });
      expect(await dead.isReady()).toBe(false);
      dead.close();
    }
    rude.close();
  });

  test('a password never goes out in the clear to another machine', async () => {
    // 127.0.0.2 is this machine too, but no name we call local; and the server there knows no STARTTLS.
    let passwordSeen = false;
    const open = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        passwordSeen = true;
        done(null, { user: 'school' });
      },
    });
    const url = `smtp://school:right@127.0.0.2:${await portOf((ready) => open.listen(0, '127.0.0.2', ready))}`;
    const careful = openMailer(smtp(url), folder);
    const careless = openMailer(smtp(`${url}?requireTLS=false`), folder);

    expect(await careful.send(aMail())).toMatchObject({ outcome: 'later', reply: expect.stringContaining('STARTTLS') });
    expect(passwordSeen).toBe(false);
    await careless.send(aMail());
    expect(passwordSeen).toBe(true);

    careful.close();
    careless.close();
    await new Promise<void>((resolve) => open.close(resolve));
  });
});

describe('without SMTP_URL', () => {
  test('a mail becomes one file that any mail program opens, also when it is sent twice', async () => {
    const data = await mkdtemp(join(folder, 'data-'));
    const files = openMailer({}, data);
    await files.send(aMail());
    const outcome = await files.send(aMail());

    expect(await readdir(join(data, 'mail'))).toEqual(['0198-abc.1.eml']);
    expect(outcome).toEqual({ outcome: 'accepted', reply: join(data, 'mail', '0198-abc.1.eml') });
    const mail = await read(await readFile(join(data, 'mail', '0198-abc.1.eml')));
    expect(mail).toMatchObject({ subject: 'Neue Aufgabe für Łukasz – Жанна', from: { name: 'Schulhof', address: 'schulhof@localhost' } });
    expect(mail.to?.[0]?.address).toBe('anna@example.org');
  });

  test('it is known beforehand whether the folder can be written', async () => {
    const data = await mkdtemp(join(folder, 'data-'));
    expect(await openMailer({}, data).isReady()).toBe(true);
    await writeFile(join(data, 'no-folder'), '');
    expect(await openMailer({}, join(data, 'no-folder')).isReady()).toBe(false);
  });

  test('the id of a mail cannot lead out of the folder', async () => {
    const data = await mkdtemp(join(folder, 'data-'));
    await expect(openMailer({}, data).send(aMail({ messageId: '../../evil' }))).rejects.toThrow(TypeError);
  });
});

test.each([
  [{ SMTP_URL: 'smtp://localhost' }, 'SCHULHOF_MAIL_FROM is missing'],
  [{ SMTP_URL: 'http://localhost', SCHULHOF_MAIL_FROM: 'a@b.de' }, 'SMTP_URL must begin'],
  [{ SCHULHOF_MAIL_FROM: 'no address' }, 'SCHULHOF_MAIL_FROM must be'],
])('settings %j are refused and say why', (settings, why) => {
  expect(() => openMailer(settings, '.')).toThrow(why);
});

describe('the page of a mail', () => {
  test('escapes everything and fetches nothing', () => {
    const page = mailPage({
      ...parts,
      title: '<script>x</script>',
      footer: '"><img src=x>',
      action: { label: '<b>', href: 'https://x.example/"><script>' },
    });
    expect(page).not.toMatch(/<script|<img|<b>|<link|url\(|@import/);
    expect(page.match(/https?:\/\/[^\s"<]*/g)?.every((address) => address.startsWith('https://x.example/'))).toBe(true);
  });

  test('leads nowhere but to web pages', () => {
    for (const href of ['javascript:alert(1)', 'data:text/html,x', '/relative', '']) {
      expect(() => mailPage({ ...parts, action: { label: 'x', href } })).toThrow(TypeError);
    }
  });

  test('runs from right to left in Arabic', () => {
    expect(mailPage({ ...parts, language: 'ar' })).toContain('<html lang="ar" dir="rtl">');
    expect(mailPage({ ...parts, language: 'de-DE' })).toContain('<html lang="de-DE" dir="ltr">');
  });

  test('has a text that says the same', () => {
    expect(mailText(parts)).toBe(
      'Neue Aufgabe\n\nLiebe Ğülşen,\nin Deutsch ist etwas zu tun.\n\nBis Freitag <5. März> & danach "nie".\n\n' +
        'Aufgabe öffnen:\nhttps://schule.example/goethe/heute?a=1&b=%222%22\n\n-- \nSie bekommen diese Mail, weil …\n',
    );
  });
});
