import { Findings } from '#libs/platform';
import { findBroken } from '../../../worker/src/find-broken.js';
import { hasDemoWorld } from '../demo/has-demo-world.js';
import { withSandbox } from '../sandbox.js';
import { surroundings } from '../surroundings.js';
import { tell } from '../tell.js';
import { withoutHttp } from '../without-http.js';

export { findBroken };

/** What it finds is also kept for the admin's page, where an earlier finding that is gone is closed. */
export async function reconcile({ json = false }: { json?: boolean }): Promise<void> {
  const ground = await surroundings();
  const sandbox = !ground.config.sandboxUrl && (await hasDemoWorld(ground.config)) ? await withSandbox(ground.config) : null;
  try {
    const broken = await withoutHttp(sandbox?.config ?? ground.config, async (app) => {
      const found = await findBroken(app, json ? undefined : tell);
      await app.get(Findings).keep(found);
      return found;
    });
    for (const each of broken) process.stdout.write(json ? `${JSON.stringify(each)}\n` : `BROKEN ${each.invariant}  ${each.subject}  ${each.detail}\n`);
    if (broken.length > 0) process.exitCode = 1;
    else if (!json) tell('all invariants hold');
  } finally {
    await sandbox?.stop();
    await ground.close();
  }
}
