// The pages of the site and their order. Titles come from the pages' first headings.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './site.js';

const written = [
  {
    text: 'Start',
    pages: [
      'docs/get-started.md',
      'docs/vectors.md',
      'docs/testing.md',
      'docs/embedded-server.md',
      'docs/README.md',
      'docs/install.md',
      'docs/artifacts.md',
      'docs/server-api.md',
      'docs/server-data.md',
      'docs/local-server-packages.md',
      'docs/faults.md',
      'docs/command-line.md',
      'docs/console.md',
      'docs/data-on-the-command-line.md',
      'docs/conformance.md',
      'docs/examples.md',
      'docs/move-from-the-official-client.md',
      'docs/coding-agents.md',
      'docs/skill/SKILL.md',
    ],
  },
  {
    text: 'Data',
    pages: [
      'docs/search-documents.md',
      'docs/load-a-lot-of-data.md',
      'docs/kafka.md',
      'docs/flink.md',
      'docs/spark.md',
      'docs/other-engines.md',
      'docs/copy-and-verify.md',
      'docs/namespace-aliases.md',
      'docs/move-to-documents.md',
    ],
  },
  {
    text: 'Private networks',
    pages: [
      'docs/private-routing.md',
      'docs/private-endpoints-aws.md',
      'docs/private-endpoints-azure.md',
      'docs/private-endpoints.md',
      'docs/infrastructure-as-code.md',
      'docs/without-egress.md',
      'docs/two-projects-in-one-vpc.md',
      'docs/behind-a-proxy.md',
      'docs/aws-lambda.md',
      'docs/doctor.md',
      'docs/watch.md',
      'docs/mcp.md',
    ],
  },
  {
    text: 'Frameworks',
    pages: [
      'docs/spring-boot.md',
      'docs/spring-ai.md',
      'docs/quarkus.md',
      'docs/langchain4j.md',
      'docs/vector-stores.md',
      'docs/rag.md',
    ],
  },
  {
    text: 'Operation',
    pages: [
      'docs/retries-and-deadlines.md',
      'docs/telemetry.md',
      'docs/extending.md',
      'docs/performance.md',
      'docs/start-up.md',
      'docs/native-image.md',
      'docs/security.md',
    ],
  },
  { text: 'Reference', pages: ['docs/operations.md', 'docs/connector-options.md', 'docs/kafka-options.md', 'docs/compatibility.md', 'CHANGELOG.md'] },
  { text: 'Contribute', pages: ['CONTRIBUTING.md', ...overviewFirst(markdownIn('docs/internals'))] },
];

function overviewFirst(pages) {
  return pages.toSorted((a, b) => Number(b.endsWith('/README.md')) - Number(a.endsWith('/README.md')));
}

/** Pages whose address differs from their path in the repository. */
const addresses = new Map([
  ['docs/site/pages/home.md', 'index.md'],
  ['docs/decisions/README.md', 'docs/decisions/index.md'],
  ['docs/README.md', 'docs/index.md'],
  ['docs/internals/README.md', 'docs/internals/index.md'],
  ['docs/commands/README.md', 'docs/commands.md'], // docs/commands/index.md is about pinelink index
]);

/** Titles in the sidebar that differ from the first heading. */
const titles = new Map([
  ['docs/README.md', 'All guides by task'],
]);

/** The Markdown files of a directory of the repository, as paths in the repository. */
export function markdownIn(directory) {
  return readdirSync(join(repository, directory))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `${directory}/${name}`);
}

/** The text of the first heading of a page. */
export function heading(page) {
  const text = /^# (.+)$/m.exec(readFileSync(join(repository, page), 'utf8'));
  if (text === null) throw new Error(`${page} has no heading of the first level`);
  return text[1].replaceAll('`', '');
}

/** The pages of decisions, the index first. */
const decisions = overviewFirst(markdownIn('docs/decisions'));

/** The pages of the commands, the overview first. */
const commands = overviewFirst(markdownIn('docs/commands'));

/** The guides and the pages at the root of the repository, in the order of the sidebar. */
export const listed = written.flatMap((group) => group.pages);

/** All pages except the first, in the order of the sidebar. */
export const groups = [
  ...written.slice(0, -1),
  { text: 'Commands', pages: commands },
  written.at(-1),
  { text: 'Decisions', pages: decisions },
];

/** Every page of the site, as its path in the repository. */
export const pages = [
  ...addresses.keys(),
  ...[...listed, ...commands, ...decisions].filter((page) => !addresses.has(page)),
];

/** The Markdown path that a page has on the site, from its path in the repository. */
export function addressOf(page) {
  return addresses.get(page) ?? page;
}

function link(page) {
  return { text: titles.get(page) ?? heading(page), link: `/${addressOf(page)}` };
}

const api = { text: 'API (Javadoc)', link: '/api/index.html', target: '_self' };

export const sidebar = [
  ...written.map(({ text, pages }) => ({
    text,
    items: text === 'Reference' ? [api, ...pages.map(link)] : pages.map(link),
  })),
  {
    text: 'Commands',
    link: '/docs/commands',
    collapsed: true,
    items: commands.slice(1).map(link),
  },
  {
    text: 'Decisions',
    link: '/docs/decisions/',
    collapsed: true,
    items: decisions.slice(1).map(link),
  },
];
