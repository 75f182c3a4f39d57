// Writes terraform.json: the arguments and attributes of the resources that Pinelink prints, from the types that HashiCorp
// generated from its providers. They are over 900 MB, so the result is committed:
//   cd "$(mktemp -d)" && npm install --ignore-scripts --legacy-peer-deps \
//     @cdktf/provider-aws@21.22.1 @cdktf/provider-azurerm@14.23.1
//   node REPOSITORY/.ci/infrastructure/extract.js node_modules/@cdktf > REPOSITORY/.ci/infrastructure/terraform.json
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const printed = {
  'provider-aws': [
    'cloudwatch-event-rule',
    'cloudwatch-event-target',
    'cloudwatch-log-group',
    'cloudwatch-metric-alarm',
    'data-aws-network-interface',
    'data-aws-region',
    'data-aws-subnet',
    'data-aws-vpc',
    'data-aws-vpc-endpoint-service',
    'ecs-cluster',
    'ecs-task-definition',
    'flow-log',
    'iam-role',
    'iam-role-policy',
    'route53-record',
    'route53-zone',
    'scheduler-schedule',
    'scheduler-schedule-group',
    'security-group',
    'sns-topic',
    'sns-topic-policy',
    'vpc-endpoint',
    'vpc-security-group-egress-rule',
    'vpc-security-group-ingress-rule',
  ],
  'provider-azurerm': [
    'container-app-job',
    'private-dns-a-record',
    'private-dns-aaaa-record',
    'private-dns-cname-record',
    'private-dns-zone',
    'private-dns-zone-virtual-network-link',
    'private-endpoint',
  ],
};

const snake = (name) => name.replace(/[A-Z]/g, (letter) => '_' + letter.toLowerCase());

/** Returns the arguments of an interface, with those of its nested blocks. */
function block(types, name) {
  const begin = types.indexOf(`export interface ${name} `);
  if (begin < 0) throw new Error(`no interface ${name}`);
  const body = types.slice(begin, types.indexOf('\n}', begin));
  const found = {};
  for (const [, argument, optional, type] of body.matchAll(
    /#(\w+) \w+#\w+\}[^*]*(?:\*(?!\/)[^*]*)*\*\/\s+readonly \w+(\??): ([^;{]+|\{)/g,
  )) {
    const nested = type.match(/^([A-Z]\w+)(\[\])?/);
    found[argument] = {
      required: optional === '',
      type: nested ? 'block' : type === '{' ? 'map' : type.split(' | ')[0].trim(),
      ...(nested ? { block: block(types, nested[1]) } : {}),
    };
  }
  return found;
}

const all = {};
for (const [provider, folders] of Object.entries(printed)) {
  const root = join(process.argv[2], provider);
  for (const folder of folders) {
    const types = readFileSync(join(root, 'lib', folder, 'index.d.ts'), 'utf8');
    const [, type] = types.match(/tfResourceType = "(\w+)"/);
    const [, config] = types.match(/export interface (\w+Config) extends cdktf.TerraformMetaArguments/);
    const body = types.slice(types.indexOf('tfResourceType'));
    all[(folder.startsWith('data-') ? 'data.' : '') + type] = {
      source: types.match(/providers\/([\w/]+\/[\d.]+)\/docs/)?.[1] ?? provider,
      arguments: block(types, config),
      attributes: [...body.matchAll(/\n {4}get (\w+)\(\)/g)].map((m) => snake(m[1])).filter((n) => !n.endsWith('_input')),
    };
  }
}
console.log(JSON.stringify(all, null, 1));
