// The Markdown twins of pages, and the lists of them for programs.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { openSite } from '../browser.js';
import { addressOf, groups, heading, pages } from '../sidebar.js';
import { directory, forge, output, repository, version, versions } from '../site.js';

const root = join(output, directory);
const read = (address) => readFileSync(join(root, address), 'utf8');

/** The targets of links outside of code. */
function links(markdown) {
  return [...markdown.replace(/^```[\s\S]*?^```$|`[^`\n]*`/gm, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, href]) => href);
}

test('every page has a twin that names it and the version', () => {
  for (const page of pages) {
    const twin = read(addressOf(page));
    const [header, , next] = twin.replace(/^---\n[\s\S]*?\n---\n\n?/, '').split('\n');
    assert.ok(header.startsWith(`> Pinelink ${version}: [${addressOf(page).replace('.md', '')}](`), `${page}: ${header}`);
    if (!page.endsWith('/home.md')) assert.equal(next.replaceAll('`', ''), `# ${heading(page)}`);
  }
});

test('code in twins is that of the source', () => {
  const blocks = (text) => text.match(/^```[\s\S]*?^```$/gm) ?? [];
  for (const page of pages.filter((name) => !name.startsWith('docs/site/'))) {
    assert.deepEqual(blocks(read(addressOf(page))), blocks(readFileSync(join(repository, page), 'utf8')), page);
  }
});

test('the links of twins lead to twins, to pages or to the forge', () => {
  const dead = [];
  let inside = 0;
  for (const page of pages) {
    for (const href of links(read(addressOf(page)))) {
      if (/^(https?:|mailto:|#)/.test(href)) continue;
      inside++;
      if (!existsSync(join(root, dirname(addressOf(page)), href.split('#')[0]))) dead.push(`${page}: ${href}`);
    }
  }
  assert.deepEqual(dead, []);
  assert.ok(inside > 300, `${inside} links`);
  assert.ok(links(read('index.md')).some((href) => href.startsWith(forge)));
});

test('a skill begins with its front matter', () => {
  assert.match(read('docs/skill/SKILL.md'), /^---\nname: pinelink\ndescription: .+\n---\n\n> Pinelink /);
});

for (const [place, prefix] of [
  [root, ''],
  [output, `${versions[0]}/`],
]) {
  test(`llms.txt in ${prefix === '' ? 'the version' : 'the root'} lists every page once, with its purpose`, () => {
    if (prefix !== '' && versions[0] !== directory) return; // written by the newest version
    const text = readFileSync(join(place, 'llms.txt'), 'utf8');
    assert.match(text, /^# Pinelink\n\n> Pinelink is a Java client .+\n\n/);
    const rows = [...text.matchAll(/^- \[([^\]]+)\]\(([^)]+)\): (.+)$/gm)];
    assert.deepEqual(
      rows.map(([, , href]) => href),
      groups.flatMap((group) => group.pages).map((page) => prefix + addressOf(page)),
    );
    assert.equal(text.match(/^- /gm).length, rows.length);
    assert.deepEqual(
      [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title),
      [...groups.slice(0, -2).map((group) => group.text), 'Optional'],
    );
    for (const [, , href] of rows) assert.ok(existsSync(join(place, href)), href);
  });
}

test('llms-full.txt has the guides and commands, but no decisions', () => {
  const text = read('llms-full.txt');
  for (const page of ['docs/get-started.md', 'docs/private-routing.md', 'docs/skill/SKILL.md', 'docs/commands/local.md']) {
    assert.ok(text.includes(`\n# ${heading(page)}\n`), page);
  }
  assert.ok(!text.includes(`\n# ${heading('docs/decisions/server-jar.md')}\n`));
});

let site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

test('"Copy as Markdown" copies the twin of the page that is shown, by the keyboard too', async (t) => {
  const context = await site.browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`${site.url}docs/doctor.html`, { waitUntil: 'networkidle' });
  const copied = async (press = (button) => button.click()) => {
    await press(page.getByRole('button', { name: 'Copy as Markdown' }));
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  assert.equal(await copied(), read('docs/doctor.md'));

  await page.locator('.VPSidebar a', { hasText: 'Behind a proxy' }).click();
  await page.waitForURL(`${site.url}docs/behind-a-proxy.html`);
  await page.getByRole('status').filter({ hasNotText: 'Copied' }).waitFor({ state: 'attached' });
  assert.equal(await copied((button) => button.press('Enter')), read('docs/behind-a-proxy.md'));
});

test('each page names its twin for programs, and shows it', async (t) => {
  const page = await site.browser.newPage();
  t.after(() => page.close());
  await page.goto(`${site.url}docs/commands.html`, { waitUntil: 'networkidle' });
  const twin = await page.locator('link[rel=alternate][type="text/markdown"]').getAttribute('href');
  const response = await page.request.get(site.origin + twin);
  assert.equal(response.headers()['content-type'], 'text/markdown; charset=utf-8');
  assert.equal(await response.text(), read('docs/commands.md'));
  assert.equal(await page.getByRole('link', { name: 'Markdown', exact: true }).getAttribute('href'), twin);
});
