import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface Asset {
  bytes: Buffer;
  contentType: string;
}

const TYPES: Record<string, string> = { '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };

/** The stylesheet and drawings, each under a name that changes with its content, so that browsers may keep them for good. */
export interface Assets {
  /** `app.css` -> `/assets/app.1f3a….css` */
  url: (name: string) => string;
  files: ReadonlyMap<string, Asset>;
}

// The sources lie beside src/; a built program finds them from dist/apps/web/src/kit.
const HOMES = ['../../', '../../../../../apps/web/'].map((way) => join(import.meta.dirname, way));

let loaded: Assets | null = null;

export function assets(): Assets {
  loaded ??= load(HOMES.find((home) => existsSync(join(home, 'styles'))) ?? HOMES[0]!);
  return loaded;
}

function load(home: string): Assets {
  const files = new Map<string, Asset>();
  const urls = new Map<string, string>();
  const add = (name: string, bytes: Buffer) => {
    const extension = extname(name);
    const hashed = `${name.slice(0, -extension.length)}.${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}${extension}`;
    files.set(hashed, { bytes, contentType: TYPES[extension]! });
    urls.set(name, `/assets/${hashed}`);
  };
  const drawings = join(home, 'drawings');
  for (const name of readdirSync(drawings).filter((file) => file.endsWith('.svg'))) add(name, readFileSync(join(drawings, name)));
  const styles = join(home, 'styles');
  const css = readdirSync(styles)
    .filter((file) => file.endsWith('.css'))
    .sort()
    .map((file) => readFileSync(join(styles, file), 'utf8'))
    .join('\n');
  const linked = css.replace(/url\(([\w-]+\.svg)\)/g, (_, name: string) => `url(${urls.get(name) ?? missing(name)})`);
  add('app.css', Buffer.from(squeeze(linked)));
  return { files, url: (name) => urls.get(name) ?? missing(name) };
}

/** Drops comments and needless blanks; the sources keep them. */
function squeeze(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .trim();
}

function missing(name: string): never {
  throw new Error(`no such asset: ${name}`);
}
