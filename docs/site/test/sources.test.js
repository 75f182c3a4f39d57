// Facts about the sources that need no build.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createMarkdownRenderer } from 'vitepress';
import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { markdown, resolveLink } from '../markdown.js';
import { heading, listed, markdownIn, sidebar } from '../sidebar.js';
import { forge, repository, revision } from '../site.js';

/** The text that a browser shows for Markdown. */
async function shown(source) {
  const md = await createMarkdownRenderer(repository, markdown, '/');
  const template = md.render(source, { path: join(repository, 'docs/sample.md') });
  return (await renderToString(createSSRApp({ template })))
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

test('every page in docs is in the sidebar', () => {
  assert.deepEqual(
    [...markdownIn('docs'), ...markdownIn('docs/internals')].filter((page) => !listed.includes(page)),
    [],
    'add these pages to docs/site/sidebar.js',
  );
});

test('every decision is in the sidebar', () => {
  const links = sidebar.at(-1).items.map(({ link }) => link.slice(1));
  assert.deepEqual(
    links.toSorted(),
    markdownIn('docs/decisions').filter((page) => !page.endsWith('/README.md')),
  );
});

test('every decision is in the index', () => {
  const index = readFileSync(join(repository, 'docs/decisions/README.md'), 'utf8');
  const links = [...index.matchAll(/^- \[(.+)\]\((.+)\)$/gm)].map(([, title, page]) => `${page}: ${title.replaceAll('`', '')}`);
  assert.deepEqual(
    links.toSorted(),
    markdownIn('docs/decisions')
      .filter((page) => !page.endsWith('/README.md'))
      .map((page) => `${page.replace('docs/decisions/', '')}: ${heading(page)}`),
  );
});

test('every command is in the sidebar', () => {
  const links = sidebar.at(-2).items.map(({ link }) => link.slice(1));
  assert.deepEqual(
    links.toSorted(),
    markdownIn('docs/commands').filter((page) => !page.endsWith('/README.md')),
  );
});

test('no page is in the sidebar twice', () => {
  assert.equal(new Set(listed).size, listed.length);
});

test('generics and expressions of templates are shown as they are written', async () => {
  for (const text of [
    'a List<Vector> of any length',
    'Map<K, V>',
    '{{ topK }}',
    'a {{ 1 + 1 }} b',
    '<script>x</script>',
  ]) {
    assert.equal((await shown(text)).trim(), text);
    assert.ok((await shown(`# \`${text}\``)).includes(text));
    assert.ok((await shown(`| a |\n|---|\n| ${text} |`)).includes(text));
    assert.ok((await shown(`\`\`\`java\n${text}\n\`\`\``)).includes(text));
  }
});

test('links to pages stay on the site', () => {
  assert.equal(resolveLink('docs/doctor.md', 'CONTRIBUTING.md'), '/docs/doctor.md');
  assert.equal(resolveLink('install.md#library-versions', 'docs/doctor.md'), '/docs/install.md#library-versions');
  assert.equal(resolveLink('doctor.md#exit-codes', 'docs/security.md'), '/docs/doctor.md#exit-codes');
  assert.equal(resolveLink('docs/decisions', 'CONTRIBUTING.md'), '/docs/decisions/index.md');
  assert.equal(resolveLink('README.md', 'docs/doctor.md'), '/docs/index.md');
});

test('links to other files lead to the forge', () => {
  assert.equal(resolveLink('../core/pom.xml', 'docs/doctor.md'), `${forge}/blob/${revision}/core/pom.xml`);
  assert.equal(resolveLink('core/', 'README.md'), `${forge}/tree/${revision}/core`);
});

test('links to other sites and within a page are unchanged', () => {
  for (const href of ['https://www.pinecone.io', 'mailto:a@example.com', '#install']) {
    assert.equal(resolveLink(href, 'README.md'), href);
  }
});

test('a link to a missing file fails the build', () => {
  assert.throws(() => resolveLink('missing.md', 'docs/doctor.md'), /docs\/doctor\.md links to missing\.md/);
  assert.throws(() => resolveLink('../../outside.md', 'docs/doctor.md'), /outside\.md/);
});

test('the lock file names no registry', () => {
  const lock = JSON.parse(readFileSync(join(repository, 'docs/site/package-lock.json'), 'utf8'));
  const resolved = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
  assert.deepEqual(resolved, []);
});
