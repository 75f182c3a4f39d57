import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { markdown } from '../markdown.js';
import { sentences } from '../readme.js';
import { addressOf, pages, sidebar } from '../sidebar.js';
import { base, directory, forge, output, repository, revision, root, version, versions } from '../site.js';

/** Resolves Vue for pages, which are outside of the directory that has node_modules. */
const vueForPages = {
  name: 'vue-for-pages',
  enforce: 'pre',
  resolveId(id, importer, options) {
    if (!/^vue(\/|$)/.test(id) || !importer?.endsWith('.md')) return null;
    return this.resolve(id, import.meta.filename, { ...options, skipSelf: true });
  },
};

export default defineConfig({
  title: 'Pinelink',
  description: sentences[0],
  lang: 'en',
  base,
  head: [['link', { rel: 'icon', href: `${base}logo.svg`, type: 'image/svg+xml' }]],

  srcDir: '../..',
  srcExclude: excluded(),
  rewrites: Object.fromEntries(pages.map((page) => [page, addressOf(page)])),
  outDir: join(output, directory),
  cacheDir: 'target/cache',
  vite: { publicDir: join(repository, 'docs/site/public'), plugins: [vueForPages] },
  // The API is built after the pages, and the tests check links to it. Others are addresses of local servers.
  ignoreDeadLinks: [/^\/api\//, /^https?:\/\/localhost/],

  markdown,
  transformPageData(page) {
    if (page.relativePath === 'index.md') page.frontmatter.hero.tagline = sentences[1];
    if (page.filePath.startsWith('docs/site/')) page.frontmatter.editLink = false;
  },

  transformHead: ({ pageData }) =>
    pageData.isNotFound
      ? []
      : [['link', { rel: 'alternate', type: 'text/markdown', href: `${base}${pageData.relativePath}` }]],

  themeConfig: {
    logo: '/logo.svg',
    site: { root, directory, version, versions },
    nav: [
      { text: 'Get started', link: '/docs/get-started' },
      { text: 'Guides', link: '/docs/', activeMatch: '^/docs/(?!get-started)' },
      { text: 'API', link: '/api/index.html', target: '_self' },
      { component: 'VersionMenu' },
    ],
    sidebar,
    outline: [2, 3],
    search: {
      provider: 'local',
      options: {
        detailedView: true,
        miniSearch: {
          searchOptions: {
            // What users need comes first; the function is sent to the browser, so it uses nothing from here.
            boostDocument: (id) => (/\/docs\/(decisions|internals)\/|\/CONTRIBUTING\./.test(id) ? 0.0001 : 1),
          },
        },
      },
    },
    socialLinks: [{ icon: 'github', link: forge }],
    editLink: { pattern: `${forge}/edit/${revision}/:path`, text: 'Edit this page' },
    externalLinkIcon: true,
    footer: { message: `Pinelink ${version}. Apache License 2.0. Not affiliated with Pinecone Systems, Inc.` },
  },
});

/** Patterns of the Markdown files that are not pages. Directories are excluded as a whole, so that none is searched. */
function excluded() {
  const entries = readdirSync(repository, { withFileTypes: true });
  const directories = entries.filter((entry) => entry.isDirectory() && entry.name !== 'docs');
  const files = entries.filter((entry) => entry.name.endsWith('.md') && !pages.includes(entry.name));
  return ['docs/site/!(pages)/**', ...directories.map(({ name }) => `${name}/**`), ...files.map(({ name }) => name)];
}
