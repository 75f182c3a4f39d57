// The page of `pinelink console` in a browser, in front of the embedded server and of an index on a private route.
//   SCREENSHOTS=directory   also writes the pictures of docs/console.md
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { launch, open } from './browser.js';
import { start, startConsole, startServer } from './fixture.js';

const VIEWS = ['', 'index/products', 'index/products/records', 'index/products/search?by=id&id=chair-0003', 'index/products/picture', 'index/products/route', 'index/articles', 'index/hostile/records', 'requests', 'faults'];

let server;
let reader;
let writer;
let browser;
before(async () => {
  server = await startServer();
  browser = await launch();
  reader = await startConsole('--control-plane', server.control);
  writer = await startConsole('--control-plane', server.control, '--allow-writes');
});
after(async () => {
  await browser?.close();
  for (const program of [reader, writer, server]) await program?.stop();
});

async function settled(page) {
  await page.locator('main h1, main .failure, main .state').first().waitFor();
  await page.locator('.spinner').first().waitFor({ state: 'detached' }).catch(() => {});
}

async function visit(page, place) {
  await page.evaluate((hash) => (location.hash = hash), '#/' + place);
  await settled(page);
}

async function picture(page, name) {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `console-${name}.png`) });
}

test('the token leaves the address, survives a reload, and is not in the page', async (t) => {
  const page = await open(t, browser, reader.link);
  await page.getByRole('heading', { name: 'Indexes', level: 1 }).waitFor();

  assert.equal(page.url(), reader.origin + '/#/');
  assert.ok(!(await page.content()).includes(reader.token));
  assert.deepEqual(await page.context().cookies(), []);
  await page.reload();
  await page.getByRole('heading', { name: 'Indexes', level: 1 }).waitFor();
});

test('a wrong token shows what to do, and no data', async (t) => {
  const page = await open(t, browser, reader.origin + '/#token=wrong', {}, (text) => text.includes('401'));
  await page.getByText('This link is not valid').waitFor();

  assert.match(await page.locator('.failure').textContent(), /open the link that pinelink printed/);
  assert.equal(await page.locator('nav').count(), 0);
});

test('a page of another origin can call nothing, with the token too', async (t) => {
  const context = await browser.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`${writer.origin}/icon.svg`);
  await page.goto(`${reader.origin}/icon.svg`);
  const outcome = await page.evaluate(
    ({ origin, token }) => fetch(origin + '/api/indexes', { headers: { Authorization: 'Bearer ' + token } }).then((r) => r.status, () => 'blocked'),
    { origin: writer.origin, token: writer.token },
  );

  assert.equal(outcome, 'blocked');
});

test('records are paged, opened and searched from', async (t) => {
  const page = await open(t, browser, reader.link);
  await visit(page, 'index/products');
  assert.match(await page.locator('tfoot').textContent(), /1,572/);
  await picture(page, 'overview');
  await visit(page, 'index/products/records');
  const first = page.locator('.items button.id').first();
  await first.waitFor();
  const id = await first.textContent();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('Page 2').waitFor();
  await page.getByRole('button', { name: 'Previous' }).click();
  await first.click();
  await page.getByRole('dialog').getByText('48 values').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Delete…' }).count(), 0);
  await page.getByRole('button', { name: 'Find similar' }).click();
  await page.locator('.matches li').first().waitFor();

  assert.equal(await page.locator('.matches button.id').first().textContent(), id);
  assert.equal(await page.locator('.matches li').count(), 10);
  await page.getByText('Filter and limits').click();
  await page.getByLabel('Filter').fill('{"price": {"$lt": 60}}');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.locator('section.stale').waitFor({ state: 'detached' });
  await page.locator('.matches li').first().waitFor();
  await picture(page, 'search');
  await page.getByLabel('Filter').fill('{"price": ');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  assert.match(await page.locator('.failure').textContent(), /The filter is not valid JSON/);
});

test('documents are searched by words and by both words and a vector', async (t) => {
  const page = await open(t, browser, reader.link);
  await visit(page, 'index/articles/search');
  await page.getByLabel('Text', { exact: true }).last().fill('tide');
  await page.keyboard.press('Enter');
  await page.locator('.matches li').first().waitFor();
  await page.getByText('Hybrid', { exact: true }).click();
  await page.getByLabel('Id', { exact: true }).fill('article-4');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByText(/words 1/).first().waitFor();

  assert.ok((await page.locator('.matches li').count()) >= 5);
});

test('a hybrid search takes values and weights, and a sparse field is searched', async (t) => {
  const page = await open(t, browser, reader.link);
  const search = async () => {
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.locator('section.stale').waitFor({ state: 'detached' });
    await page.locator('.matches li').first().waitFor();
    return page.locator('.matches button.id').first().textContent();
  };
  await visit(page, 'index/articles/search');
  await page.getByText('Values', { exact: true }).click();
  await page.getByLabel('Values', { exact: true }).last().fill('{"indices": [45], "values": [1]}');
  assert.equal(await search(), 'article-6');

  await page.getByText('Hybrid', { exact: true }).click();
  await page.getByLabel('Text', { exact: true }).last().fill('bowline');
  await page.getByText('Filter and limits').click();
  await page.getByLabel('Weight of words').fill('0.1');
  await page.getByLabel('Weight of the vector').fill('5');
  assert.equal(await search(), 'article-6');
  await page.getByLabel('Weight of words').fill('5');
  await page.getByLabel('Weight of the vector').fill('0.1');
  await page.getByRole('button', { name: 'Search', exact: true }).click();

  await page.locator('.matches li').first().getByRole('button', { name: 'article-8' }).waitFor();
});

test('texts are reranked if a model is named, and the page says that they leave', async (t) => {
  const page = await open(t, browser, reader.link);
  await visit(page, 'index/notes/search');
  await page.getByText('so the text leaves the private network').waitFor();
  await page.getByLabel('Text', { exact: true }).last().fill('bowline');
  await page.keyboard.press('Enter');
  const score = page.locator('.matches .score .num').first();
  const unranked = await score.textContent();
  await page.getByText('Filter and limits').click();
  await page.getByText('the texts leave the private network').waitFor();
  assert.equal(await page.getByLabel('By the field').inputValue(), 'body');
  await page.getByLabel('Rerank with').fill('bge-reranker-v2-m3');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await score.filter({ hasNotText: unranked }).waitFor();

  assert.equal(await page.locator('.matches button.id').first().textContent(), 'note-8');
});

test('the picture has colours, and a table with the same points', async (t) => {
  const page = await open(t, browser, reader.link);
  await visit(page, 'index/products/picture');
  await page.getByText('1,400 vectors of 48 dimensions').waitFor();
  assert.equal(await page.getByLabel('Colour by').inputValue(), 'kind');
  assert.equal(await page.locator('.legend li').count(), 5);
  await picture(page, 'picture');
  await page.getByRole('button', { name: 'As a table' }).click();

  await page.getByText('Page 1 of 28').waitFor();
});

test('the route is a picture of hops', async (t) => {
  const page = await open(t, browser, reader.link);
  await visit(page, 'index/products/route');
  await page.getByText('data can flow').waitFor();

  assert.equal(await page.locator('.hop').first().textContent().then((text) => text.includes('This machine')), true);
  assert.equal(await page.locator('.hop.failed').count(), 0);
});

test('requests appear as they arrive, and faults are added and removed', async (t) => {
  const page = await open(t, browser, reader.link);
  await visit(page, 'requests');
  await page.locator('.requests li').first().waitFor();
  await server.call(`http://${server.hosts.products}/query`, 'POST', { id: 'chair-0003', topK: 1, namespace: 'seen-live' }, '2026-04');
  await page.getByText('seen-live').waitFor();
  await visit(page, 'faults');
  await page.getByLabel('Operations').fill('query');
  await page.getByLabel('Index', { exact: true }).fill('nothing');
  await page.getByRole('button', { name: 'Add', exact: true }).first().click();
  await page.getByRole('button', { name: /^Remove latency/ }).click();

  await page.getByText('No faults').waitFor();
});

test('hostile content is shown as text', async (t) => {
  const page = await open(t, browser, reader.link);
  await visit(page, 'index/hostile/records');
  const rows = page.locator('.items button.id');
  await rows.first().waitFor();
  for (let i = 0; i < (await rows.count()); i++) {
    await rows.nth(i).click();
    await page.getByRole('dialog').locator('h3').waitFor();
    if (i === 0) {
      for (const mark of ['ESC', 'RLO', 'ZWSP']) assert.ok((await page.getByRole('dialog').locator('.mark', { hasText: mark }).count()) > 0, mark);
      await picture(page, 'hostile');
    }
    if (i === 2) {
      assert.ok((await page.getByRole('dialog').locator('table.record tr').count()) <= 50);
      await page.getByRole('button', { name: 'Show all 1,500 fields' }).click();
    }
    await page.keyboard.press('Escape');
  }

  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator('main img, main script, main b, main i, main a[href^="javascript"]').count(), 0);
});

test('a record is changed and deleted if writes are allowed', async (t) => {
  const page = await open(t, browser, writer.link);
  await visit(page, 'index/products/records?ns=tenant-7');
  const first = page.locator('.items button.id').first();
  await first.waitFor();
  const id = await first.textContent();
  await first.click();
  await page.getByLabel('Set fields').fill('{"checked": "yes indeed"}');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByRole('dialog').getByText('yes indeed').waitFor();
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Delete it now' }).click();

  await page.getByRole('button', { name: id, exact: true }).waitFor({ state: 'detached' });
});

test('the keyboard is enough', async (t) => {
  const page = await open(t, browser, reader.link);
  await page.getByRole('heading', { name: 'Indexes', level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the content');
  await page.locator('main a', { hasText: 'products' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.tabs a', { hasText: 'Records' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.items button.id').first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  assert.ok(await page.evaluate(() => document.activeElement.closest('dialog') !== null));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.className), 'link id');
});

for (const colorScheme of ['light', 'dark']) {
  test(`no view has barriers in ${colorScheme} mode, nor is one wider than a phone`, async (t) => {
    const page = await open(t, browser, reader.link, { colorScheme, viewport: { width: 390, height: 844 } });
    for (const view of VIEWS) {
      await visit(page, view);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map((violation) => [view, violation.id, violation.nodes.map((node) => node.html.slice(0, 200))]), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${view} is wider than the page`);
      if (view === 'index/products/route' && colorScheme === 'dark') await picture(page, 'route-phone');
    }
  });
}

test('an index on a private route is shown, and nothing is called in public', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'console-'));
  t.after(() => rmSync(directory, { recursive: true }));
  const network = await start('local', '--port', '0', '--tls-dir', directory, '--private', '--index', 'secluded:3');
  t.after(() => network.stop());
  const facts = JSON.parse(network.first);
  const inside = await startConsole('--control-plane', facts.controlPlane, '--ca', join(directory, 'ca.pem'), '--route-policy', 'private-required', '--connect-to', facts.privateEndpoints[0].address);
  t.after(() => inside.stop());
  const page = await open(t, browser, inside.link);
  await visit(page, 'index/secluded/route');
  await page.getByText('data can flow').waitFor();
  await picture(page, 'route');
  await visit(page, 'index/secluded');
  await page.locator('.badge.route-private').first().waitFor();

  const requests = await page.evaluate(() => fetch('api/routes', { headers: { Authorization: 'Bearer ' + sessionStorage.getItem('pinelink-token') } }).then((r) => r.json()));
  const data = requests.routes.filter((route) => !route.controlPlane);
  assert.ok(data.find((route) => route.kind === 'private').calls > 0);
  assert.equal(data.filter((route) => route.kind === 'public').reduce((sum, route) => sum + route.calls, 0), 0);
});
