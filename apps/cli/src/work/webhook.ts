import { newWebhookSecret } from '#core/digest/webhook.js';
import { BadInput } from '#core/errors.js';
import { AUDIENCES, type EditionAudience } from '#core/model.js';
import { clockOf } from '#infra/clock.js';
import { readConfig } from '#infra/config.js';
import { postFault } from '#infra/http/post.js';
import { knownKey, sealerOf } from '#infra/crypto/sealer.js';
import { getElection, networkSettings } from '#infra/store/elections.js';
import { addWebhook, listWebhooks, removeWebhook } from '#infra/store/webhooks.js';
import { withInstallation } from './installation.js';

interface Options { list?: boolean; add?: string; remove?: string; election?: string; audience: string; data: string }

/** Exactly one of list, add and remove. The secret is printed to standard output once, and kept nowhere else that can be read. */
export async function run(_args: unknown[], { list, add, remove, election, audience, data }: Options): Promise<void> {
  if ([list, add, remove].filter((asked) => asked !== undefined).length !== 1) throw new BadInput('say what to do: --list, --add URL or --remove ID', 2);
  if (!(AUDIENCES as readonly string[]).includes(audience)) throw new BadInput(`--audience is "${audience}": there are ${AUDIENCES.join(', ')}`, 2);
  if (add !== undefined && election === undefined) throw new BadInput('say of which election: --election ID', 2);
  if (remove !== undefined && !/^\d{1,18}$/.test(remove)) throw new BadInput(`--remove is "${remove}": give the number that --list prints`, 2);
  const config = { ...readConfig(process.env), dataDir: data };
  await withInstallation(config, 'claque webhook', async (db) => {
    if (remove !== undefined) {
      await removeWebhook(db, remove);
      console.log(`webhook ${remove} is removed`);
    } else if (add !== undefined) {
      const fault = postFault(add, (await networkSettings(db)).allowPrivate);
      if (fault !== null) throw new BadInput(`--add ${add.slice(0, 100)}: ${fault}`);
      const { id: electionId } = await getElection(db, election!);
      const key = knownKey(config);
      if (key === null) throw new BadInput(`there is no installation.key in ${data}, under which the API keeps secrets: do this on the API's machine, or set CLAQUE_SECRET_KEY as it has it (or add the webhook in the dashboard)`);
      const secret = newWebhookSecret();
      const id = await addWebhook(db, sealerOf(key), { electionId, audience: audience as EditionAudience, url: new URL(add).href, secret, at: clockOf(config).now() });
      console.error(`webhook ${id} is told of every edition of ${electionId} for ${audience} that is released from now on; its secret, shown this once:`);
      console.log(secret);
    } else {
      for (const hook of await listWebhooks(db)) console.log(`${hook.id.padStart(4)}  ${hook.electionId}  ${hook.audience.padEnd(8)}  ${hook.url}  ${hook.active ? 'active' : `stopped: ${hook.stoppedWhy ?? ''}`}`);
    }
  });
}
