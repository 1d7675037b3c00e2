import { fork, type ChildProcess } from 'node:child_process';
import { appendFileSync, closeSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { partMessageSchema, type PartMessage } from '#core/contract/process.js';
import { lastLines, openLogFile } from './logs.js';

/**
 * A young generation a quarter as large as by default: bodies of some megabytes pass through, and little of them lives long. The old one is collected when it has grown by
 * half, not when it has doubled and more, as on a machine with memory to spare.
 */
const HEAP = ['--max-semi-space-size=4', '--heap-growing-percent=50'];
/** Of the C library's allocator (glibc): two places that keep freed memory for later, not eight for each core. */
const ALLOCATOR = { MALLOC_ARENA_MAX: '2' };

/** One child process of `claque start`. Its environment holds the secrets; its command line, which every account can see, holds none. */
export interface PartPlan {
  name: string;
  main: string;
  args: string[];
  env: () => NodeJS.ProcessEnv;
  logFile: string;
  /** It says that it is ready with a first line of JSON on standard output, not over the channel. */
  readyLine?: boolean;
}
export interface PartEvents {
  message(part: string, message: PartMessage): void;
  /** It ended unexpectedly and is started again in `wait` milliseconds. */
  died(part: string, how: string, wait: number): void;
  /** It refused to work, or died three times within seconds: nothing more is tried. */
  gaveUp(part: string, reason: string, logLines: string[]): void;
}

/** A life shorter than this is a quick death. */
const QUICK_MS = 10_000;
const QUICK_DEATHS = 3;
const FIRST_WAIT_MS = 500;
/** A worker gives its jobs 20 seconds to finish. */
const STOP_MS = 25_000;

/** What follows an unexpected end: how long to wait, or `null` to give up. `quickDeaths` counts those in a row, this one included. */
export function waitAfter(quickDeaths: number): number | null {
  return quickDeaths >= QUICK_DEATHS ? null : FIRST_WAIT_MS * 4 ** Math.max(0, quickDeaths - 1);
}

/** Keeps one child process alive until it is told to stop. */
export class Part {
  private child: ChildProcess | null = null;
  private timer: NodeJS.Timeout | undefined;
  private quickDeaths = 0;
  private stopping = false;
  private ended: Promise<void> = Promise.resolve();

  constructor(readonly plan: PartPlan, private readonly events: PartEvents) {}

  get pid(): number | undefined { return this.child?.pid; }

  start(): void {
    const { plan } = this;
    const output = openLogFile(plan.logFile);
    const from = statSync(plan.logFile).size;
    const started = Date.now();
    let refusal: string | null = null;
    const child = fork(plan.main, plan.args, { env: { ...ALLOCATOR, ...plan.env() }, execArgv: HEAP, stdio: ['ignore', plan.readyLine ? 'pipe' : output, output, 'ipc'] });
    closeSync(output);
    this.child = child;
    const hear = (raw: unknown) => {
      const message = partMessageSchema.safeParse(raw);
      if (!message.success) return appendFileSync(plan.logFile, `${JSON.stringify({ level: 'warn', msg: 'a message that the supervisor does not know', part: plan.name })}\n`);
      if (message.data.type === 'refused') refusal = message.data.message;
      else if (!this.stopping) this.events.message(plan.name, message.data);
    };
    if (!plan.readyLine) child.on('message', hear);
    if (child.stdout !== null) {
      let first = true;
      createInterface(child.stdout).on('line', (line) => {
        appendFileSync(plan.logFile, `${line}\n`);
        if (first && line.startsWith('{')) { first = false; hear({ type: 'ready' }); }
      });
    }
    this.ended = new Promise((resolve) => {
      const end = (how: string, code: number | null, signal: NodeJS.Signals | null) => {
        if (this.child !== child) return;
        this.child = null;
        resolve();
        if (this.stopping) return;
        // Ctrl-C reaches the child and this process in either order.
        setTimeout(() => { this.afterEnd(how, Date.now() - started, refusal ?? (code === 2 ? lastLines(plan.logFile, 1, from)[0] ?? how : null), from); }, signal === 'SIGINT' || code === 130 ? 300 : 0);
      };
      child.once('error', (error) => { end(error.message, null, null); });
      child.once('exit', (code, signal) => { end(signal === null ? `ended with code ${code}` : `was ended by ${signal}`, code, signal); });
    });
  }

  private afterEnd(how: string, lived: number, refusal: string | null, from: number): void {
    if (this.stopping) return;
    const lines = () => lastLines(this.plan.logFile, 8, from);
    if (refusal !== null) return this.events.gaveUp(this.plan.name, refusal, []);
    this.quickDeaths = lived < QUICK_MS ? this.quickDeaths + 1 : 0;
    const wait = waitAfter(this.quickDeaths);
    if (wait === null) return this.events.gaveUp(this.plan.name, `${how}, ${QUICK_DEATHS} times within seconds`, lines());
    this.events.died(this.plan.name, how, wait);
    this.timer = setTimeout(() => { this.start(); }, wait);
  }

  /** Its end from here on is nothing unexpected. */
  expectEnd(): void {
    this.stopping = true;
    clearTimeout(this.timer);
  }

  /** SIGTERM; after 25 seconds SIGKILL. Resolves when the process is gone. */
  async stop(): Promise<void> {
    this.expectEnd();
    this.child?.kill('SIGTERM');
    const force = setTimeout(() => { this.force(); }, STOP_MS);
    await this.ended;
    clearTimeout(force);
  }

  /** Sends a message to a part that listens for one, and resolves at its answer. */
  ask(message: object): Promise<void> {
    const { child } = this;
    if (child === null) return Promise.reject(new Error(`${this.plan.name} is not running`));
    return new Promise((resolve, reject) => {
      const gone = () => { reject(new Error(`${this.plan.name} ended`)); };
      child.once('exit', gone);
      child.once('message', () => { child.off('exit', gone); resolve(); });
      child.send(message);
    });
  }

  /** Tells it something; where it is not running just now its next environment says so. */
  tell(message: object): void { this.child?.send(message, () => { /* its end is heard of elsewhere */ }); }

  /** Ends it at once. What it was doing is taken up by the next start. */
  force(): void { this.child?.kill('SIGKILL'); }

  /** Ends it, so that it starts again with a new environment. */
  async renew(): Promise<void> {
    await this.stop();
    this.stopping = false;
    this.quickDeaths = 0;
    this.start();
  }
}
