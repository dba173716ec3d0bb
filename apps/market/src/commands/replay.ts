import { DeadLetters } from '#libs/platform';
import { surroundings } from '../surroundings.js';
import { tell } from '../tell.js';
import { withoutHttp } from '../without-http.js';

export async function replay(which?: number | 'all'): Promise<void> {
  const ground = await surroundings();
  try {
    await withoutHttp(ground.config, async (app) => {
      const letters = app.get(DeadLetters);
      if (which !== undefined) return tell(`${await letters.replay(which)} queued again`);
      const dead = await letters.list();
      for (const each of dead) tell(`${each.id}  ${each.event} -> ${each.subscriber}  ${each.attempts} tries  ${each.lastError ?? ''}`);
      tell(`${dead.length} dead`);
    });
  } finally {
    await ground.close();
  }
}
