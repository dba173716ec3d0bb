import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const KEPT_LINES = 200;

// Children end with the test, also when that is killed. Elsewhere than on Linux they are ended by `close` alone.
const LEASH = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL', '--'] : [];

const ON_A_DISK = ['unshare', '--user', '--map-root-user', '--mount', '--', 'sh', '-c', 'mount -t tmpfs -o size="$2" tmpfs "$1" && shift 2 && exec "$@"', 'sh'];

/** Whether this machine lets a process have a disk of its own: namespaces of users, on Linux. */
export const canHaveDisks = process.platform === 'linux' && spawnSync('unshare', ['--user', '--map-root-user', '--mount', '--', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

/** One process of the compiled program, in a process group of its own, that may be killed and started again at will. */
export class Program {
  private child: ChildProcess | null = null;
  private isAskedToEnd = false;
  private readonly lines: string[] = [];
  /** How it ended when nobody had asked it to, for example `market start: 1`. */
  readonly deaths: string[] = [];

  constructor(
    private readonly folder: string,
    private readonly args: readonly string[],
    private readonly env: NodeJS.ProcessEnv,
    /** A folder that is a small disk of its own for this process and no other, for example `{ folder: '/…/files', size: '4m' }`. */
    private readonly disk: { folder: string; size: string } | null = null,
  ) {}

  start(): void {
    const node = ['node', '--disable-warning=ExperimentalWarning', '--max-old-space-size=256', '--max-semi-space-size=8', join(this.folder, 'dist/apps/market/src/main.js'), ...this.args];
    // The leash inside, since it is lost on the way into another namespace.
    const [file, ...args] = [...(this.disk ? [...ON_A_DISK, this.disk.folder, this.disk.size] : []), ...LEASH, ...node] as [string, ...string[]];
    const child = spawn(file, args, { cwd: this.folder, env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_OPTIONS: '', ...this.env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.child = child;
    this.isAskedToEnd = false;
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => this.keep(chunk.toString()));
    child.once('exit', (code, signal) => {
      if (!this.isAskedToEnd) this.deaths.push(`market ${this.args.join(' ')}: ${code ?? signal}\n${this.log}`);
    });
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Where the test finds a folder that only this process sees. */
  seenBy(folder: string): string {
    return join(`/proc/${this.pid}/root`, folder);
  }

  get isRunning(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The last lines that it wrote. */
  get log(): string {
    return this.lines.join('');
  }

  /** kill -9, with all that it has started. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks it to leave and waits until it has; answers its exit code. */
  async stop(patienceMs = 40_000): Promise<number | null> {
    const late = setTimeout(() => void this.kill(), patienceMs);
    return this.end('SIGTERM').finally(() => clearTimeout(late));
  }

  /** Waits until it ends by itself; answers its exit code. Throws when it takes longer. */
  async ended(withinMs: number): Promise<number | null> {
    const child = this.child;
    if (!child) return null;
    this.isAskedToEnd = true;
    if (this.isRunning) {
      const isLate = await Promise.race([once(child, 'exit').then(() => false), sleep(withinMs, true, { ref: false })]);
      if (isLate) throw new Error(`market ${this.args.join(' ')} still runs after ${withinMs} ms\n${this.log}`);
    }
    return child.exitCode;
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.child;
    if (!child || !this.isRunning) return child?.exitCode ?? null;
    this.isAskedToEnd = true;
    const gone = once(child, 'exit');
    // The group for kill -9; a polite request goes to the program, which tells its own children.
    process.kill(signal === 'SIGKILL' ? -child.pid! : child.pid!, signal);
    await gone;
    return child.exitCode;
  }

  private keep(text: string): void {
    this.lines.push(text);
    if (this.lines.length > KEPT_LINES) this.lines.shift();
  }
}
