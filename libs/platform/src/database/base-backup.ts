import { chown, copyFile, mkdir, open, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** What PostgreSQL's manual says to leave out of a base backup (26.3.4.2), our server's log, and the WAL, of which only what is needed comes along. */
const EMPTY = new Set(['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']);
const LEFT_OUT = /^(postmaster\.(pid|opts)|server\.log|backup_label(\.old)?|tablespace_map(\.old)?|pg_internal\.init.*|pgsql_tmp.*)$/;

/** The server's files cannot be reached from here: they are on another machine, or another server's. */
export class DatabaseElsewhere extends Error {
  constructor(folder: string) {
    super(`the database keeps its files in ${folder}, which are not within reach here: use pg_basebackup against it`);
  }
}

/**
 * Copies a running PostgreSQL into an empty folder, by its low-level API: the copy is torn while people write, and the WAL that comes with it mends that at
 * the first start. Holds no locks. Answers the point up to which the copy goes (LSN). Throws DatabaseElsewhere.
 * https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
 */
export async function baseBackup(databaseUrl: string, into: string): Promise<string> {
  // The backup and the slot that keeps its WAL end with this session, whatever happens.
  const session = new Client({ connectionString: databaseUrl, application_name: 'kriyadesa-backup' });
  await session.connect();
  try {
    const from = await folderOf(session);
    await session.query(`SELECT pg_create_physical_replication_slot('kriyadesa_backup_' || pg_backend_pid(), true, true)`);
    const started = await session.query<{ file: string }>(`SELECT pg_walfile_name(pg_backup_start('kriyadesa', true)) AS file`);
    await copyTree(from, into);
    const stopped = await session.query<{ lsn: string; file: string; label: string }>(
      'SELECT lsn, pg_walfile_name(lsn) AS file, labelfile AS label FROM pg_backup_stop(false)',
    );
    const { lsn, file, label } = stopped.rows[0]!;
    await writeFile(join(into, 'backup_label'), label, { mode: 0o600 });
    await copyWal(from, into, started.rows[0]!.file, file);
    return lsn;
  } finally {
    await session.end();
  }
}

/** The server's folder, if it is on this machine: the control file there carries the server's own number. */
async function folderOf(session: Client): Promise<string> {
  const { rows } = await session.query<{ folder: string; id: string; tablespaces: string }>(
    `SELECT current_setting('data_directory') AS folder, system_identifier::text AS id, (SELECT count(*)::text FROM pg_tablespace) AS tablespaces FROM pg_control_system()`,
  );
  const { folder, id, tablespaces } = rows[0]!;
  const control = await open(join(folder, 'global/pg_control')).catch(() => null);
  if (!control) throw new DatabaseElsewhere(folder);
  try {
    const { buffer } = await control.read(Buffer.alloc(8), 0, 8, 0);
    if (buffer.readBigUInt64LE().toString() !== id) throw new DatabaseElsewhere(folder);
  } finally {
    await control.close();
  }
  if (tablespaces !== '2') throw new Error('the database uses tablespaces: use pg_basebackup against it');
  return folder;
}

async function copyTree(from: string, into: string, isTop = true): Promise<void> {
  await mkdir(into, { recursive: true, mode: 0o700 });
  await sameOwner(from, into);
  for (const entry of await listed(from)) {
    if (LEFT_OUT.test(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(into, entry.name)];
    if (!entry.isDirectory()) await copied(source, target);
    else if (isTop && EMPTY.has(entry.name)) await emptyLike(source, target);
    else await copyTree(source, target, false);
  }
}

async function copyWal(from: string, into: string, first: string, last: string): Promise<void> {
  for (const { name } of await listed(join(from, 'pg_wal'))) {
    const isNeeded = /^[0-9A-F]{24}$/.test(name) ? name >= first && name <= last : name.endsWith('.history');
    if (isNeeded) await copied(join(from, 'pg_wal', name), join(into, 'pg_wal', name));
  }
}

async function emptyLike(source: string, target: string): Promise<void> {
  await mkdir(target, { mode: 0o700 });
  await sameOwner(source, target);
  // PostgreSQL makes these itself only where it makes the folder above them.
  if (source.endsWith('pg_wal')) for (const name of ['archive_status', 'summaries']) await emptyLike(join(source, name), join(target, name));
}

// Tables come and go meanwhile; the WAL knows.
function listed(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch(unlessGone([]));
}

async function copied(source: string, target: string): Promise<void> {
  await copyFile(source, target).then(() => sameOwner(source, target), unlessGone(undefined));
}

async function sameOwner(source: string, target: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(source);
  await chown(target, uid, gid);
}

function unlessGone<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead;
    throw error;
  };
}
