import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { Installation, until, wait } from './installation.js';
import { MailServer } from './mail-server.js';

interface Row { email: string; state: string; messageId: string; attempts: number }
const deliveries = (house: Installation): Promise<Row[]> => house.db.query(`SELECT r.email, d.state, d.message_id AS "messageId", d.attempts FROM deliveries d JOIN recipients r ON r.id = d.recipient_id JOIN editions e ON e.id = d.edition_id WHERE e.kind = 'daily' ORDER BY r.email`);

async function opened(recipients: number): Promise<{ house: Installation; mail: MailServer; close: () => Promise<void> }> {
  const mail = await MailServer.open();
  const house = await Installation.open({ sites: 1, letters: 2, recipients, settings: { SMTP_URL: mail.url, CLAQUE_BASE_URL: 'https://note.example' } });
  return { house, mail, close: async () => { await house.close(); await mail.close(); } };
}

describe('F09: kill -9 of the mailer after the server\'s 250 and before its commit', () => {
  it('the mail is unknown after the restart, under the same Message-ID, and is not sent again', async () => {
    const { house, mail, close } = await opened(1);
    const lock = new pg.Client({ connectionString: house.server.url });
    try {
      await lock.connect();
      // The server has the message; before it says so, somebody holds the row that the worker will want to write.
      mail.hold = async () => { await lock.query('BEGIN'); await lock.query('SELECT 1 FROM deliveries FOR UPDATE'); };
      const worker = await house.worker();
      await until('a worker that waits to write that the mail is sent', async () => (await house.db.query<unknown[]>(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%UPDATE deliveries SET%'`)).length > 0, 120_000);
      await worker.kill();
      mail.hold = async () => {};
      // The server would still carry out what a dead client asked: here it was never asked.
      await house.db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%UPDATE deliveries SET%'`);
      await lock.query('ROLLBACK');
      expect(await deliveries(house)).toMatchObject([{ state: 'sending', attempts: 1 }]);
      await house.worker();
      await until('the state unknown', async () => (await deliveries(house))[0]?.state === 'unknown');
      await wait(2000);
      const [row] = await deliveries(house);
      expect(row).toMatchObject({ state: 'unknown', attempts: 1 });
      expect(mail.taken.map(({ to, messageId }) => [to, messageId])).toEqual([[row!.email, row!.messageId]]);
    } finally {
      await lock.end();
      await close();
    }
  });
});

describe('F14: a deploy in the middle of a digest', () => {
  it('SIGTERM, SIGKILL and a new start: one copy to each reader of the same note, or unknown for what was on its way', async () => {
    const { house, mail, close } = await opened(14);
    try {
      mail.hold = () => wait(250);
      const old = await house.worker();
      await until('four mails', () => mail.taken.length >= 4, 120_000);
      old.child.kill('SIGTERM');
      await wait(300);
      await old.kill('SIGKILL');
      expect(mail.taken.length).toBeLessThan(14);
      mail.hold = async () => {};
      await house.worker();
      await until('every mail at its end', async () => { const rows = await deliveries(house); return rows.length === 14 && rows.every(({ state }) => state === 'sent' || state === 'unknown'); }, 120_000);
      await wait(2000);
      const rows = await deliveries(house);
      // At most as many as were on their way when the process was killed: MAIL_CONNECTIONS.
      expect(rows.filter(({ state }) => state === 'unknown').length).toBeLessThanOrEqual(4);
      for (const { email, state, messageId } of rows) {
        const copies = mail.copies(email);
        if (state === 'sent') expect([email, copies.length]).toEqual([email, 1]); else expect(copies.length).toBeLessThanOrEqual(1);
        for (const copy of copies) expect(copy.messageId).toBe(messageId);
      }
      expect(await house.count('editions', `kind = 'daily' AND audience = 'staff'`)).toBe(1);
      // The note itself is the frozen one: what differs between two readers is their own address, token and Message-ID.
      const texts = mail.taken.map(({ body }) => Buffer.from(/Content-Transfer-Encoding: base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(body)![1]!, 'base64').toString().replace(/unsubscribe\/\S+/g, ''));
      expect(new Set(texts).size).toBe(1);
    } finally { await close(); }
  });
});
