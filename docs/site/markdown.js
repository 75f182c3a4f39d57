// Renders the repository's Markdown as the forge does, so that pages need nothing special to be on the site.
import { existsSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { classes } from './api.js';
import { forge, repository, revision } from './site.js';
import { addressOf, pages } from './sidebar.js';

/** The anchor that the forge gives to a heading. */
function slugify(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** The address on the site, or on the forge, of a link in a page of the repository. */
export function resolveLink(href, page) {
  if (/^([a-z]+:|#|\/)/.test(href)) return href;
  const [path, anchor] = href.split('#');
  const target = posix.join(posix.dirname(page), decodeURI(path)).replace(/\/$/, '');
  const suffix = anchor === undefined ? '' : `#${anchor}`;
  if (pages.includes(target)) return `/${addressOf(target)}${suffix}`;
  const index = pages.find((other) => addressOf(other) === `${target}/index.md`);
  if (index !== undefined) return `/${addressOf(index)}${suffix}`;

  const file = join(repository, target);
  if (target.startsWith('..') || !existsSync(file)) throw new Error(`${page} links to ${href}, which does not exist`);
  return `${forge}/${statSync(file).isDirectory() ? 'tree' : 'blob'}/${revision}/${target}${suffix}`;
}

/** The page that is rendered, as its path in the repository. */
function pageOf({ env }) {
  return relative(repository, env.realPath ?? env.path)
    .split(sep)
    .join('/');
}

function resolveLinks(md) {
  md.core.ruler.push('repository-links', (state) => {
    const page = pageOf(state);
    for (const block of state.tokens) {
      for (const token of block.children ?? []) {
        if (token.type === 'link_open') token.attrSet('href', resolveLink(token.attrGet('href'), page));
      }
    }
  });
}

/** Leads from the name of a public class, or of one of its members, to its page in the API reference. */
function linkClasses(md) {
  md.core.ruler.push('api-links', (state) => {
    for (const block of state.tokens.filter(({ children }) => children !== null)) {
      let inLink = false;
      block.children = block.children.flatMap((token) => {
        if (token.type === 'link_open') inLink = true;
        if (token.type === 'link_close') inLink = false;
        const href = token.type === 'code_inline' && classes.get(/^([A-Z]\w*)(?=$|[.(])/.exec(token.content)?.[1]);
        if (!href || inLink) return [token];
        const open = new state.Token('link_open', 'a', 1);
        open.attrs = [
          ['href', href],
          ['target', '_self'], // not a page that the site's router can load
        ];
        return [open, token, new state.Token('link_close', 'a', -1)];
      });
    }
  });
}

/** Shows `{{` as it is; in a Vue template it would start an expression. Blocks of code need no care. */
function escapeExpressions(md) {
  for (const type of ['text', 'code_inline']) {
    const render = md.renderer.rules[type];
    md.renderer.rules[type] = (...args) => render(...args).replaceAll('{{', '&#123;&#123;');
  }
}

/** @type {import('vitepress').MarkdownOptions} */
export const markdown = {
  html: false, // `List<Vector>` is text, also outside of code
  anchor: { slugify },
  theme: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
  config(md) {
    md.linkify.set({ fuzzyLink: false, fuzzyEmail: false }); // host names in the text are not links
    resolveLinks(md);
    linkClasses(md);
    escapeExpressions(md);
  },
};
