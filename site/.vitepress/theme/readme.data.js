import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMarkdownRenderer } from 'vitepress';
import { markdown } from '../../markdown.js';
import { block, image } from '../../readme.js';
import { base, repository } from '../../site.js';

/** The blocks of README.md that the first page shows, as HTML. */
export default {
  watch: ['../../../README.md'],
  async load() {
    const md = await createMarkdownRenderer(repository, markdown, base);
    const render = (text) => md.render(text, { path: join(repository, 'README.md') });
    const fence = (info, code) => `\`\`\`${info}\n${code}\`\`\`\n`;
    const withoutImports = block('java')
      .replace(/^import .+\n/gm, '')
      .trimStart();
    return {
      install: render(
        `::: code-group\n${fence('kotlin [Gradle]', block('kotlin'))}${fence('xml [Maven]', block('xml'))}:::`,
      ),
      example: render(fence('java', withoutImports)),
      chart: { alt: image.alt, svg: readFileSync(join(repository, image.path), 'utf8') },
    };
  },
};
