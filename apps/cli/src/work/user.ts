import { ROLES, type Role } from '#core/contract/roles.js';
import { BadInput } from '#core/errors.js';
import { readConfig } from '#infra/config.js';
import { noteAudit } from '#infra/store/audit.js';
import { listElections } from '#infra/store/elections.js';
import { apiAddress } from '#infra/store/api-address.js';
import { makeApiKey } from '#infra/store/keys.js';
import type { Sql } from '#infra/store/open.js';
import { addPerson, endTotp, findPerson, listPeople, makeOneTimeLink } from '#infra/store/people.js';
import { withInstallation } from './installation.js';

interface Options { role: string; elections?: string; days?: string; data: string }

/** What an administrator at the machine does, also before anybody can sign in. Each act stands in the audit. */
export async function run([what, name]: [string, string | undefined], options: Options): Promise<void> {
  const config = { ...readConfig(process.env), dataDir: options.data };
  if (!['list', 'add', 'link', 'key', 'code-off'].includes(what)) throw new BadInput(`"${what}" is none of list, add, link, key, code-off`, 2);
  if (what !== 'list' && name === undefined) throw new BadInput(`say whom: claque user ${what} NAME`, 2);
  const role = roleAsked(options.role, what === 'key');
  const days = options.days === undefined ? null : Number(options.days);
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 3650)) throw new BadInput(`--days is "${options.days}": give a whole number from 1 to 3650`, 2);
  await withInstallation(config, 'claque user', async (db) => {
    if (what === 'list') {
      for (const person of await listPeople(db)) console.log(`${person.code.padEnd(5)} ${person.name.padEnd(24)} ${person.role.padEnd(7)} ${person.elections?.join(',') ?? 'all elections'}${person.active ? '' : '  (may not sign in)'}${person.hasPassword ? '' : '  (has not used the link yet)'}`);
      return;
    }
    const elections = await electionsAsked(db, options.elections);
    await db.transaction(async (tx) => {
      if (what === 'key') console.log(`API key (shown only now, keep it): ${await makeApiKey(tx, name!, role, { elections, days })}`);
      else if (what === 'code-off') {
        const person = await findPerson(tx, name!);
        if (person === null) throw new BadInput(`nobody is called "${name}": claque user list`);
        await endTotp(tx, person.id);
        console.log(`${person.name} (${person.code}) signs in by password alone, until an authenticator is set up again`);
      } else {
        const person = what === 'add' ? await addPerson(tx, { name: checkedName(name!), role, elections }) : await findPerson(tx, name!);
        if (person === null) throw new BadInput(`nobody is called "${name}": claque user list`);
        const { token } = await makeOneTimeLink(tx, person.id);
        const base = (config.baseUrl ?? await apiAddress(tx) ?? `http://127.0.0.1:${config.port}`).replace(/\/+$/, '');
        console.log(`${person.name} (${person.code}, ${person.role}) chooses a password at this address; it works once, for three days:\n${base}/#/welcome/${token}`);
      }
      await noteAudit(tx, { who: 'machine', did: `user ${what}`, electionId: null, about: name!, outcome: 'done', before: null, after: null });
    });
  });
}

function roleAsked(role: string, ofKey: boolean): Role {
  const allowed = ROLES.filter((one) => ofKey || one !== 'service');
  if (!(allowed as readonly string[]).includes(role)) throw new BadInput(`--role is "${role}": there are ${allowed.join(', ')}`, 2);
  return role as Role;
}

function checkedName(name: string): string {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{1,39}$/u.test(name)) throw new BadInput(`"${name}" is no name to sign in with: two to forty letters, digits, dots or hyphens`, 2);
  return name;
}

async function electionsAsked(db: Sql, given: string | undefined): Promise<string[] | null> {
  if (given === undefined) return null;
  const ids = given.split(',').map((id) => id.trim()).filter((id) => id !== '');
  const known = (await listElections(db)).map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new BadInput(`--elections names "${unknown}": there are ${known.join(', ') || 'none yet'}`, 2);
  return ids;
}
