// Real servers and consoles for the tests: `pinelink local` with data, and `pinelink console` in front of it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const jar = fileURLToPath(new URL('../../../cli/target/pinelink.jar', import.meta.url));
const command = process.env.PINELINK?.split(' ') ?? ['java', '-XX:TieredStopAtLevel=1', '-jar', jar];
const environment = { ...process.env, PINECONE_API_KEY: 'pcsk_embedded', PINELINK_SERVER_API_TOKEN: '' };

/** Starts the program and waits for its first line on standard output. */
export async function start(...args) {
  const child = spawn(command[0], [...command.slice(1), ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.on('data', (data) => (err += data));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const first = await new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (data) => {
      out += data;
      if (out.includes('\n')) resolve(out.slice(0, out.indexOf('\n')));
    });
    ended.then((code) => reject(new Error(`${args.join(' ')} ended with ${code}: ${err}`)));
  });
  return {
    first,
    err: () => err,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function call(url, method, body, version = '2026-07') {
  const response = await fetch(url, {
    method,
    headers: { 'Api-Key': 'pcsk_embedded', 'Content-Type': 'application/json', 'X-Pinecone-Api-Version': version },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : {};
}

/** Random numbers that are the same in every run. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function around(centre, spread, next) {
  return centre.map((value) => Number((value + spread * (next() + next() + next() - 1.5)).toFixed(4)));
}

const KINDS = ['chairs', 'tables', 'lamps', 'shelves', 'rugs'];
const COLOURS = ['oak', 'walnut', 'white', 'graphite', 'sage'];

function products(count, dimension, seed) {
  const next = random(seed);
  const centres = KINDS.map(() => Array.from({ length: dimension }, () => next() * 2 - 1));
  return Array.from({ length: count }, (_, i) => {
    const kind = Math.floor(next() * next() * KINDS.length);
    return {
      id: `${KINDS[kind].slice(0, -1)}-${String(i).padStart(4, '0')}`,
      values: around(centres[kind], 0.55, next),
      metadata: {
        kind: KINDS[kind],
        colour: COLOURS[Math.floor(next() * COLOURS.length)],
        price: Math.round(20 + next() * 480),
        stock: next() < 0.8,
        tags: next() < 0.5 ? ['new', 'solid wood'] : ['outlet'],
      },
    };
  });
}

export const HOSTILE = {
  script: '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">',
  bidi: 'user\u202e\u2066gnp.exe\u2069 \u200b\ufeff end',
  ansi: '\u001b[31mred\u001b[0m \u0007\u009b31m',
  link: 'javascript:window.hacked=1',
  template: '{{constructor.constructor("window.hacked=1")()}}${window.hacked=1}',
  empty: '',
};

const ARTICLES = [
  ['Spring tides and the moon', 'Twice a month the sun and the moon pull in one line, and the tide rises higher than usual.', 'sea'],
  ['Reading a tide table', 'A tide table lists the times and heights of high and low water for one harbour.', 'sea'],
  ['How lighthouses were built', 'Stone towers on bare rock were built in short summers between the tides.', 'building'],
  ['Repairing a wooden boat', 'Planks of larch are steamed, bent and fastened with copper rivets.', 'boats'],
  ['A short history of rope', 'Hemp was twisted in long sheds, the ropewalks, before steel and nylon came.', 'boats'],
  ['Weather at sea', 'A falling barometer and a backing wind announce a storm.', 'sea'],
  ['Harbour walls', 'A harbour wall keeps the waves out and the ships in, at every state of the tide.', 'building'],
  ['Knots that hold', 'The bowline holds under load and can still be opened afterwards.', 'boats'],
];

/** Starts the embedded server with indexes of every kind. */
export async function startServer(...options) {
  const server = await start('local', '--port', '0', ...options);
  try {
    return { ...server, ...(await fill(JSON.parse(server.first))) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function fill(facts) {
  const control = facts.controlPlane;
  const create = async (path, body) => (await call(control + path, 'POST', body, body.schema ? '2026-07' : '2026-04')).host;
  const spec = { serverless: { cloud: 'aws', region: 'us-east-1' } };
  const upsert = async (host, namespace, vectors) => {
    for (let i = 0; i < vectors.length; i += 200) {
      await call(`http://${host}/vectors/upsert`, 'POST', { namespace, vectors: vectors.slice(i, i + 200) });
    }
  };
  const products1 = await create('/indexes', { name: 'products', dimension: 48, metric: 'cosine', spec });
  await upsert(products1, '', products(1400, 48, 1));
  await upsert(products1, 'archive', products(160, 48, 2));
  await upsert(products1, 'tenant-7', products(12, 48, 3));

  const articles = await create('/indexes', {
    name: 'articles',
    schema: {
      fields: {
        title: { type: 'string', full_text_search: {} },
        body: { type: 'string', full_text_search: {} },
        embedding: { type: 'dense_vector', dimension: 8, metric: 'cosine' },
        terms: { type: 'sparse_vector' },
      },
    },
  });
  const next = random(5);
  const topics = new Map();
  const documents = ARTICLES.map(([title, body, topic], i) => {
    if (!topics.has(topic)) topics.set(topic, Array.from({ length: 8 }, () => next() * 2 - 1));
    return { _id: `article-${i + 1}`, title, body, topic, year: 1990 + i * 3, embedding: around(topics.get(topic), 0.3, next), terms: { indices: [i % 3, 40 + i], values: [1, 0.5] } };
  });
  await call(`http://${articles}/namespaces/__default__/documents/upsert`, 'POST', { documents });

  const notes = await create('/indexes/create-for-model', {
    name: 'notes',
    cloud: 'aws',
    region: 'us-east-1',
    embed: { model: 'multilingual-e5-large', field_map: { text: 'body' } },
  });
  for (const [i, [title, body]] of ARTICLES.entries()) {
    const response = await fetch(`http://${notes}/records/namespaces/__default__/upsert`, {
      method: 'POST',
      headers: { 'Api-Key': 'pcsk_embedded', 'Content-Type': 'application/x-ndjson', 'X-Pinecone-Api-Version': '2026-04' },
      body: JSON.stringify({ _id: `note-${i + 1}`, title, body }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  const hostile = await create('/indexes', { name: 'hostile', dimension: 4, metric: 'euclidean', spec });
  const many = Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`field_${i}`, i]));
  await upsert(hostile, '<b>ns</b>', [
    { id: '1<img src=x onerror=window.hacked=1>', values: [1, 2, 3, 4], metadata: HOSTILE },
    { id: '2"><script>window.hacked=1</script>', values: [4, 3, 2, 1], metadata: { ['<i>' + 'k'.repeat(2000)]: 'v', '\u202ekey': 'x', __proto__x: 'y', constructor: 'z' } },
    { id: '3-many', values: [0, 1, 0, 1], metadata: many },
    { id: '4-long', values: [1, 1, 0, 0], metadata: { long: 'w'.repeat(20_000), words: Array.from({ length: 500 }, (_, i) => `word${i}`) } },
    { id: '5-' + 'x'.repeat(490), values: [0, 0, 1, 1] },
  ]);
  await create('/indexes', { name: 'empty', dimension: 3, metric: 'dotproduct', spec });
  const sparse = await create('/indexes', { name: 'sparse', vector_type: 'sparse', metric: 'dotproduct', spec });
  await upsert(sparse, '', [{ id: 's1', sparseValues: { indices: [1, 5], values: [0.5, 2] } }, { id: 's2', sparseValues: { indices: [5], values: [1] } }]);
  return { control, facts, hosts: { products: products1, articles, notes, hostile }, call };
}

/** Starts a console; `link` is what it prints. */
export async function startConsole(...options) {
  const console = await start('console', ...options);
  return { ...console, link: console.first, origin: new URL(console.first).origin, token: console.first.split('token=')[1] };
}
