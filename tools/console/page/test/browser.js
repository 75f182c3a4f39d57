// A headless Chromium, and pages that fail a test for what they should not do.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const flags = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromiumSandbox: false, args: flags });
}

/** Opens a link. The test fails at its end if the page logged an error or called another host. */
export async function open(t, browser, link, options = {}, allowed = () => false) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce', ...options });
  const problems = [];
  const origin = new URL(link).origin;
  context.on('console', (message) => {
    if (message.type() === 'error' && !allowed(message.text())) problems.push(message.text());
  });
  context.on('weberror', (error) => problems.push(error.error().stack));
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) problems.push(request.url());
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(problems, []);
  });
  const page = await context.newPage();
  await page.goto(link);
  return page;
}
