// Checks a template of Azure Resource Manager: its structure, the properties of its resources, and what it refers to.
import { readFileSync } from 'node:fs';

const schemas = JSON.parse(readFileSync(new URL('azure.json', import.meta.url), 'utf8'));
const TOP = ['$schema', 'contentVersion', 'metadata', 'outputs', 'parameters', 'resources'];
const PARAMETER = ['defaultValue', 'metadata', 'minLength', 'type'];

export async function checkArm(text) {
  const problems = [];
  const root = JSON.parse(text);
  for (const key of Object.keys(root)) if (!TOP.includes(key)) problems.push(`unknown section ${key}`);
  for (const [name, parameter] of Object.entries(root.parameters)) {
    for (const key of Object.keys(parameter)) {
      if (!PARAMETER.includes(key)) problems.push(`parameter ${name} has the unknown key ${key}`);
    }
    if (!text.includes(`parameters('${name}')`)) problems.push(`parameter ${name} is not used`);
  }
  for (const [, name] of text.matchAll(/parameters\('(\w+)'\)/g)) {
    if (!root.parameters[name]) problems.push(`no parameter ${name}`);
  }
  const ids = root.resources.map(({ type, name }) => `[resourceId('${[type, ...name.split('/')].join("', '")}')]`);
  for (const { type, apiVersion, name, dependsOn = [], ...content } of root.resources) {
    const path = `${type} ${name}`;
    if (!/^\d{4}-\d\d-\d\d$/.test(apiVersion)) problems.push(`${path} has the API version ${apiVersion}`);
    if (type.split('/').length - 1 !== name.split('/').length) problems.push(`${path} has another number of parts`);
    for (const id of dependsOn) if (!ids.includes(id)) problems.push(`${path} depends on ${id}, which does not exist`);
    if (schemas[type]) checkObject(path, content, schemas[type], problems);
    else problems.push(`unknown type ${type}`);
  }
  for (const { value } of Object.values(root.outputs)) {
    if (!ids.includes(value)) problems.push(`output ${value} does not exist`);
  }
  return { resources: root.resources.length, problems };
}

function checkObject(path, object, schema, problems) {
  for (const [name, value] of Object.entries(object)) {
    if (schema[name]) checkValue(`${path}.${name}`, value, schema[name], problems);
    else problems.push(`${path} has no property ${name}`);
  }
  for (const [name, { required }] of Object.entries(schema)) {
    if (required && !(name in object)) problems.push(`${path} lacks ${name}`);
  }
}

function checkValue(path, value, schema, problems) {
  if (schema.type === 'Dictionary') {
    if (typeof value !== 'object') problems.push(`${path} is ${value}, expected ${schema.type}`);
    return;
  }
  if (typeof value === 'string' && value.startsWith('[')) return; // an expression
  if (schema.properties) checkObject(path, value, schema.properties, problems);
  else if (schema.items) value.forEach((each, i) => checkValue(`${path}[${i}]`, each, schema.items, problems));
  else if (typeof value !== schema.type.toLowerCase()) problems.push(`${path} is ${value}, expected ${schema.type}`);
}
