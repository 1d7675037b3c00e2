/** SQLSTATE classes and codes that say something of the server's state and nothing of the statement: no connection, too little of something (a full disk: 53100), being stopped or started, a deadlock with others (40P01). */
const PASSING_STATE = /^(08...|53...|57P0[123]|58030|40P01)$/;
const PASSING_SYSTEM = new Set(['ENOSPC', 'EDQUOT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN']);

/** Whether an error of the database or the disk passes without anybody changing the job: trying costs no attempt. TypeORM hands on the driver's code; a lost connection has words alone. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (PASSING_STATE.test(code) || PASSING_SYSTEM.has(code))) return true;
  return /^(Connection terminated|timeout exceeded when trying to connect|the database did not answer in time|Query read timeout)/.test(error.message) || (error.cause !== undefined && error.cause !== error && isPassing(error.cause));
}

/** Whether the database refuses what it was given (SQLSTATE class 22: data, 54: a limit of its own), and will at every try. */
export const isRefusal = (error: unknown): boolean => error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|54)...$/.test(error.code);
