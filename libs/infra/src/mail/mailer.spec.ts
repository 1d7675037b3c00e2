import { createServer, type AddressInfo, type Socket } from 'node:net';
import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import type { Mail } from '#core/ports.js';
import { TEST_CERTIFICATE, TEST_KEY } from '../../../../test/material/test-certificate.js';
import { dkimFrom, smtpMailer } from './mailer.js';
import { folderOutbox } from './outbox.js';
import { writeEdition } from './write-edition.js';

const mail: Mail = {
  from: { name: 'Daily note', address: 'note@example.org' }, to: { name: 'Reader, One', address: 'reader@example.org' }, subject: 'កំណត់ត្រាប្រចាំថ្ងៃ លេខ ២៤',
  html: '<p>ជូន</p>', text: 'ជូន\n', messageId: '<abc123@example.org>', headers: { 'List-Unsubscribe': '<https://note.example/leave/x>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
};
const closing: (() => unknown)[] = [];
afterEach(async () => { for (const close of closing.splice(0).reverse()) await close(); });
const mailerTo = (url: string, options: Parameters<typeof smtpMailer>[1] = {}) => { const mailer = smtpMailer(url, options); closing.push(() => { mailer.close(); }); return mailer; };

async function goodServer(): Promise<{ url: string; got: { to: string[]; raw: string }[]; connections: () => number }> {
  const got: { to: string[]; raw: string }[] = [];
  let connections = 0;
  const server = new SMTPServer({ authOptional: true, onConnect(_session, done) { connections += 1; done(); }, disabledCommands: ['STARTTLS', 'AUTH'], onData(stream, session, done) { let raw = ''; stream.on('data', (chunk: Buffer) => { raw += chunk.toString('latin1'); }); stream.on('end', () => { got.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw }); done(); }); } });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  closing.push(() => new Promise<void>((resolve) => { server.close(resolve); }));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, got, connections: () => connections };
}

/** A server that answers by table and may drop the connection: `null` as an answer is a drop. `pipelining` makes the client send DATA early. */
async function scripted(answers: Record<string, string | null | (() => string | null)>, pipelining = false): Promise<{ url: string; texts: () => number }> {
  let texts = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    const say = (step: string, usual: string): boolean => { const given = step in answers ? answers[step]! : usual; const answer = typeof given === 'function' ? given() : given; if (answer === null) { socket.destroy(); return false; } socket.write(answer === '25' ? answer : `${answer}\r\n`); if (answer === '25') socket.end(); return true; };
    let held = '';
    let data = false;
    if (!say('BANNER', '220 ready')) return;
    socket.on('data', (chunk) => {
      held += chunk.toString('latin1');
      for (;;) {
        const end = held.indexOf(data ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const line = held.slice(0, end);
        held = held.slice(end + (data ? 5 : 2));
        if (data) { data = false; if (line.trim() !== '') texts += 1; say('DOT', '250 kept'); continue; }
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === 'EHLO') say('EHLO', pipelining ? '250-test\r\n250 PIPELINING' : '250 test');
        else if (verb === 'DATA') { if (say('DATA', '354 go') && !('DATA' in answers)) { data = true; held = `\r\n${held}`; } }
        else say(verb, '250 ok');
      }
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  closing.push(() => { for (const socket of sockets) socket.destroy(); server.close(); });
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, texts: () => texts };
}

describe('sending', () => {
  it('hands one message to one recipient, with the caller\'s Message-ID and one-click leaving', async () => {
    const { url, got } = await goodServer();
    expect(await mailerTo(url).send(mail)).toMatchObject({ state: 'sent', response: expect.stringMatching(/^250/) });
    expect(got).toHaveLength(1);
    expect(got[0]!.to).toEqual(['reader@example.org']);
    expect(got[0]!.raw).toMatch(/^Message-ID: <abc123@example.org>\r$/m);
    expect(got[0]!.raw).toMatch(/^List-Unsubscribe: <https:\/\/note.example\/leave\/x>\r$/m);
    expect(got[0]!.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
    expect(got[0]!.raw).not.toMatch(/nodemailer|claque/i);
  });
  it.each([
    ['a greeting of 421', { BANNER: '421 busy' }, { state: 'failed', retry: true }],
    ['a greeting of 554', { BANNER: '554 no' }, { state: 'failed', retry: false }],
    ['a drop at EHLO', { EHLO: null, HELO: null }, { state: 'failed', retry: true }],
    ['451 for the sender', { MAIL: '451 later' }, { state: 'failed', retry: true }],
    ['450 for the recipient', { RCPT: '450 grey' }, { state: 'failed', retry: true }],
    ['550 for the recipient', { RCPT: '550 unknown' }, { state: 'failed', retry: false }],
    ['451 at DATA', { DATA: '451 later' }, { state: 'failed', retry: true }],
    ['a drop at DATA, before the go-ahead', { DATA: null }, { state: 'failed', retry: true }],
    ['554 after the text', { DOT: '554 content' }, { state: 'failed', retry: false }],
    ['452 after the text', { DOT: '452 full' }, { state: 'failed', retry: true }],
    ['a drop after the text', { DOT: null }, { state: 'unknown' }],
    ['half an answer after the text', { DOT: '25' }, { state: 'unknown' }],
    ['nonsense after the text', { DOT: 'hello' }, { state: 'unknown' }],
    ['a 421 at QUIT', { QUIT: '421 bye' }, { state: 'sent' }],
  ] as const)('takes %s for what it is, with and without pipelining', async (_name, answers, expected) => {
    for (const pipelining of [false, true]) {
      const { url, texts } = await scripted(answers, pipelining);
      expect(await mailerTo(url, { connectMs: 2000, greetingMs: 2000, answerMs: 2000 }).send(mail)).toMatchObject(expected);
      expect(texts()).toBeLessThanOrEqual(1);
    }
  });
  it('gives up on a server that never greets, and may try again later', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    closing.push(() => { server.close(); });
    expect(await mailerTo(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, { greetingMs: 200, answerMs: 400 }).send(mail)).toMatchObject({ state: 'failed', retry: true });
  });
  it('signs with the key that is set, and the signature holds for what arrived', async () => {
    const { url, got } = await goodServer();
    const folder = await mkdtemp(join(tmpdir(), 'dkim-'));
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await writeFile(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const dkim = dkimFrom({ dkimDomain: 'example.org', dkimSelector: '2027a', dkimKeyFile: join(folder, 'key.pem') });
    await mailerTo(url, { dkim }).send(mail);
    const raw = got[0]!.raw;
    const signature = /^DKIM-Signature: ((?:.*\r\n[ \t])*.*)\r\n/m.exec(raw)![1]!;
    const tag = (name: string) => new RegExp(`(?:^|[;\\s])${name}=([^;]*)`).exec(signature)![1]!.replace(/\s+/g, '');
    expect([tag('d'), tag('s')]).toEqual(['example.org', '2027a']);
    // RFC 6376, relaxed headers: lower-case names, runs of space as one, the signature itself last and without its value.
    const relaxed = (name: string, value: string) => `${name.toLowerCase().trim()}:${value.replace(/\r\n/g, '').replace(/[ \t]+/g, ' ').trim()}`;
    const headers = new Map([...raw.split('\r\n\r\n')[0]!.matchAll(/^([\w-]+):((?:.*\r\n[ \t])*.*)$/gm)].map(([, name, value]) => [name!.toLowerCase(), value!]));
    const signed = [...tag('h').split(':').map((name) => relaxed(name, headers.get(name.toLowerCase())!)), relaxed('dkim-signature', signature.replace(/(\bb=)[^;]*$/, '$1'))].join('\r\n');
    expect(verify('sha256', Buffer.from(signed, 'latin1'), publicKey, Buffer.from(tag('b'), 'base64'))).toBe(true);
  });
  it('refuses half a signing key, or a file that is none', () => {
    expect(() => dkimFrom({ dkimDomain: 'example.org' })).toThrow(/set all of/);
    expect(() => dkimFrom({ dkimDomain: 'example.org', dkimSelector: 'a', dkimKeyFile: '/dev/null' })).toThrow(/not a private key/);
    expect(dkimFrom({})).toBeUndefined();
  });
  it('keeps a connection from mail to mail, and opens no more than it may', async () => {
    const { url, got, connections } = await goodServer();
    const mailer = mailerTo(url, { connections: 2 });
    const results = await Promise.all(Array.from({ length: 20 }, (_none, at) => mailer.send({ ...mail, messageId: `<mail${at}@example.org>` })));
    expect(results.map((result) => result!.state)).toEqual(Array.from({ length: 20 }, () => 'sent'));
    expect(new Set(got.map(({ raw }) => /^Message-ID: (.*)\r$/m.exec(raw)![1])).size).toBe(20);
    expect(connections()).toBeLessThanOrEqual(2);
  });
  it('opens another connection where the server left the one that was kept, and asks a server that took the text nothing more', async () => {
    const senders = ['250 ok', '421 idle for too long', '250 ok', '250 ok'];
    let end: string | null = '250 kept';
    const { url, texts } = await scripted({ MAIL: () => senders.shift()!, DOT: () => end });
    const mailer = mailerTo(url, { connections: 1 });
    expect([(await mailer.send(mail))!.state, (await mailer.send(mail))!.state, senders.length, texts()]).toEqual(['sent', 'sent', 1, 2]);
    end = null;
    expect([(await mailer.send(mail))!.state, texts()]).toEqual(['unknown', 3]);
  });
  it('sends nothing where the caller has thought better of it when its turn comes', async () => {
    const { url, got } = await goodServer();
    expect(await mailerTo(url).send(mail, async () => false)).toBeNull();
    expect(got).toEqual([]);
  });
  it('calls a fault of the server what it is, before the caller has begun with the mail', async () => {
    const auth = { EHLO: '250-test\r\n250 AUTH PLAIN LOGIN' };
    for (const [login, answers, retry] of [
      ['reader:secret@', { ...auth, AUTH: '535 wrong' }, false], ['reader:secret@', { ...auth, AUTH: '454 later' }, false], ['reader:secret@', {}, false], ['', { BANNER: '421 busy' }, true], ['', { BANNER: '554 no' }, false], ['', { EHLO: null, HELO: null }, true],
    ] as const) {
      const { url } = await scripted(answers);
      let begun = 0;
      const result = await mailerTo(url.replace('//', `//${login}`), { connectMs: 2000, greetingMs: 2000 }).send(mail, async () => { begun += 1; return true; });
      expect([login, answers, result]).toEqual([login, answers, { state: 'failed', error: expect.not.stringContaining('secret'), retry, server: true }]);
      expect(begun).toBe(0);
    }
    const { url } = await scripted({ RCPT: '550 unknown' });
    expect(await mailerTo(url).send(mail)).not.toHaveProperty('server');
  });
  it.each([['smtps', true], ['smtp', false]] as const)('speaks TLS over %s, signs in inside it, and trusts no certificate that nobody vouches for', async (scheme, secure) => {
    const sessions: { secure: boolean; user: string | undefined }[] = [];
    const server = new SMTPServer({
      secure, key: TEST_KEY, cert: TEST_CERTIFICATE, onAuth({ username, password }, _session, done) { done(password === 'secret' ? null : new Error('no'), { user: username }); },
      onData(stream, session, done) { stream.resume(); stream.on('end', () => { sessions.push({ secure: session.secure, user: session.user as string | undefined }); done(); }); },
    });
    server.on('error', () => {});
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    closing.push(() => new Promise<void>((resolve) => { server.close(resolve); }));
    const url = `${scheme}://reader:secret@localhost:${(server.server.address() as AddressInfo).port}`;
    expect(await mailerTo(url).send(mail)).toMatchObject({ state: 'failed', server: true });
    expect(sessions).toEqual([]);
    const mailer = mailerTo(url, { tls: { ca: [TEST_CERTIFICATE] } });
    for (let n = 0; n < 2; n++) expect(await mailer.send(mail)).toMatchObject({ state: 'sent' });
    expect(sessions).toEqual(Array.from({ length: 2 }, () => ({ secure: true, user: 'reader' })));
  });
  it('says that nobody listens', async () => { expect(await mailerTo('smtp://127.0.0.1:1').send(mail)).toMatchObject({ state: 'failed', retry: true }); });
});

describe('what a mail may hold', () => {
  const to = (address: string): Mail => ({ ...mail, to: { name: '', address } });
  const bad: [string, Mail][] = [
    ['two addresses', to('a@example.org,evil@example.org')], ['two addresses with a semicolon', to('a@example.org;evil@example.org')], ['an SMTP command', to('<a@example.org> SIZE=1\r\nRSET')],
    ['an address literal', to('a@[127.0.0.1]')], ['a NUL', to('a@example.org\u0000evil')], ['turned text', to('\u202Egro.elpmaxe@nimda')],
    ['a header in the subject', { ...mail, subject: 'Hello\r\nBcc: victim@example.org' }], ['a lone CR in the subject', { ...mail, subject: 'Hello\rBcc: v@example.org' }], ['a NEL in the subject', { ...mail, subject: 'Hello\u0085Bcc: x@example.org' }],
    ['a header in the name', { ...mail, to: { ...mail.to, name: 'x\r\nBcc: v@example.org' } }], ['a header of its own', { ...mail, headers: { Bcc: 'victim@example.org' } }],
    ['a header in a header', { ...mail, headers: { 'List-Unsubscribe': '<https://a.example/>\r\nBcc: v@example.org' } }], ['a Message-ID with a break', { ...mail, messageId: '<a@b>\r\nX: 1' }],
  ];
  it.each(bad)('refuses %s and sends nothing', async (_name, wrong) => {
    const { url, got } = await goodServer();
    expect(await mailerTo(url).send(wrong)).toMatchObject({ state: 'failed', retry: false });
    expect(got).toEqual([]);
  });
  it('keeps an encoded word in a subject as the words that it shows', async () => {
    const { url, got } = await goodServer();
    await mailerTo(url).send({ ...mail, subject: '=?utf-8?B?eA0KQmNjOiB5QGV4YW1wbGUub3Jn?=' });
    expect(got[0]!.to).toEqual(['reader@example.org']);
    expect(got[0]!.raw).not.toMatch(/^Bcc:/im);
  });
});

describe('the outbox', () => {
  it('writes the same mail as three files, twice as once, byte for byte', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outbox-'));
    const outbox = folderOutbox(join(folder, 'new'), () => new Date('2027-03-09T00:00:00Z'));
    const path = await outbox.write('2027-03-09-staff-1-km', mail);
    const first = await readFile(path);
    await outbox.write('2027-03-09-staff-1-km', mail);
    expect(await readFile(path)).toEqual(first);
    expect((await readdir(join(folder, 'new'))).sort()).toEqual(['2027-03-09-staff-1-km.eml', '2027-03-09-staff-1-km.html', '2027-03-09-staff-1-km.txt']);
    expect(await readFile(path.replace(/eml$/, 'txt'), 'utf8')).toBe(mail.text);
  });
  it('refuses a name that leaves the folder', async () => {
    const outbox = folderOutbox(tmpdir(), () => new Date(0));
    for (const name of ['../x', '/etc/x', '.htaccess', '-rf', 'a/b']) await expect(outbox.write(name, mail)).rejects.toThrow(/cannot be the name/);
  });
  it('takes an edition as digest.html, .txt, .eml and .json', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'edition-')), 'out');
    const paths = await writeEdition(folder, { number: 24 }, mail, new Date('2027-03-09T00:00:00Z'));
    expect((await readdir(folder)).sort()).toEqual(['digest.eml', 'digest.html', 'digest.json', 'digest.txt']);
    expect(JSON.parse(await readFile(paths[3]!, 'utf8'))).toEqual({ number: 24 });
    expect(await readFile(paths[2]!, 'utf8')).toMatch(/^Message-ID: <abc123@example.org>\r$/m);
  });
});
