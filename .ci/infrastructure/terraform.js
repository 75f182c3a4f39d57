// Checks a Terraform configuration: its syntax, the arguments of its resources, and what its expressions refer to.
import { parse } from '@cdktf/hcl2json';
import { readFileSync } from 'node:fs';

const schemas = JSON.parse(readFileSync(new URL('terraform.json', import.meta.url), 'utf8'));
const META = ['count', 'depends_on', 'for_each', 'lifecycle', 'provider'];
const TOP = ['data', 'locals', 'output', 'resource', 'terraform', 'variable'];

export async function checkTerraform(text) {
  const problems = [];
  let root;
  try {
    root = await parse('main.tf', text);
  } catch (e) {
    return { resources: 0, problems: [`does not parse: ${e.message}`] };
  }
  let resources = 0;
  for (const key of Object.keys(root)) if (!TOP.includes(key)) problems.push(`unknown block ${key}`);
  for (const kind of ['resource', 'data']) {
    for (const [type, named] of Object.entries(root[kind] ?? {})) {
      const schema = schemas[(kind === 'data' ? 'data.' : '') + type];
      if (!schema) {
        problems.push(`unknown ${kind} ${type}`);
        continue;
      }
      for (const [name, blocks] of Object.entries(named)) {
        resources++;
        checkBlock(`${type}.${name}`, blocks[0], schema.arguments, problems, true);
      }
    }
  }
  checkVariables(root, problems);
  checkReferences(text, root, problems);
  return { resources, problems };
}

function checkBlock(path, block, schema, problems, isResource) {
  for (const [name, value] of Object.entries(block)) {
    if (isResource && META.includes(name)) continue;
    const argument = schema[name];
    if (!argument) {
      problems.push(`${path} has no argument ${name}`);
    } else if (argument.type === 'block') {
      for (const each of Array.isArray(value) ? value : [value]) {
        checkBlock(`${path}.${name}`, each, argument.block, problems, false);
      }
    } else if (!fits(value, argument.type)) {
      problems.push(`${path}.${name} is ${JSON.stringify(value)}, expected ${argument.type}`);
    }
  }
  for (const [name, argument] of Object.entries(schema)) {
    if (argument.required && !(name in block)) problems.push(`${path} lacks ${name}`);
  }
}

function fits(value, type) {
  if (typeof value === 'string' && value.startsWith('${')) return true; // an expression
  if (type.endsWith('[]')) return Array.isArray(value) && value.every((each) => fits(each, type.slice(0, -2)));
  return type === 'map' ? typeof value === 'object' && !Array.isArray(value) : typeof value === type;
}

function checkVariables(root, problems) {
  for (const [name, [variable]] of Object.entries(root.variable ?? {})) {
    for (const part of ['type', 'description', 'validation']) {
      if (!(part in variable)) problems.push(`variable ${name} has no ${part}`);
    }
    for (const { condition } of variable.validation ?? []) {
      const pattern = condition.match(/regex\((".*?[^\\]"), /)?.[1];
      if (!pattern) continue;
      const values = [variable.default ?? []].flat();
      for (const value of values) {
        if (!new RegExp(JSON.parse(pattern)).test(value)) problems.push(`variable ${name} has the invalid default ${value}`);
      }
    }
  }
}

function checkReferences(text, root, problems) {
  const code = text.replace(/#.*$/gm, '');
  for (const [, name] of code.matchAll(/\bvar\.(\w+)/g)) {
    if (!root.variable?.[name]) problems.push(`no variable ${name}`);
  }
  for (const name of Object.keys(root.variable ?? {})) {
    const uses = code.match(new RegExp(`\\bvar\\.${name}\\b`, 'g')) ?? [];
    const own = JSON.stringify(root.variable[name]).match(new RegExp(`\\bvar\\.${name}\\b`, 'g')) ?? [];
    if (uses.length <= own.length) problems.push(`variable ${name} is not used`);
  }
  for (const [, data, type, name, attribute] of code.matchAll(
    /(?<!["\w.])(data\.)?((?:aws|azurerm)_\w+)\.(\w+)(?:\[[^\]]*\])?(?:\.(\w+))?/g,
  )) {
    const schema = schemas[(data ?? '') + type];
    if (!root[data ? 'data' : 'resource']?.[type]?.[name]) problems.push(`no ${data ?? ''}${type}.${name}`);
    else if (attribute && !schema.attributes.includes(attribute)) problems.push(`${type} has no attribute ${attribute}`);
  }
}
