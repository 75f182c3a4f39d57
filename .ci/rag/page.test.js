// The page of the running example, whose address is in RAG_URL, as its users' browser shows it. If SCREENSHOT is set,
// the picture for the docs is written to that file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const url = process.env.RAG_URL;
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
];

let browser;
before(async () => {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: flags });
});
after(() => browser.close());

/** Opens the page, and fails the test at its end if the page logged an error or loaded something from elsewhere. */
async function open(t, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  const problems = [];
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  context.on('weberror', (error) => problems.push(error.error().stack));
  context.on('request', (request) => {
    if (!request.url().startsWith(url)) problems.push(request.url());
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(problems, []);
  });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  return page;
}

async function ask(page, question) {
  await page.getByLabel('Question').fill(question);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.locator('#result[aria-busy="false"] #found:not([hidden])').waitFor();
}

test('a question is answered with sources, over the private route', async (t) => {
  const page = await open(t);
  await ask(page, 'What is a host book?');

  assert.match(await page.locator('#answer').textContent(), /A host book is a small file of names and hosts\. \[1\]/);
  assert.match(await page.locator('#model').textContent(), /No language model is configured/);
  const first = page.locator('#sources li').first();
  assert.match(await first.locator('.title').textContent(), /Without egress › By name, with a host book/);
  assert.match(await first.locator('.score').textContent(), /without-egress\.md, score 0\.\d\d/);
  assert.equal(await page.locator('#kind').textContent(), 'private');
  assert.match(await page.locator('#host').textContent(), /^guides-.*\.svc\.private\./);
  assert.match(await page.locator('#addresses').textContent(), /^127\.0\.0\.1:\d+$/);
  assert.ok(Number(await page.locator('#private-calls').textContent()) > 0);
  assert.equal(await page.locator('#public-calls').textContent(), '0');
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
});

test('the keyboard is enough', async (t) => {
  const page = await open(t);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'question');
  await page.keyboard.type('How are failed calls retried?');
  await page.keyboard.press('Enter');
  await page.locator('#sources summary').first().focus();
  await page.keyboard.press('Enter');

  assert.ok(await page.locator('#sources pre').first().isVisible());
});

test('a suggested question is asked', async (t) => {
  const page = await open(t);
  await page.locator('.example').first().click();
  await page.locator('#found:not([hidden])').waitFor();

  assert.ok((await page.locator('#sources li').count()) > 0);
});

test('XML in a passage is shown as text', async (t) => {
  const page = await open(t);
  await ask(page, 'Which dependency has the artifactId pinelink-spring-boot-starter?');

  const text = (await page.locator('#sources pre').allTextContents()).join();
  assert.match(text, /<dependency>\s*<groupId>/);
  assert.equal(await page.locator('#sources dependency').count(), 0);
});

test('the reason of a refusal is shown', async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.locator('#question').evaluate((input) => input.removeAttribute('maxlength'));
  await page.getByLabel('Question').fill('w'.repeat(501));
  await page.getByLabel('Question').press('Enter');

  await page.getByText('question has 501 characters, expected at most 500').waitFor();
  assert.ok(await page.locator('#found').isHidden());
});

for (const colorScheme of ['light', 'dark']) {
  test(`no barriers are found in ${colorScheme} mode, nor a page wider than a phone`, async (t) => {
    const page = await open(t, { colorScheme, viewport: { width: 375, height: 667 } });
    await ask(page, 'What is a host book?');
    await page.locator('#sources summary').first().click();

    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html)]), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  });
}
