import type { Database } from '#libs/platform';

/** Loads all areas from idn-area-data; does nothing when they are there. */
export async function loadAreas(_db: Database, _tell: (line: string) => void = () => undefined): Promise<void> {
  throw new Error('not yet');
}
