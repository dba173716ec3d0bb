import chromium from '@sparticuz/chromium';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';

/** A real Chromium: Debian's when it is there, else the one that npm carries. */
export async function openBrowser(): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  if (existsSync('/usr/bin/chromium')) {
    const browser = await playwright.launch({ executablePath: '/usr/bin/chromium', args: quiet });
    return { browser, close: () => browser.close() };
  }
  // It unpacks itself into TMPDIR; two runs at once must not share that.
  const shared = process.env.TMPDIR;
  const own = mkdtempSync(join(tmpdir(), 'chromium-'));
  process.env.TMPDIR = own;
  try {
    const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: quiet });
    return {
      browser,
      close: async () => {
        await browser.close();
        rmSync(own, { recursive: true, force: true });
      },
    };
  } finally {
    if (shared === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = shared;
  }
}
