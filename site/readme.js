// The parts of README.md that the first page shows, so that it repeats none of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** The first image, as its text and its path in the repository. */
export const image = firstImage();

function firstImage() {
  const image = /^!\[([^\]]+)\]\(([^)]+)\)/m.exec(text);
  if (image === null) throw new Error('README.md has no image');
  return { alt: image[1], path: image[2] };
}
