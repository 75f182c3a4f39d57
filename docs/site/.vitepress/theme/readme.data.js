import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMarkdownRenderer } from 'vitepress';
import { markdown } from '../../markdown.js';
import { block, chart } from '../../readme.js';
import { base, repository } from '../../site.js';

/** The blocks of README.md and the chart that the first page shows, as HTML. */
export default {
  watch: ['../../../../README.md', '../../../docs/performance.md'],
  async load() {
    const md = await createMarkdownRenderer(repository, markdown, base);
    const render = (text) => md.render(text, { path: join(repository, 'README.md') });
    const fence = (info, code) => `\`\`\`${info}\n${code}\`\`\`\n`;
    return {
      example: render(fence('java', block('java'))),
      install: render(
        `::: code-group\n${fence('xml [Maven]', block('xml'))}${fence('kotlin [Gradle]', block('kotlin'))}:::`,
      ),
      chart: { alt: chart.alt, svg: readFileSync(join(repository, chart.path), 'utf8') },
    };
  },
};
