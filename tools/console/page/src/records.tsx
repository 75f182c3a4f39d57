import { useState } from 'preact/hooks';
import { get, post, type Call, type Field, type Item } from './api';
import type { ViewProps } from './index-view';
import { go } from './router';
import { Text, count, counted } from './text';
import { CallLine, Dialog, Empty, Failure, Loading, Value, ValueBars, copy, useLoaded } from './ui';

const PAGE = 25;

export function RecordsView({ index, namespace, writable }: ViewProps) {
  const [prefix, setPrefix] = useState('');
  const [asked, setAsked] = useState('');
  const [tokens, setTokens] = useState<string[]>([]);
  const [open, setOpen] = useState<string | null>(null);
  const token = tokens.at(-1) ?? '';
  const page = useLoaded<{ items: Item[]; next: string | null; call: Call }>(
    JSON.stringify([index.name, namespace, asked, token]),
    (signal) => get('records', { index: index.name, namespace, prefix: asked, token, limit: PAGE }, signal),
  );
  const one = index.family === 'documents' ? 'document' : 'record';
  return (
    <>
      <form
        class="bar"
        onSubmit={(event) => {
          event.preventDefault();
          setTokens([]);
          setAsked(prefix);
        }}
      >
        <label>
          Ids that begin with
          <input type="text" value={prefix} placeholder="any" spellcheck={false} onInput={(event) => setPrefix(event.currentTarget.value)} />
        </label>
        <button type="submit">Show</button>
      </form>
      {page.error ? (
        <Failure error={page.error} retry={page.reload} />
      ) : !page.value ? (
        <Loading what={`Reading ${one}s`} />
      ) : page.value.items.length === 0 ? (
        <Empty title={`No ${one}s`}>{asked ? 'No id begins with this text.' : 'This namespace is empty.'}</Empty>
      ) : (
        <>
          <ItemTable items={page.value.items} open={setOpen} />
          <div class="bar end">
            <button type="button" disabled={tokens.length === 0} onClick={() => setTokens(tokens.slice(0, -1))}>
              Previous
            </button>
            <span class="soft">Page {count(tokens.length + 1)}</span>
            <button type="button" disabled={!page.value.next} onClick={() => setTokens([...tokens, page.value!.next!])}>
              Next
            </button>
          </div>
          <CallLine call={page.value.call} />
        </>
      )}
      {open !== null && (
        <RecordDialog index={index.name} namespace={namespace} id={open} writable={writable} close={() => setOpen(null)} changed={page.reload} />
      )}
    </>
  );
}

function ItemTable({ items, open }: { items: Item[]; open: (id: string) => void }) {
  return (
    <div class="scroll">
      <table class="items">
        <thead>
          <tr>
            <th>Id</th>
            <th>Fields</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr>
              <th scope="row">
                <button type="button" class="link id" onClick={() => open(item.id)}>
                  <Text>{item.id}</Text>
                </button>
              </th>
              <td>
                <FieldLine item={item} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const LINE = 6;

/** The first fields of a record in one or two lines. */
export function FieldLine({ item }: { item: Item }) {
  const shown = item.fields.slice(0, LINE);
  return (
    <div class="fields">
      {shown.map((field) => (
        <span class="field">
          <span class="key">
            <Text>{field.name}</Text>
          </span>
          <Value field={field} />
        </span>
      ))}
      {item.fieldCount > shown.length && <span class="soft">+ {counted(item.fieldCount - shown.length, 'field')}</span>}
      {item.fieldCount === 0 && <span class="soft">no fields</span>}
    </div>
  );
}

interface RecordProps {
  index: string;
  namespace: string;
  id: string;
  writable: boolean;
  close: () => void;
  changed?: () => void;
}

interface Whole {
  id: string;
  fields: Field[];
  dense?: Field;
  sparse?: Field;
  call: Call;
}

const SHOWN_FIELDS = 50;

/** The value of a field as the service has it. */
function content(field?: Field): unknown {
  return field?.type === 'sparse' ? { indices: field.indices, values: field.value } : field?.value;
}

export function RecordDialog({ index, namespace, id, writable, close, changed }: RecordProps) {
  const record = useLoaded<Whole>(JSON.stringify([index, namespace, id]), (signal) => get('record', { index, namespace, id }, signal));
  const [all, setAll] = useState(false);
  const [wanted, setWanted] = useState('');
  const [copied, setCopied] = useState('');
  const value = record.value;
  const vectors = value
    ? [...(value.dense ? [value.dense] : []), ...value.fields.filter((field) => field.type === 'dense')]
    : [];
  const searchable = vectors.length > 0 || value?.sparse || value?.fields.some((field) => field.type === 'sparse');
  const matching = value?.fields.filter((field) => field.name.toLowerCase().includes(wanted.toLowerCase())) ?? [];
  const shown = all ? matching : matching.slice(0, SHOWN_FIELDS);
  return (
    <Dialog title={<Text>{id}</Text>} close={close}>
      {record.error ? (
        <Failure error={record.error} retry={record.reload} />
      ) : !value ? (
        <Loading what="Reading" />
      ) : (
        <>
          <div class="bar">
            {searchable && (
              <button
                type="button"
                class="primary"
                onClick={() => {
                  close();
                  go(['index', index, 'search'], { ns: namespace, by: 'id', id });
                }}
              >
                Find similar
              </button>
            )}
            <button
              type="button"
              onClick={() => {
                const fields = Object.fromEntries(value.fields.map((field) => [field.name, content(field)]));
                const json = JSON.stringify({ id, fields, values: value.dense?.value, sparseValues: content(value.sparse) }, null, 2);
                copy(json).then(
                  () => setCopied('Copied'),
                  () => setCopied('The browser does not allow it'),
                );
              }}
            >
              Copy as JSON
            </button>
            <span class="soft" role="status">
              {copied}
            </span>
          </div>
          {vectors.map((vector) => (
            <figure>
              <figcaption>
                {vector.name ? <Text>{vector.name}</Text> : 'Dense values'} <Value field={vector} />
              </figcaption>
              <ValueBars values={vector.value} />
            </figure>
          ))}
          {value.sparse && (
            <p>
              Sparse values <Value field={value.sparse} />
            </p>
          )}
          <h3>
            {counted(value.fields.length, 'field')}
          </h3>
          {value.fields.length > SHOWN_FIELDS && (
            <label class="block">
              Fields whose names contain
              <input type="text" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
            </label>
          )}
          <table class="record">
            <tbody>
              {shown.map((field) => (
                <tr>
                  <th scope="row" class="break">
                    <Text>{field.name.length > 300 && !all ? field.name.slice(0, 300) + '…' : field.name}</Text>
                  </th>
                  <td>
                    <Value field={field} whole />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {matching.length > shown.length && (
            <button type="button" onClick={() => setAll(true)}>
              Show all {count(matching.length)} fields
            </button>
          )}
          {writable && <Change index={index} namespace={namespace} id={id} done={(gone) => { changed?.(); if (gone) close(); else record.reload(); }} />}
          <CallLine call={value.call} />
        </>
      )}
    </Dialog>
  );
}

/** Sets fields of a record, or deletes it after a second press of the button. */
function Change({ index, namespace, id, done }: { index: string; namespace: string; id: string; done: (gone: boolean) => void }) {
  const [text, setText] = useState('');
  const [sure, setSure] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const run = (work: () => Promise<unknown>, gone: boolean) => {
    setBusy(true);
    setError(null);
    work().then(
      () => {
        setBusy(false);
        setText('');
        done(gone);
      },
      (failure) => {
        setBusy(false);
        setError(failure);
      },
    );
  };
  return (
    <section class="change" aria-label="Change">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => post('update', { index, namespace, id, fields: JSON.parse(text) }), false);
        }}
      >
        <label class="block">
          Set fields
          <textarea rows={2} value={text} placeholder='{"lang": "et"}' spellcheck={false} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <div class="bar">
          <button type="submit" disabled={busy || text.trim() === ''}>
            Set
          </button>
          <span class="grow" />
          {sure ? (
            <>
              <button type="button" class="danger" disabled={busy} onClick={() => run(() => post('delete', { index, namespace, id }), true)}>
                Delete it now
              </button>
              <button type="button" onClick={() => setSure(false)}>
                Keep it
              </button>
            </>
          ) : (
            <button type="button" class="danger" onClick={() => setSure(true)}>
              Delete…
            </button>
          )}
        </div>
      </form>
      {error && <Failure error={error} />}
    </section>
  );
}
