// A Markdown twin of each page, and the lists of them that programs read: llms.txt and llms-full.txt (llmstxt.org).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { resolveLink } from './markdown.js';
import { sentences } from './readme.js';
import { addressOf, groups, heading, pages } from './sidebar.js';
import { directory, repository, version, versions } from './site.js';

/** Groups of pages for contributors. In llms.txt they are optional: programs with little room leave them out. */
const others = groups.filter(({ text }) => ['Contribute', 'Decisions'].includes(text));
const forUsers = groups.filter((group) => !others.includes(group));

/** The page as Markdown: a line that names it and the version, then its source with links that lead to other twins. */
export function twin(page) {
  const address = addressOf(page);
  const html = posix.basename(address).replace(/\.md$/, '.html');
  const index = posix.relative(posix.dirname(address), 'llms.txt');
  const header = `> Pinelink ${version}: [${address.replace(/\.md$/, '')}](${html}). All pages: [llms.txt](${index}).\n\n`;
  const { frontMatter, text } = parts(page);
  return frontMatter + header + withLinks(text, page, address);
}

/** The source of a page. The first page of the site shows README.md. */
function parts(page) {
  if (page === 'docs/site/pages/home.md') return { frontMatter: '', text: read('README.md') };
  const source = read(page);
  const frontMatter = /^---\n[\s\S]*?\n---\n\n?/.exec(source)?.[0] ?? '';
  return { frontMatter, text: source.slice(frontMatter.length) };
}

function read(file) {
  return readFileSync(join(repository, file), 'utf8');
}

/** Changes the links outside of code. */
function withLinks(text, page, address) {
  const source = page === 'docs/site/pages/home.md' ? 'README.md' : page;
  return text.replace(/^```[\s\S]*?^```$|`[^`\n]*`|\]\(([^)\s]+)\)/gm, (match, href) =>
    href === undefined ? match : `](${relative(resolveLink(href, source), address)})`,
  );
}

/** A link of the site as one that is relative to a twin; other links are unchanged. */
function relative(href, address) {
  if (!href.startsWith('/')) return href;
  const [path, anchor] = href.slice(1).split('#');
  const link = posix.relative(posix.dirname(address), path);
  return anchor === undefined ? link : `${link}#${anchor}`;
}

/** What a page is for: its row in the overview of guides, or else its first sentence. */
export function purpose(page) {
  const link = `](${page.replace(/^docs\//, '')})`;
  const row = read('docs/README.md')
    .split('\n')
    .find((line) => line.startsWith('| ') && line.includes(link));
  const text = row === undefined ? firstSentence(page) : row.split(' | ')[0].slice(2);
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}

function firstSentence(page) {
  const paragraph = parts(page)
    .text.split(/\n{2,}/)
    .find((block) => /^[\w`*[]/.test(block) && !block.startsWith('```'));
  if (paragraph === undefined) return heading(page);
  return /^[\s\S]+?\.(?=\s|$)/.exec(paragraph)?.[0].replaceAll('\n', ' ') ?? paragraph.replaceAll('\n', ' ');
}

/** The content of llms.txt; `prefix` leads from its place to the directory of this version. */
export function list(prefix = '') {
  const row = (page) => `- [${heading(page)}](${prefix}${addressOf(page)}): ${purpose(page)}`;
  const section = (title, listed) => `## ${title}\n\n${listed.map(row).join('\n')}\n`;
  const sections = [
    ...forUsers.map(({ text, pages: listed }) => section(text, listed)),
    section('Optional', others.flatMap((group) => group.pages)),
  ];
  const facts = [
    `This is the documentation of version ${version}. Every page has a Markdown twin: \`.md\` in place of \`.html\`.`,
    `[llms-full.txt](${prefix}llms-full.txt) has the text of all guides and commands in one file.`,
    `Pinelink is not Pinecone's official client: its package is \`io.pinelink\`, and a private route is a setting of its client.`,
  ];
  return `# Pinelink\n\n> ${sentences.join(' ')}\n\n${facts.join('\n')}\n\n${sections.join('\n')}`;
}

/** Writes all of them into the built site. */
export function writeTwins(output) {
  for (const page of pages) {
    const file = join(output, directory, addressOf(page));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, twin(page));
  }
  const full = forUsers.flatMap((group) => group.pages);
  writeFileSync(join(output, directory, 'llms-full.txt'), full.map(twin).join('\n'));
  writeFileSync(join(output, directory, 'llms.txt'), list());
  if (versions[0] === directory) writeFileSync(join(output, 'llms.txt'), list(`${directory}/`));
}
