import { spawn } from 'node:child_process';

/** Reads the text of a scanned PDF; rejects, with what went wrong in words, when the program gives none. */
export type Recogniser = (pdf: Uint8Array) => Promise<string>;
export interface RecogniserLimits { wallMs?: number; maxBytes?: number }

/**
 * A program that is given a PDF on standard input and writes its text to standard output, pages apart by form feeds. `command` is a path and its
 * arguments, apart by spaces; no shell reads it. The program sees no environment but PATH, HOME and LANG, and is killed when it takes longer than `wallMs` or writes more
 * than `maxBytes`.
 */
export function recogniserBy(command: string, { wallMs = 180_000, maxBytes = 4 * 1024 * 1024 }: RecogniserLimits = {}): Recogniser {
  const [program = '', ...args] = command.trim().split(/\s+/);
  const { PATH, HOME, LANG } = process.env;
  return (pdf) => new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { PATH, HOME, LANG: LANG ?? 'C.UTF-8' } });
    // Not spawn's own time limit: it would hold the process open for as long where the program cannot be run.
    const timer = setTimeout(() => child.kill('SIGKILL'), wallMs);
    const chunks: Buffer[] = [];
    let size = 0;
    let complaint = '';
    const fail = (why: string): void => { clearTimeout(timer); child.kill('SIGKILL'); reject(new Error(`OCR_COMMAND ${program} ${why}`)); };
    child.on('error', (error) => fail(`could not be run: ${error.message}`));
    child.stdin.on('error', () => {}); // It may have read enough; its exit code tells.
    child.stderr.on('data', (chunk: Buffer) => { if (complaint.length < 300) complaint += chunk.toString('utf8').slice(0, 300); });
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) fail(`wrote more than ${maxBytes} bytes`);
      else chunks.push(chunk);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(Buffer.concat(chunks).toString('utf8'));
      else fail(signal === null ? `ended with ${code}${complaint === '' ? '' : `: ${complaint.trim()}`}` : `was stopped after ${wallMs} ms`);
    });
    child.stdin.end(pdf);
  });
}
