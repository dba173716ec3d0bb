import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Picture, PictureTask } from './picture-work.js';

const MOST_AT_ONCE = 2;
const TASK_MS = 60_000;
const IDLE_MS = 20_000;

interface Answer {
  id: number;
  picture?: Picture;
  failure?: string;
}

interface Pending {
  done: (picture: Picture) => void;
  failed: (error: Error) => void;
}

/** The words of the picture library on why it could not. */
export class PictureFailed extends Error {}

/**
 * Where pictures are worked on: a process of its own, started by the first of them and ended after 20 s without. What it needed of memory goes
 * with it, a picture made to crash or to stall a decoder takes nothing else down, and it knows no secrets. Two at a time; the rest wait their turn.
 */
@Injectable()
export class Darkroom implements OnApplicationShutdown {
  private child: ChildProcess | null = null;
  private idle: NodeJS.Timeout | undefined;
  private atWork = 0;
  private lastId = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly pending = new Map<number, Pending>();

  /** Throws `PictureFailed` for what cannot be read or written. */
  async workOn(task: PictureTask): Promise<Picture> {
    if (this.atWork >= MOST_AT_ONCE) await new Promise<void>((turn) => this.waiting.push(turn));
    else this.atWork++;
    try {
      return await this.send(task);
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.atWork--;
    }
  }

  onApplicationShutdown(): void {
    this.close();
  }

  private send(task: PictureTask): Promise<Picture> {
    // Uncompiled, in tests, there is no program to start.
    if (import.meta.url.endsWith('.ts')) return inThisProcess(task);
    clearTimeout(this.idle);
    const child = (this.child ??= this.open());
    const id = ++this.lastId;
    // Commands end when their work is done, whether the darkroom is still open or not.
    child.channel?.ref();
    const late = setTimeout(() => child.kill('SIGKILL'), TASK_MS);
    return new Promise<Picture>((done, failed) => {
      this.pending.set(id, { done, failed });
      child.send({ id, task }, (error) => error && this.fail(id, error));
    }).finally(() => {
      clearTimeout(late);
      if (this.pending.size > 0 || this.child !== child) return;
      child.channel?.unref();
      this.idle = setTimeout(() => this.close(), IDLE_MS).unref();
    });
  }

  private open(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./darkroom-process.js', import.meta.url)), {
      // Fewer heaps for the threads of the picture library: half the memory while it works.
      env: { PATH: process.env.PATH, MALLOC_ARENA_MAX: '2' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.unref();
    child.on('message', ({ id, picture, failure }: Answer) => (picture ? this.finish(id, picture) : this.fail(id, new PictureFailed(failure))));
    const gone = (error?: Error) => {
      if (this.child === child) this.forget(error?.message ?? 'the darkroom ended');
    };
    child.once('error', gone);
    child.once('exit', () => gone());
    return child;
  }

  private close(): void {
    clearTimeout(this.idle);
    this.child?.kill('SIGTERM');
    this.forget('the darkroom is closed');
  }

  private forget(why: string): void {
    this.child = null;
    for (const id of this.pending.keys()) this.fail(id, new PictureFailed(why));
  }

  private finish(id: number, picture: Picture): void {
    this.pending.get(id)?.done(picture);
    this.pending.delete(id);
  }

  private fail(id: number, error: Error): void {
    this.pending.get(id)?.failed(error);
    this.pending.delete(id);
  }
}

async function inThisProcess(task: PictureTask): Promise<Picture> {
  const { workOn } = await import('./picture-work.js');
  return workOn(task).catch((error: unknown) => {
    throw new PictureFailed(error instanceof Error ? error.message : String(error));
  });
}
