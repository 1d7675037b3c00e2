import { BadInput } from '#core/errors.js';
import { rowsOfSheet } from '#infra/files/sheet.js';

/** Runs in a thread: errors cross its edge as plain data. */
export default async function readInThread({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<{ rows: unknown[][] } | { fault: string }> {
  try { return { rows: await rowsOfSheet(name, bytes) }; } catch (error) { if (error instanceof BadInput) return { fault: error.message }; throw error; }
}
