// The API reference: one Javadoc of the exported packages of the published modules.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { base, repository } from './site.js';

export const modules = [
  'core',
  'grpc-transport',
  'rest-transport',
  'server',
  'testing',
  'extensions/admin',
  'extensions/copy',
  'extensions/doctor',
  'extensions/import-files',
  'integrations/connector',
  'integrations/flink',
  'integrations/kafka-connect',
  'integrations/spark',
  'integrations/langchain4j',
  'integrations/spring-ai',
  'integrations/spring-boot',
  'integrations/quarkus/runtime',
  'integrations/micrometer',
  'integrations/opentelemetry',
];

/** A module that the tests of the others need, so that Maven resolves it here and not in a repository. */
const testModules = ['checks/test-support'];

/** Packages that are not for users. `api.test.js` compares the others with the module descriptors. */
const internal = [
  ...readFileSync(join(repository, 'pom.xml'), 'utf8')
    .match(/<excludePackageNames>([^<]+)</)[1] // of the published Javadoc
    .split(':'),
  'io.pinelink.testservice',
  'io.pinelink.testsupport',
];
const internalName = new RegExp(
  `^(${internal.map((name) => name.replaceAll('.', '\\.').replaceAll('*', '.*')).join('|')})$`,
);

/**
 * Writes the reference into a directory that does not exist yet. Legacy mode is that of the class path: on the module
 * path, Javadoc would need every dependency as a module.
 */
export function buildApi(directory) {
  const options = {
    legacyMode: true,
    excludePackageNames: internal.join(','),
    doclint: 'none', // the compiler checks the comments
    notimestamp: true,
    additionalJOption: '-J-XX:TieredStopAtLevel=1', // as short-lived as Maven's JVM
    show: 'protected',
    windowtitle: 'Pinelink',
    doctitle: 'Pinelink',
    header: '<a href="{@docRoot}/../index.html">Documentation</a>',
  };
  const definitions = Object.entries(options).map(([name, value]) => `-D${name}=${value}`);
  const projects = ['.', ...testModules, ...modules].join();
  execFileSync('mvn', ['-B', '-q', '-ntp', 'javadoc:aggregate', '-pl', projects, ...definitions], {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  renameSync(join(repository, 'target/reports/apidocs'), directory);
  finishStyle(directory);
}

/** Adds colours for the dark, and removes fonts that some JDKs name but do not include. */
function finishStyle(directory) {
  const stylesheet = join(directory, 'stylesheet.css');
  let style = readFileSync(stylesheet, 'utf8');
  if (!existsSync(join(directory, 'resources/fonts/dejavu.css'))) style = style.replace(/^@import .*dejavu.*\n/m, '');
  writeFileSync(stylesheet, style + readFileSync(join(import.meta.dirname, 'api.css'), 'utf8'));
}

/** The pages of the reference by the name of their class. No name occurs twice in the repository. */
export const classes = new Map(modules.flatMap(classesOf));

function classesOf(module) {
  const sources = join(repository, module, 'src/main/java');
  return readdirSync(sources, { recursive: true })
    .filter((file) => /\/[A-Z]\w*\.java$/.test(file) && !internalName.test(dirname(file).replaceAll('/', '.')))
    .filter((file) => /^public .*\b(class|interface|record|enum)\b/m.test(readFileSync(join(sources, file), 'utf8')))
    .map((file) => [basename(file, '.java'), `${base}api/${file.replace(/java$/, 'html')}`]);
}
