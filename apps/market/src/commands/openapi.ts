import { writeFileSync } from 'node:fs';
import { openApiDocument } from '../../../api/src/openapi.js';
import { httpServer } from '../http-server.js';
import { surroundings } from '../surroundings.js';
import { tell } from '../tell.js';

/** Writes the document that describes the API as it is compiled. */
export async function writeOpenApi(file: string): Promise<void> {
  const ground = await surroundings();
  try {
    const app = await httpServer({ config: ground.config, roles: ['api'] });
    await app.init();
    writeFileSync(file, `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
    await app.close();
    tell(`wrote ${file}`);
  } finally {
    await ground.close();
  }
}
