import type { Named, Row } from './row.js';
import type { World } from './world.js';

/** A body with the world's picture in that field. */
export function upload(field: string): NonNullable<Row['body']> {
  return (_: Named, { picture }: World) => {
    const form = new FormData();
    form.set(field, picture, 'foto.png');
    return form;
  };
}
