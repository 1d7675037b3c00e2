import { startProcess, wait, type Process } from './installation.js';

/** A process that is started again whenever it ends, as a supervisor does it, until it is to stop. Nothing else starts or ends it, so that none is ever left behind. */
export class Kept {
  private current: Process | null = null;
  private over = false;
  private wanted = false;
  /** What it said when it ended although nobody asked it to. */
  readonly falls: string[] = [];
  private inARow = 0;
  private readonly life: Promise<void>;

  constructor(private readonly program: string, private readonly env: () => Record<string, string>, private readonly args: string[] = []) { this.life = this.live(); }

  private async live(): Promise<void> {
    while (!this.over) {
      this.wanted = false;
      this.current = startProcess(this.program, this.args, this.env());
      await this.current.ended;
      this.inARow = this.wanted ? 0 : this.inARow + 1;
      if (this.wanted) continue;
      this.falls.push(this.current.output.slice(-300));
      // What could not start (its database was away) is not started a hundred times a second.
      await wait(500);
    }
  }

  /** It does not come up at all: nothing is gained by trying on. */
  get hopeless(): boolean { return this.inARow >= 20; }
  get pid(): number | undefined { return this.current?.child.pid; }
  /** How often the present process finished a job of this name. */
  runs(name: string): number { return this.current?.runs(name) ?? 0; }
  says(event: string): boolean { return this.current?.says(event) ?? false; }

  /** Ends the present process; the next one starts at once, with the settings of that moment. */
  async end(signal: NodeJS.Signals): Promise<void> {
    this.wanted = true;
    await this.current?.kill(signal);
  }

  async stop(): Promise<void> {
    this.over = true;
    await this.end('SIGKILL');
    await this.life;
  }

  /** For the moment at which the program itself ends: no time is left to wait. */
  killNow(): void { this.over = true; this.current?.child.kill('SIGKILL'); }
}
