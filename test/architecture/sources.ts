import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/** A source file: its path from the project's root and its text. */
export interface Source {
  path: string;
  text: string;
}

export interface Finding {
  rule: string;
  path: string;
  detail: string;
}

export type Rule = (sources: readonly Source[]) => Finding[];

export function projectSources(): Source[] {
  return ['apps', 'libs', 'test', 'bench'].flatMap((folder) => walk(join(root, folder)));
}

function walk(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return /\.(ts|tsx|css|mjs)$/.test(entry.name) ? [{ path: relative(root, path), text: readFileSync(path, 'utf8') }] : [];
  });
}

export interface Import {
  from: string;
  /** As written. */
  specifier: string;
  /** A path of the project, `#libs/x`, or null for a package. */
  target: string | null;
}

export function importsOf(source: Source): Import[] {
  if (!/\.tsx?$/.test(source.path)) return [];
  return ts.preProcessFile(source.text, true, true).importedFiles.map(({ fileName }) => {
    const isRelative = fileName.startsWith('.');
    const target = isRelative ? posix.join(dirname(source.path), fileName).replace(/\.js$/, '.ts') : fileName.startsWith('#libs/') ? fileName : null;
    return { from: source.path, specifier: fileName, target };
  });
}

/** `libs/order/src/x.ts` and `#libs/order` -> `order`; null outside the libs. */
export function libOf(path: string): string | null {
  return /^(?:#?libs)\/([^/]+)/.exec(path)?.[1] ?? null;
}

export function appOf(path: string): string | null {
  return /^apps\/([^/]+)/.exec(path)?.[1] ?? null;
}

/** The string and template literals of a file; templates with their `${…}` holes counted. */
export function literalsOf(source: Source): { text: string; holes: number; line: number; tag: string | null }[] {
  const file = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true, source.path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found: { text: string; holes: number; line: number; tag: string | null }[] = [];
  const visit = (node: ts.Node): void => {
    const line = () => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const tag = ts.isTaggedTemplateExpression(node.parent ?? node) ? (node.parent as ts.TaggedTemplateExpression).tag.getText() : null;
    if (ts.isTemplateExpression(node)) found.push({ text: node.getText(), holes: node.templateSpans.length, line: line(), tag });
    else if (ts.isStringLiteralLike(node)) found.push({ text: node.text, holes: isConcatenated(node) ? 1 : 0, line: line(), tag });
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

/** `'SELECT …' + something` is interpolation in another dress; joining plain literals is not. */
function isConcatenated(node: ts.Node): boolean {
  const parent = node.parent;
  if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.PlusToken) return false;
  return !ts.isStringLiteralLike(parent.left) || !ts.isStringLiteralLike(parent.right);
}
