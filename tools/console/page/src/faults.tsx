import { useEffect, useState } from 'preact/hooks';
import { get, post, remove, type Fault } from './api';
import { Text, count } from './text';
import { Badge, Empty, Failure, Loading, useLoaded } from './ui';

interface Attribute {
  name: string;
  label: string;
  text?: boolean;
  value: string;
}

/** The kinds that a form can offer; the JSON below it takes all kinds. */
const KINDS: Record<string, { title: string; attributes: Attribute[] }> = {
  latency: {
    title: 'Latency',
    attributes: [
      { name: 'latency', label: 'Milliseconds', value: '300' },
      { name: 'jitter', label: 'Jitter', value: '0' },
    ],
  },
  refuse: { title: 'Refusal', attributes: [{ name: 'code', label: 'Error code', text: true, value: 'UNAVAILABLE' }] },
  status: { title: 'HTTP status', attributes: [{ name: 'status', label: 'Status', value: '503' }] },
  bandwidth: { title: 'Bandwidth', attributes: [{ name: 'rate', label: 'KB per second', value: '10' }] },
  timeout: { title: 'No response', attributes: [{ name: 'timeout', label: 'Close after milliseconds', value: '0' }] },
  reset_peer: { title: 'Connection reset', attributes: [{ name: 'timeout', label: 'After milliseconds', value: '0' }] },
  drop: { title: 'Connection closed', attributes: [] },
  break_off: { title: 'Half a response', attributes: [] },
  go_away: { title: 'GOAWAY', attributes: [] },
};

export function FaultsView() {
  const faults = useLoaded<{ seed: number; faults: Fault[] }>('faults', (signal) => get('faults', {}, signal));
  const [problem, setProblem] = useState<Error | null>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) faults.reload();
    }, 2000);
    return () => clearInterval(timer);
  }, []);
  const run = (work: Promise<unknown>) =>
    work.then(
      () => {
        setProblem(null);
        faults.reload();
        return true;
      },
      (error) => {
        setProblem(error);
        return false;
      },
    );
  const list = faults.value?.faults ?? [];
  return (
    <>
      <h1>Faults</h1>
      <p class="soft">Calls that meet the conditions of a fault are struck: refused, delayed or cut off. Programs see what they would see of a real outage.</p>
      {problem && <Failure error={problem} />}
      {faults.error && !faults.value ? (
        <Failure error={faults.error} retry={faults.reload} />
      ) : !faults.value ? (
        <Loading what="Reading the faults" />
      ) : list.length === 0 ? (
        <Empty title="No faults">All calls are answered as usual.</Empty>
      ) : (
        <div class="scroll">
          <table class="cards">
            <thead>
              <tr>
                <th>Name</th>
                <th>Kind</th>
                <th>Strikes</th>
                <th class="num">Matched</th>
                <th class="num">Struck</th>
                <th>
                  <span class="hidden">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.map((fault) => (
                <tr>
                  <th scope="row" class="break">
                    <Text>{fault.name}</Text>
                  </th>
                  <td data-label="Kind" class="break">
                    <Badge>{fault.type}</Badge> <Text>{members(fault.attributes)}</Text>
                  </td>
                  <td data-label="Strikes" class="break">
                    <Text>{members(fault.match) || 'every call'}</Text>
                    {fault.toxicity !== undefined && fault.toxicity < 1 && <span class="soft"> {Math.round(fault.toxicity * 100)} % of them</span>}
                    {fault.times !== undefined && <span class="soft"> {count(fault.times)} times</span>}
                  </td>
                  <td data-label="Matched" class="num">
                    {count(fault.matches)}
                  </td>
                  <td data-label="Struck" class="num">
                    {count(fault.strikes)}
                  </td>
                  <td class="end">
                    <button type="button" aria-label={'Remove ' + fault.name} onClick={() => run(remove('faults', { name: fault.name }))}>
                      Remove
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div class="bar end">
            <button type="button" onClick={() => run(remove('faults'))}>
              Remove all
            </button>
          </div>
        </div>
      )}
      <AddFault add={(fault) => run(post('faults', fault))} />
    </>
  );
}

function members(object?: Record<string, unknown>): string {
  return Object.entries(object ?? {})
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join('; ');
}

function AddFault({ add }: { add: (fault: object) => Promise<boolean> }) {
  const [type, setType] = useState('latency');
  const [values, setValues] = useState<Record<string, string>>({});
  const [operations, setOperations] = useState('');
  const [index, setIndex] = useState('');
  const [share, setShare] = useState('100');
  const [times, setTimes] = useState('');
  const [json, setJson] = useState('');
  const [invalid, setInvalid] = useState('');
  const kind = KINDS[type]!;
  const submit = async () => {
    const match = {
      ...(operations.trim() ? { operations: operations.split(',').map((name) => name.trim()) } : {}),
      ...(index.trim() ? { index: index.trim() } : {}),
    };
    await add({
      type,
      attributes: Object.fromEntries(
        kind.attributes.map((attribute) => {
          const value = values[attribute.name] ?? attribute.value;
          return [attribute.name, attribute.text ? value : Number(value)];
        }),
      ),
      ...(Object.keys(match).length ? { match } : {}),
      ...(Number(share) < 100 ? { toxicity: Number(share) / 100 } : {}),
      ...(times ? { times: Number(times) } : {}),
    });
  };
  return (
    <section aria-labelledby="add">
      <h2 id="add">Add a fault</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="bar wrap">
          <label>
            Kind
            <select
              value={type}
              onChange={(event) => {
                setType(event.currentTarget.value);
                setValues({});
              }}
            >
              {Object.entries(KINDS).map(([key, { title }]) => (
                <option value={key}>{title}</option>
              ))}
            </select>
          </label>
          {kind.attributes.map((attribute) => (
            <label key={type + attribute.name}>
              {attribute.label}
              <input
                inputMode={attribute.text ? 'text' : 'numeric'}
                pattern={attribute.text ? undefined : '[0-9]+'}
                required
                value={values[attribute.name] ?? attribute.value}
                onInput={(event) => setValues({ ...values, [attribute.name]: event.currentTarget.value })}
              />
            </label>
          ))}
          <label>
            Operations
            <input type="text" value={operations} placeholder="all, or query, upsert" spellcheck={false} onInput={(event) => setOperations(event.currentTarget.value)} />
          </label>
          <label>
            Index
            <input type="text" value={index} placeholder="all" spellcheck={false} onInput={(event) => setIndex(event.currentTarget.value)} />
          </label>
          <label>
            Share in %
            <input type="number" min={0} max={100} value={share} onInput={(event) => setShare(event.currentTarget.value)} />
          </label>
          <label>
            Times
            <input type="number" min={1} value={times} placeholder="no limit" onInput={(event) => setTimes(event.currentTarget.value)} />
          </label>
          <button type="submit" class="primary">
            Add
          </button>
        </div>
      </form>
      <details>
        <summary>As JSON</summary>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            try {
              const fault = JSON.parse(json);
              setInvalid('');
              void add(Array.isArray(fault) ? { faults: fault } : fault).then((added) => added && setJson(''));
            } catch (error) {
              setInvalid((error as Error).message);
            }
          }}
        >
          <label class="block">
            One fault, an array of them, or an object with seed and faults
            <textarea rows={5} required value={json} spellcheck={false} placeholder={'{"type": "latency", "attributes": {"latency": 300}, "match": {"operations": ["query"]}}'} onInput={(event) => setJson(event.currentTarget.value)} />
          </label>
          {invalid && <Failure error={new Error('This is not valid JSON: ' + invalid)} />}
          <button type="submit">Add</button>
        </form>
      </details>
    </section>
  );
}
