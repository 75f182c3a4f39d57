// Writes the picture of the first page that docs/internals/site.md shows: npm run screenshot.
import { join } from 'node:path';
import { openSite } from './browser.js';
import { repository } from './site.js';

const site = await openSite();
try {
  const page = await site.browser.newPage({ viewport: { width: 1280, height: 860 }, colorScheme: 'light' });
  await page.goto(site.url, { waitUntil: 'networkidle' });
  await page.screenshot({ path: join(repository, 'docs/images/site.png') });
} finally {
  await site.close();
}
