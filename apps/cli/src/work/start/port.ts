import { createServer } from 'node:net';
import { BadInput } from '#core/errors.js';

/** Refuses, in one sentence, a port on which nothing can listen. Asked before anything starts, so that nothing must be stopped again. */
export function refuseTakenPort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is taken' : error.code === 'EACCES' ? 'may not be used by this account' : `cannot be used (${error.message})`;
      reject(new BadInput(`Port ${port} of ${host} ${why}: choose another with \`--port N\` (\`--port 0\` takes a free one).`));
    });
    probe.listen({ host, port, exclusive: true }, () => { probe.close(() => { resolve(); }); });
  });
}
