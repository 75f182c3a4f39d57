// The parts of README.md and of a guide that the first page shows, so that it repeats none of them.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { repository } from './site.js';

const text = readFileSync(join(repository, 'README.md'), 'utf8');

/** The sentences of the first paragraph, as plain text. */
export const sentences = firstParagraph()
  .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
  .replaceAll('\n', ' ')
  .split(/(?<=\.) (?=[A-Z])/);

function firstParagraph() {
  const paragraph = /^# .+\n\n([^\n#`|!-][\s\S]+?)\n\n/.exec(text);
  if (paragraph === null) throw new Error('README.md does not start with a heading and a paragraph');
  return paragraph[1];
}

/** The first fenced block in a language. */
export function block(language) {
  const block = new RegExp(`^\`\`\`${language}\\n([\\s\\S]+?)^\`\`\``, 'm').exec(text);
  if (block === null) throw new Error(`README.md has no block in ${language}`);
  return block[1];
}

/** The chart of the page about performance, as its text and its path in the repository. */
export const chart = firstImage('docs/performance.md');

function firstImage(page) {
  const image = /^!\[([^\]]+)\]\(([^)]+)\)/m.exec(readFileSync(join(repository, page), 'utf8'));
  if (image === null) throw new Error(`${page} has no image`);
  return { alt: image[1], path: posix.join(posix.dirname(page), image[2]) };
}
