import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from './api-server.js';

/** What a provider of mail tells over HTTP. */
let api: Awaited<ReturnType<typeof startApi>>;
const SECRET = 'a-secret-of-the-provider';
const tell = (body: unknown, headers: Record<string, string> = { Authorization: `Bearer ${SECRET}` }) => api.ask('POST', '/mail-reports', { body, headers });
const suppressed = async (): Promise<{ email: string; why: string }[]> => api.db.query(`SELECT email, suppressed_why AS why FROM recipients WHERE suppressed_at IS NOT NULL ORDER BY email`);

beforeAll(async () => {
  api = await startApi(undefined, { mailReportSecret: SECRET });
  await api.db.query(`INSERT INTO recipients (election_id, email, language, audience, unsubscribe_token) SELECT 'lowlands', name || '@town.example', 'en', 'staff', 'a-token-for-' || name FROM unnest(ARRAY['ana', 'bo', 'cy']) AS name`);
  await api.db.query(`INSERT INTO deliveries (edition_id, recipient_id, state, message_id, updated_at) SELECT $1, id, 'sent', '<mail-to-cy@localhost.localdomain>', now() FROM recipients WHERE email = 'cy@town.example'`, [api.planted.releasedEdition]);
});
afterAll(async () => { await api?.close(); });

describe('reports of a provider of mail', () => {
  it('are taken with the secret alone, as a token or as a password', async () => {
    const body = { reports: [{ kind: 'complaint', address: 'nobody@town.example' }] };
    for (const headers of [{}, { Authorization: 'Bearer wrong-secret-of-somebody' }, { Authorization: `Basic ${Buffer.from('x:wrong').toString('base64')}` }, { 'X-API-Key': api.keys.admin }] as Record<string, string>[]) expect((await tell(body, headers)).status).toBe(401);
    expect((await tell(body)).json).toEqual({ stopped: 0 });
    expect((await tell(body, { Authorization: `Basic ${Buffer.from(`provider:${SECRET}`).toString('base64')}` })).status).toBe(200);
  });
  it('stop readers by address or by the mail, once, and none whose mailbox is only full', async () => {
    expect((await tell({ reports: [{ kind: 'bounce', address: 'bo@town.example', permanent: false }, { kind: 'bounce', address: 'bo@town.example' }] })).json).toEqual({ stopped: 0 });
    expect((await tell({ reports: [{ kind: 'bounce', address: 'Ana@Town.example', permanent: true }, { kind: 'complaint', messageId: '<mail-to-cy@localhost.localdomain>' }] })).json).toEqual({ stopped: 2 });
    expect(await suppressed()).toEqual([{ email: 'ana@town.example', why: 'bounced' }, { email: 'cy@town.example', why: 'complained' }]);
    expect((await tell({ reports: [{ kind: 'bounce', address: 'ana@town.example', permanent: true }] })).json).toEqual({ stopped: 0 });
  });
  it('are refused whole where one of them is wrong', async () => {
    for (const report of [{ kind: 'bounce' }, { kind: 'open', address: 'bo@town.example' }, { kind: 'bounce', address: 'bo@town.example, evil@town.example', permanent: true }, { kind: 'bounce', messageId: 'x\r\ny' }, { kind: 'bounce', address: 'bo@town.example', permanent: true, extra: 1 }]) {
      expect((await tell({ reports: [{ kind: 'bounce', address: 'bo@town.example', permanent: true }, report] })).status).toBe(400);
    }
    expect((await suppressed()).map(({ email }) => email)).not.toContain('bo@town.example');
  });
  it('are not taken where no secret is set', async () => {
    const other = await startApi();
    try { expect((await other.ask('POST', '/mail-reports', { body: { reports: [{ kind: 'complaint', address: 'a@town.example' }] }, headers: { Authorization: 'Bearer ' } })).status).toBe(404); } finally { await other.close(); }
  });
});
