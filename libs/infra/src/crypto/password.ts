import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Argon2id as OWASP asks for it: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const derive = promisify(argon2);

const digest = (password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> =>
  derive('argon2id', { message: Buffer.from(password.normalize('NFKC')), nonce, memory, passes, parallelism: 1, tagLength: 32 });

/** At most two at a time: each takes a core and 19 MiB, and whoever guesses must not take them from the rest. */
const waiting: (() => void)[] = [];
let running = 0;
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((resolve) => { waiting.push(resolve); });
  else running += 1;
  try { return await work(); } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** A password as it is kept, in the PHC string format. */
export const hashPassword = (password: string): Promise<string> => inTurn(async () => {
  const nonce = randomBytes(16);
  const tag = await digest(password, nonce, MEMORY_KIB, PASSES);
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
});

const NOBODY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(32).toString('base64url')}`;

/** Whether it is the password. Without a hash it takes as long and is false, so that nobody learns by the time it takes who is known here. */
export const isPassword = (password: string, hash: string | null): Promise<boolean> => inTurn(async () => {
  const [, memory, passes, nonce, tag] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w-]+)\$([\w-]+)$/.exec(hash ?? NOBODY) ?? [];
  if (memory === undefined || passes === undefined || nonce === undefined || tag === undefined) throw new Error('a password is kept in a form that this release does not know');
  const same = timingSafeEqual(await digest(password, Buffer.from(nonce, 'base64url'), Number(memory), Number(passes)), Buffer.from(tag, 'base64url'));
  return hash !== null && same;
});
