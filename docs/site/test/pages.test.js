// The built site as a reader's browser shows it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { createMarkdownRenderer } from 'vitepress';
import { openSite } from '../browser.js';
import { markdown } from '../markdown.js';
import { fileOf } from '../serve.js';
import { addressOf, pages } from '../sidebar.js';
import { base, directory, output, repository, root, version, versions } from '../site.js';

const phone = { width: 375, height: 667 };
const apiPages = ['api/index.html', 'api/allclasses-index.html', 'api/io/pinelink/Index.html'];
const addresses = [...pages.map((page) => addressOf(page).replace(/\.md$/, '.html')), ...apiPages];

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Opens a page in a new context and closes it after the test. */
async function open(context, address, options = {}) {
  const opened = await site.browser.newContext(options);
  context.after(() => opened.close());
  const page = await opened.newPage();
  await page.goto(site.url + address, { waitUntil: 'networkidle' });
  return page;
}

test('every page of the output is in the list of pages', () => {
  const files = readdirSync(join(output, directory), { recursive: true }).filter(
    (file) => file.endsWith('.html') && !file.startsWith('api/') && file !== '404.html',
  );
  assert.deepEqual(files.toSorted(), addresses.filter((address) => !address.startsWith('api/')).toSorted());
});

test('every page at the width of a phone: links, width, requests, errors', async (t) => {
  const context = await site.browser.newContext({ viewport: phone });
  t.after(() => context.close());
  const elsewhere = [];
  const errors = [];
  context.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(site.origin)) elsewhere.push(request.url());
  });
  context.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
  });
  context.on('weberror', (error) => errors.push(error.error().stack));

  const page = await context.newPage();
  const links = new Map();
  const anchors = new Map();
  const wide = [];
  for (const address of addresses) {
    await page.goto(site.url + address, { waitUntil: 'load' });
    const seen = await page.evaluate(readPage);
    anchors.set(fileOf(base + address), new Set(seen.anchors));
    links.set(address, seen.links);
    wide.push(...seen.wide.map((element) => `${address}: ${element}`));
    assert.notEqual(seen.links.length, 0, address);
  }

  assert.deepEqual(dead(links, anchors), [], 'dead links');
  assert.deepEqual(wide, [], 'wider than the screen');
  assert.deepEqual(elsewhere, [], 'requests to other hosts');
  assert.deepEqual(errors, [], 'errors');
});

/** Runs in the browser: the links and anchors of the page, and what is wider than the screen. */
function readPage() {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) =>
    element !== document.body &&
    element !== null &&
    (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX) ||
      scrolls(element.parentElement));
  const wide = [...document.body.querySelectorAll('*')]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > width + 1)
    .filter((element) => getComputedStyle(element).position !== 'fixed' && !scrolls(element.parentElement))
    .map((element) => element.outerHTML.slice(0, 120));
  if (document.documentElement.scrollWidth > width) wide.push(`scrolls to ${document.documentElement.scrollWidth}`);
  return {
    links: [...document.querySelectorAll('a[href]')].map((link) => link.href),
    anchors: [...document.querySelectorAll('[id]')].map((element) => element.id),
    wide,
  };
}

function dead(links, anchors) {
  const found = new Set();
  for (const [address, hrefs] of links) {
    for (const href of hrefs) {
      const url = new URL(href);
      if (url.origin !== site.origin) continue;
      const file = fileOf(url.pathname);
      const anchor = decodeURIComponent(url.hash.slice(1));
      const known = anchors.get(file);
      if (file === undefined || (anchor !== '' && known !== undefined && !known.has(anchor))) {
        found.add(`${address}: ${url.pathname}${url.hash}`);
      }
    }
  }
  return [...found];
}

test('the first page at the width of a tablet', async (t) => {
  const page = await open(t, '', { viewport: { width: 768, height: 1024 } });
  assert.deepEqual((await page.evaluate(readPage)).wide, []);
});

test('no line of code is cut on a screen of 1,280 pixels', async (t) => {
  const page = await open(t, '', { viewport: { width: 1280, height: 860 } });
  const cut = [];
  for (const address of addresses.filter((other) => !other.startsWith('api/'))) {
    await page.goto(site.url + address, { waitUntil: 'load' });
    const lines = await page.evaluate(() =>
      [...document.querySelectorAll('.vp-doc pre')]
        .filter((pre) => pre.checkVisibility() && pre.scrollWidth > pre.clientWidth)
        .map((pre) => pre.textContent.slice(0, 60)),
    );
    cut.push(...lines.map((line) => `${address}: ${line}`));
  }
  assert.deepEqual(cut, []);
});

test('the first page shows a program before anything is scrolled', async (t) => {
  const page = await open(t, '', { viewport: { width: 1280, height: 860 } });
  const code = page.locator('.home-code pre');
  assert.match(await code.innerText(), /EmbeddedPinecone\.start\(\)/);
  const box = await code.boundingBox();
  assert.ok(box.y + box.height < 860, `the program ends at ${box.y + box.height}`);
});

test('"Get started" opens five minutes to a first result', async (t) => {
  const page = await open(t, '');
  await page.locator('.VPHero a', { hasText: 'Get started' }).click();
  await page.waitForURL(`${site.url}docs/get-started.html`);
  await page.locator('.VPDoc h1', { hasText: 'Get started' }).waitFor();
  assert.match(await page.locator('.vp-doc').innerText(), /In five minutes you write vectors and search them/);
});

test('"Guides" opens an overview by task, which leads to every guide', async (t) => {
  const page = await open(t, '');
  await page.locator('.VPHero a', { hasText: 'Guides' }).click();
  await page.waitForURL((url) => url.pathname === `${base}docs/`);
  await page.locator('.VPDoc h1', { hasText: 'Guides' }).waitFor();
  const links = await page.evaluate(() => [...document.querySelectorAll('.vp-doc a[href]')].map((link) => link.href));
  const guides = pages.filter((name) => /^docs\/[a-z0-9-]+\.md$/.test(name));
  assert.ok(guides.length > 20, `${guides.length} guides`);
  assert.deepEqual(
    guides.filter((guide) => !links.some((link) => link.startsWith(`${site.url}${guide.replace('.md', '.html')}`))),
    [],
  );
});

for (const words of ['http library', 'retries', 'json', 'delete all vectors']) {
  test(`the search for "${words}" finds decisions after guides`, async (t) => {
    const page = await open(t, '');
    await page.locator('.VPNavBarSearch button').click();
    await page.locator('#localsearch-input').fill(words);
    await page.locator('.VPLocalSearchBox .result').first().waitFor();
    const found = await page.evaluate(() =>
      [...document.querySelectorAll('.VPLocalSearchBox .result')].map((result) => new URL(result.href).pathname),
    );
    const forContributors = found.map((path) => /\/docs\/(decisions|internals)\/|\/CONTRIBUTING\./.test(path));
    assert.deepEqual(forContributors, forContributors.toSorted(), found.join('\n'));
    assert.equal(forContributors[0], false, found.join('\n'));
  });
}

test('code is shown as it is in the Markdown', async (t) => {
  const md = await createMarkdownRenderer(repository, markdown, base);
  const page = await open(t, '');
  for (const source of pages.filter((other) => !other.startsWith('docs/site/'))) {
    const env = { path: join(repository, source) };
    const tokens = md.parse(readFileSync(env.path, 'utf8'), env).flatMap((token) => [token, ...(token.children ?? [])]);
    const expected = tokens.filter(({ type }) => ['code_inline', 'fence', 'code_block'].includes(type));
    await page.goto(site.url + addressOf(source).replace(/\.md$/, '.html'));
    const shown = await page.locator('.vp-doc code').allTextContents();
    assert.deepEqual(
      shown.map((code) => code.trim()),
      expected.map(({ content }) => content.trim()),
      source,
    );
  }
});

test('the search finds the section about connect rules and opens it', async (t) => {
  const page = await open(t, '');
  await page.locator('.VPNavBarSearch button').click();
  await page.locator('#localsearch-input').fill('connect rule');
  const result = page.locator('.VPLocalSearchBox .result').first();
  await result.waitFor();
  await result.click();
  await page.waitForURL((url) => url.pathname === `${base}docs/private-routing.html`);
  await page.locator('.vp-doc').getByText('ConnectRule').first().waitFor();
});

test('the switch changes between light and dark, and the choice is kept', async (t) => {
  const page = await open(t, '', { colorScheme: 'light' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.locator('.VPNavBarAppearance button').click();
  await page.waitForFunction((before) => getComputedStyle(document.body).backgroundColor !== before, light);
  await page.reload();
  assert.notEqual(await background(), light);
  assert.equal(await page.locator('html.dark').count(), 1);
});

for (const colorScheme of ['light', 'dark']) {
  test(`the text is legible and the pages are accessible, ${colorScheme}`, async (t) => {
    const found = [];
    for (const address of ['', 'docs/get-started.html', 'docs/index.html', 'docs/operations.html', 'docs/load-a-lot-of-data.html']) {
      const page = await open(t, address, { colorScheme, reducedMotion: 'reduce' });
      // The switch has its name once the page's script has run.
      await page.locator('.VPSwitchAppearance[title]:not([title=""])').first().waitFor({ state: 'attached' });
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa'] }));
      assert.ok(
        passes.some(({ id }) => id === 'color-contrast'),
        address,
      );
      for (const { id, nodes } of violations) found.push(...nodes.map(({ html }) => `${address} ${id}: ${html}`));
    }
    assert.deepEqual(found, []);
  });
}

test('the menu of versions shows this version and those released later', async (t) => {
  const page = await open(t, '');
  const menu = page.locator('.VPNavBar .version-menu');
  assert.equal(await menu.inputValue(), directory);
  assert.deepEqual(
    await menu.locator('option').allTextContents(),
    versions.map((name) => (name === directory ? version : name)),
  );

  const newer = `${root}99.0.0/`;
  await page.route('**/versions.json', (route) => route.fulfill({ json: { root, versions: ['99.0.0', directory] } }));
  await page.route(`**${newer}`, (route) => route.fulfill({ contentType: 'text/html', body: 'newer' }));
  await page.reload();
  await menu.locator('option[value="99.0.0"]').waitFor({ state: 'attached' });
  await menu.selectOption('99.0.0');
  await page.waitForURL(site.origin + newer);
});

test('the root leads to the newest version', async (t) => {
  const page = await open(t, '');
  await page.goto(site.origin + root);
  await page.waitForURL(`${site.origin}${root}${versions[0]}/`);
});

test('names of classes lead to the API reference', async (t) => {
  const page = await open(t, 'docs/two-projects-in-one-vpc.html');
  await page.locator('.vp-doc').getByRole('link', { name: 'ConnectRule', exact: true }).first().click();
  await page.waitForURL(`${site.url}api/io/pinelink/routing/ConnectRule.html`);
});

test('the API reference is reached from the first page', async (t) => {
  const page = await open(t, '');
  await page.locator('.VPHero a', { hasText: 'API' }).click();
  await page.waitForURL(`${site.url}api/index.html`);
  assert.match(await page.locator('body').innerText(), /io\.pinelink\.routing/);
});
