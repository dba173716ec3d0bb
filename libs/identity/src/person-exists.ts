import pg from 'pg';

/** Whether somebody has an account with that e-mail, asked without booting the program; false on a database without our tables. */
export async function personExists(databaseUrl: string, email: string): Promise<boolean> {
  const db = new pg.Client({ connectionString: databaseUrl, application_name: 'kriyadesa' });
  await db.connect();
  try {
    const { rows } = await db.query<{ table: string | null }>("SELECT to_regclass('identity.person') AS table");
    if (rows[0]?.table == null) return false;
    return (await db.query('SELECT 1 FROM identity.person WHERE email = lower($1)', [email])).rows.length > 0;
  } finally {
    await db.end();
  }
}
