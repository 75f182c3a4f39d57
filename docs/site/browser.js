// A headless Chromium and the built site on loopback, for tests and screenshots.
import { chromium } from 'playwright-core';
import { serve } from './serve.js';
import { base } from './site.js';

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts both. `url` is the address of this version's first page; `close` stops both. */
export async function openSite() {
  const server = await serve(0);
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: flags });
  return {
    browser,
    origin: `http://127.0.0.1:${server.address().port}`,
    url: `http://127.0.0.1:${server.address().port}${base}`,
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
