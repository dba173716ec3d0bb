import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { Config } from '../config.js';
import { outside } from '../database/database.js';
import { mailName, Mailer, messageOf, type Mail } from './mailer.js';

/** Writes each mail as an `.eml` file that any mail program opens: `<dataDir>/mail/<name>.eml`. */
export class FolderMailer extends Mailer {
  private readonly transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

  constructor(private readonly config: Config) {
    super();
  }

  override async send(mail: Mail): Promise<void> {
    await outside(async () => {
      const { message } = await this.transport.sendMail(messageOf(mail, this.config));
      const folder = join(this.config.dataDir, 'mail');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${mailName(mail.key)}.eml`);
      try {
        await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
        await rename(`${file}.part`, file);
      } catch (error) {
        // On a full disk half of one would take the room of the next.
        await rm(`${file}.part`, { force: true });
        throw error;
      }
    });
  }
}
