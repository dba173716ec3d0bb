import type { Config } from '#libs/platform';
import { DEMO_PASSWORD, DEMO_PEOPLE } from './people.js';

/** What to click first, and as whom. */
export function welcome(config: Config): void {
  const lines = [
    '',
    `KriyaDesa    ${config.publicUrl}           English: ${config.publicUrl}/en`,
    `Meja perajin ${config.publicUrl}/desk      Admin:   ${config.publicUrl}/admin`,
    `API          ${config.publicUrl}/api/docs`,
    '',
    `Masuk dengan kata sandi ${DEMO_PASSWORD}:`,
    ...DEMO_PEOPLE.map(({ email, role }) => `  ${email.padEnd(26)} ${role}`),
    '',
    'Ctrl+C berhenti.',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
