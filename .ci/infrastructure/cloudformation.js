// Checks a CloudFormation template against the specification of its resources.
import spec from '@aws-cdk/cfnspec';
import { parseDocument } from 'yaml';

const { ResourceTypes, PropertyTypes } = spec.specification();
const scalar = (tag, key) => ({ tag: `!${tag}`, resolve: (text) => ({ [key]: text }) });
const collection = (tag, key, kind) => ({
  tag: `!${tag}`,
  collection: kind,
  resolve: (node) => ({ [key]: node.toJSON() }),
});
const customTags = [
  scalar('Ref', 'Ref'),
  { tag: '!GetAtt', resolve: (text) => ({ 'Fn::GetAtt': text.split('.') }) },
  scalar('Sub', 'Fn::Sub'),
  collection('Select', 'Fn::Select', 'seq'),
  collection('Split', 'Fn::Split', 'seq'),
  collection('Join', 'Fn::Join', 'seq'),
  collection('Equals', 'Fn::Equals', 'seq'),
];
const TOP = ['AWSTemplateFormatVersion', 'Description', 'Parameters', 'Resources', 'Outputs', 'Rules'];
const PARAMETER = ['Type', 'Description', 'Default', 'AllowedPattern', 'ConstraintDescription', 'NoEcho'];

export async function checkCloudFormation(text) {
  const problems = [];
  const document = parseDocument(text, { customTags });
  for (const problem of [...document.errors, ...document.warnings]) problems.push(problem.message);
  const root = document.toJS();
  for (const key of Object.keys(root)) if (!TOP.includes(key)) problems.push(`unknown section ${key}`);
  for (const [name, parameter] of Object.entries(root.Parameters)) {
    for (const key of Object.keys(parameter)) {
      if (!PARAMETER.includes(key)) problems.push(`parameter ${name} has the unknown key ${key}`);
    }
    if (parameter.AllowedPattern && parameter.Default) {
      for (const value of parameter.Type === 'String' ? [parameter.Default] : parameter.Default.split(',')) {
        if (!new RegExp(parameter.AllowedPattern).test(value)) problems.push(`${name} has the invalid default ${value}`);
      }
    }
    if (!text.includes(`!Ref ${name}`) && !text.includes('${' + name)) problems.push(`parameter ${name} is not used`);
  }
  for (const [name, resource] of Object.entries(root.Resources)) {
    const type = ResourceTypes[resource.Type];
    if (!type) problems.push(`${name} has the unknown type ${resource.Type}`);
    else checkProperties(name, resource.Type, resource.Properties ?? {}, type.Properties, problems);
  }
  checkReferences(root, root, problems);
  return { resources: Object.keys(root.Resources).length, problems };
}

function checkProperties(path, type, values, properties, problems) {
  for (const [name, value] of Object.entries(values)) {
    const property = properties[name];
    if (!property) problems.push(`${path} has no property ${name}`);
    else checkValue(`${path}.${name}`, type, value, property, problems);
  }
  for (const [name, property] of Object.entries(properties)) {
    if (property.Required && !(name in values)) problems.push(`${path} lacks ${name}`);
  }
}

const isFunction = (value) => value && typeof value === 'object' && Object.keys(value).some((k) => /^(Ref|Fn::)/.test(k));

function checkValue(path, type, value, property, problems) {
  if (isFunction(value)) return;
  if (property.Type === 'List') {
    if (!Array.isArray(value)) problems.push(`${path} is no list`);
    else {
      const item = { PrimitiveType: property.PrimitiveItemType, Type: property.ItemType };
      value.forEach((each, i) => checkValue(`${path}[${i}]`, type, each, item, problems));
    }
  } else if (property.Type === 'Map') {
    if (typeof value !== 'object') problems.push(`${path} is no map`);
  } else if (property.Type) {
    const nested = PropertyTypes[`${type}.${property.Type}`] ?? PropertyTypes[property.Type];
    checkProperties(path, type, value, nested.Properties, problems);
  } else if (!isPrimitive(value, property.PrimitiveType)) {
    problems.push(`${path} is ${JSON.stringify(value)}, expected ${property.PrimitiveType}`);
  }
}

function isPrimitive(value, type) {
  switch (type) {
    case 'String':
      return typeof value === 'string';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Json':
      return typeof value === 'object';
    default:
      return typeof value === 'number';
  }
}

function checkReferences(node, root, problems) {
  if (!node || typeof node !== 'object') return;
  if (typeof node.Ref === 'string' && !(node.Ref in root.Parameters || node.Ref in root.Resources || node.Ref.startsWith('AWS::'))) {
    problems.push(`!Ref ${node.Ref} refers to nothing`);
  }
  if (node['Fn::GetAtt']) {
    const [name, ...attribute] = node['Fn::GetAtt'];
    const type = root.Resources[name]?.Type;
    if (!(attribute.join('.') in (ResourceTypes[type]?.Attributes ?? {}))) {
      problems.push(`!GetAtt ${name}.${attribute.join('.')} does not exist`);
    }
  }
  if (typeof node['Fn::Sub'] === 'string') {
    for (const [, name] of node['Fn::Sub'].matchAll(/\$\{([\w:]+)\}/g)) checkReferences({ Ref: name }, root, problems);
  }
  Object.values(node).forEach((each) => checkReferences(each, root, problems));
}
