// node bench/compare.mjs before.json after.json: the same shapes of two runs, by what raw did in the same run, and by CPU per action.
import { readFileSync } from 'node:fs';
import { servingMs } from './measure.mjs';
import { shareOf } from './table.mjs';

const [before, after] = process.argv.slice(2, 4).map((file) => JSON.parse(readFileSync(file, 'utf8')));
if (!before || !after) throw new Error('two result files are meant: node bench/compare.mjs before.json after.json');
const cell = (text, width) => String(text).padStart(width);
const percent = (value) => `${(100 * value).toFixed(0)} %`;
const say = (line) => process.stdout.write(`${line}\n`);

say(`before: ${before.products} products, ${before.orders} orders; after: ${after.products} products, ${after.orders} orders`);
say(`${'shape'.padEnd(16)}users ${cell('share of raw', 20)} ${cell('rate', 8)} ${cell('CPU ms per action', 20)} ${cell('CPU', 8)} ${cell('raw CPU', 9)}`);
for (const was of before.rows) {
  const is = after.rows.find((row) => row.shape === was.shape && row.connections === was.connections);
  if (!is) continue;
  say(
    `${was.shape.padEnd(16)}${cell(was.connections, 5)} ${cell(`${percent(shareOf(was))} -> ${percent(shareOf(is))}`, 20)} ${cell(percent(is.program.perSecond / was.program.perSecond), 8)}`
      + ` ${cell(`${servingMs(was.program).toFixed(2)} -> ${servingMs(is.program).toFixed(2)}`, 20)} ${cell(percent(servingMs(was.program) / servingMs(is.program)), 8)} ${cell(percent(servingMs(was.raw) / servingMs(is.raw)), 9)}`,
  );
}
say(`memory of api and web, most: ${before.memory.api.peak} -> ${after.memory.api.peak} MB`);
