import { appOf, importsOf, libOf, literalsOf, type Finding, type Rule, type Source } from './sources.js';

/** Which lib may import which (docs: README, "How it is built"). Doors only. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  platform: [],
  identity: ['platform'],
  region: ['platform'],
  paper: ['platform'],
  notice: ['platform', 'identity'],
  shipping: ['platform', 'region', 'paper'],
  payment: ['platform', 'notice', 'paper'],
  shop: ['platform', 'region', 'identity', 'notice'],
  order: ['platform', 'region', 'shop', 'payment', 'shipping', 'notice', 'paper'],
};

const inProgram = (source: Source) => /^(apps|libs)\//.test(source.path);

const moduleGraph: Rule = (sources) =>
  sources.filter(inProgram).flatMap((source) => {
    const own = libOf(source.path);
    if (!own) return [];
    const allowed = MAY_IMPORT[own];
    if (!allowed) return [{ rule: 'module graph', path: source.path, detail: `libs/${own} stands in no row of the table` }];
    return importsOf(source)
      .filter(({ target }) => target && libOf(target) && libOf(target) !== own && !allowed.includes(libOf(target)!))
      .map(({ specifier }) => ({ rule: 'module graph', path: source.path, detail: `${own} must not know ${specifier}` }));
  });

const doors: Rule = (sources) =>
  sources.filter(inProgram).flatMap((source) =>
    importsOf(source)
      .filter(({ specifier, target }) => target && libOf(target) && ((libOf(target) !== libOf(source.path) && !/^#libs\/[^/]+$/.test(specifier)) || specifier === `#libs/${libOf(source.path)}`))
      .map(({ specifier }) => ({ rule: 'doors', path: source.path, detail: `${specifier} is not the door, or is one's own` })),
  );

const appsAreLeaves: Rule = (sources) =>
  sources.filter(inProgram).flatMap((source) =>
    importsOf(source)
      .filter(({ target }) => target && appOf(target) && appOf(source.path) !== 'market' && appOf(target) !== appOf(source.path))
      .map(({ specifier }) => ({ rule: 'apps are leaves', path: source.path, detail: `imports ${specifier}` })),
  );

const quietEntities: Rule = (sources) =>
  sources.filter((source) => source.path.endsWith('.entity.ts')).flatMap((source) => {
    const loud = importsOf(source).filter(({ specifier }) => specifier !== 'typeorm' && specifier !== '#libs/platform' && !specifier.startsWith('./'));
    const talk = /new Date\(\)|Date\.now\(|\.query\(|getRepository|\bClock\b|\bDatabase\b/.exec(source.text);
    return [
      ...loud.map(({ specifier }) => ({ rule: 'quiet entities', path: source.path, detail: `imports ${specifier}` })),
      ...(talk ? [{ rule: 'quiet entities', path: source.path, detail: `asks the outside: ${talk[0]}` }] : []),
    ];
  });

const noCycles: Rule = (sources) => {
  const edges = new Map(sources.filter(inProgram).map((source) => [source.path, runtimeImports(source)] as const));
  const state = new Map<string, 'open' | 'done'>();
  const findings: Finding[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      findings.push({ rule: 'no cycles', path, detail: [...trail.slice(trail.indexOf(path)), path].join(' -> ') });
      return;
    }
    state.set(path, 'open');
    for (const next of edges.get(path) ?? []) if (edges.has(next)) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of edges.keys()) visit(path, []);
  return findings;
};

/** Imports that remain after compilation: `import type` cannot make a cycle that breaks at run time. */
function runtimeImports(source: Source): string[] {
  const withoutTypes = source.text.replace(/^\s*(?:import|export) type [^;]+;/gm, '');
  return importsOf({ ...source, text: withoutTypes }).flatMap(({ target }) => {
    if (!target) return [];
    if (target.startsWith('#libs/')) return [`libs/${libOf(target)}/src/index.ts`];
    return [target, target.replace(/\.ts$/, '.tsx')];
  });
}

const SQL = /^[`\s(]*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE|ALTER|DROP|TRUNCATE|SET|LISTEN|NOTIFY)\s+[\s\S]*/;

const noSqlByInterpolation: Rule = (sources) =>
  sources.filter(inProgram).flatMap((source) =>
    literalsOf(source)
      .filter(({ text, holes }) => holes > 0 && SQL.test(text))
      .map(({ line }) => ({ rule: 'no SQL by interpolation', path: source.path, detail: `line ${line}` })),
  );

const noSqlInApps: Rule = (sources) =>
  sources.filter((source) => /^apps\//.test(source.path)).flatMap((source) =>
    literalsOf(source)
      .filter(({ text }) => /^[`\s(]*(SELECT\s+[\s\S]*\bFROM|INSERT INTO|UPDATE\s+\w+[\s\S]*\bSET|DELETE FROM|WITH\s+\w+\s+AS)\b/.test(text))
      .map(({ line }) => ({ rule: 'no SQL in apps', path: source.path, detail: `line ${line}` })),
  );

const noFloatMoney: Rule = (sources) =>
  sources.filter((source) => /^libs\/(payment|order|shop|paper)\/src\//.test(source.path) || source.path.endsWith('platform/src/money.ts')).flatMap((source) => {
    const code = source.text.replace(/(['"`])(?:\\.|(?!\1)[\s\S])*\1|\/\/.*|\/\*[\s\S]*?\*\//g, '');
    const found = /parseFloat\(|\.toFixed\(|(?:[Aa]mount|[Pp]rice|[Tt]otal)\w*\)?\s*\*\s*\d*\.\d|\d\.\d+\s*\*\s*\w*(?:[Aa]mount|[Pp]rice|[Tt]otal)|Math\.(?:round|floor|ceil)\([^)]*(?:[Aa]mount|[Pp]rice|[Tt]otal)/.exec(code);
    const column = /\b\w*(?:amount|price|total|commission)\w*\s+(?:real|double precision|float|numeric|money)\b/.exec(source.text);
    return [found, column].filter((hit) => hit !== null).map((hit) => ({ rule: 'no float money', path: source.path, detail: hit[0] }));
  });

const shortFiles: Rule = (sources) =>
  sources
    .map((source) => ({ source, lines: source.text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 250)
    .map(({ source, lines }) => ({ rule: 'no file over 250 lines', path: source.path, detail: `${lines} lines` }));

export const RULES: Record<string, Rule> = {
  'module graph': moduleGraph,
  doors,
  'apps are leaves': appsAreLeaves,
  'quiet entities': quietEntities,
  'no cycles': noCycles,
  'no SQL by interpolation': noSqlByInterpolation,
  'no SQL in apps': noSqlInApps,
  'no float money': noFloatMoney,
  'no file over 250 lines': shortFiles,
};
