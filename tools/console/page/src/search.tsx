import { useEffect, useRef, useState } from 'preact/hooks';
import { post, type Call, type IndexDetails, type Match } from './api';
import type { ViewProps } from './index-view';
import { FieldLine, RecordDialog } from './records';
import { Text, counted, number } from './text';
import { CallLine, Empty, Failure, Loading } from './ui';

type By = 'text' | 'query' | 'meaning' | 'id' | 'vector' | 'hybrid';

const TITLES: Record<By, string> = {
  text: 'Text',
  query: 'Query string',
  meaning: 'Meaning',
  id: 'Vector of an id',
  vector: 'Values',
  hybrid: 'Hybrid',
};

/** The kinds of searches that an index has. */
function kinds(index: IndexDetails): By[] {
  if (index.family === 'records') return ['text', 'id', 'vector'];
  if (index.family === 'vectors') return ['id', 'vector'];
  if (!index.described) return ['text', 'query', 'id', 'hybrid', 'vector'];
  const words = (index.textFields ?? []).length > 0;
  const values = valueFields(index).length > 0;
  const embedded = (index.embeddedFields ?? []).length > 0;
  const found: By[] = [];
  if (words) found.push('text', 'query');
  if (embedded) found.push('meaning');
  if (values) found.push('id', 'vector');
  if (words && (values || embedded)) found.push('hybrid');
  return found;
}

function valueFields(index: IndexDetails): string[] {
  return [...(index.denseFields ?? []), ...(index.sparseFields ?? [])];
}

/** Whether dense and sparse values can be given together, each with a weight. */
function takesBoth(index: IndexDetails): boolean {
  return index.family !== 'documents' && index.metric === 'dotproduct' && index.vectorType !== 'sparse';
}

const EMBEDDED = 'The index embeds the text, so the text leaves the private network.';

function explain(by: By, index: IndexDetails): string {
  switch (by) {
    case 'text':
      return index.family === 'records'
        ? EMBEDDED
        : 'Documents with any of the words, scored by BM25.';
    case 'query':
      return 'The query language of full-text search, such as body:(tide -ebb) or title:"spring tide".';
    case 'meaning':
      return EMBEDDED;
    case 'id':
      return 'What is nearest to the vector of a record that you know.';
    case 'vector':
      if (index.vectorType === 'sparse') return 'An object with indices and values.';
      if (index.family === 'documents') return 'A JSON array of numbers for a dense field, or an object with indices and values for a sparse one.';
      return takesBoth(index)
        ? 'A JSON array of numbers. An object with values and sparse searches by both.'
        : 'A JSON array of numbers.';
    case 'hybrid':
      return (
        'Two searches, merged by the ranks of their matches: by words, and by the vector of an id or by values.' +
        ((index.embeddedFields ?? []).length > 0 ? ' Without both: ' + EMBEDDED : '')
      );
  }
}

interface Answer {
  matches: Match[];
  call: Call;
}

/** What the page sends to search; the console's server names whatever is wrong with it. */
interface Asked {
  by: By;
  vectorField: string;
  vector?: unknown;
  sparse?: unknown;
  rerankModel?: string;
}

export function SearchView({ index, namespace, params, writable }: ViewProps) {
  const offered = kinds(index);
  const given = offered.find((by) => by === params.by);
  const [by, setBy] = useState<By>(given ?? offered[0] ?? 'id');
  const [text, setText] = useState('');
  const [id, setId] = useState(params.id ?? '');
  const [values, setValues] = useState('');
  const [filter, setFilter] = useState('');
  const [textFields, setTextFields] = useState('');
  const [vectorField, setVectorField] = useState('');
  const [topK, setTopK] = useState(10);
  const [weights, setWeights] = useState([1, 1]);
  const [rerankModel, setRerankModel] = useState('');
  const [rerankField, setRerankField] = useState(index.textField ?? '');
  const [state, setState] = useState<{ answer?: Answer; asked?: Asked; error?: Error; loading: boolean }>({ loading: false });
  const [open, setOpen] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const isHybrid = by === 'hybrid';
  const weighted = isHybrid ? ['words', 'vector'] : by === 'vector' && takesBoth(index) ? ['dense', 'sparse'] : [];
  const reranks = by === 'text' && index.family === 'records';

  const run = () => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    let asked: Asked & Record<string, unknown>;
    try {
      asked = {
        index: index.name,
        namespace,
        by,
        topK,
        ...(by === 'id' || isHybrid ? { id } : {}),
        ...(by === 'id' || by === 'vector' ? {} : { text }),
        ...(by === 'vector' || (isHybrid && values.trim()) ? vector(values) : {}),
        ...Object.fromEntries(weighted.map((part, i) => [part + 'Weight', weights[i]])),
        ...(reranks && rerankModel ? { rerankModel, rerankField } : {}),
        ...(filter.trim() ? { filter: object(filter, 'The filter') } : {}),
        ...(textFields.trim() ? { textFields: textFields.split(',').map((name) => name.trim()) } : {}),
        vectorField,
      };
    } catch (error) {
      setState({ loading: false, error: error as Error });
      return;
    }
    setState((before) => ({ ...before, error: undefined, loading: true }));
    post('search', asked, abort.signal).then(
      (answer) => setState({ answer, asked, loading: false }),
      (error) => {
        if (!abort.signal.aborted) setState({ error, loading: false });
      },
    );
  };
  useEffect(() => {
    if (params.by === 'id' && params.id) {
      setBy('id');
      setId(params.id);
    }
  }, [params.by, params.id]);
  useEffect(() => {
    if (given === 'id' && params.id) run();
    return () => running.current?.abort();
  }, [params.id]);

  if (offered.length === 0) return <Empty title="Nothing to search by">The index has neither full-text fields nor vectors.</Empty>;
  const vectorFields = by === 'meaning' ? index.embeddedFields ?? [] : valueFields(index);
  const usesField = index.family === 'documents' && by !== 'text' && by !== 'query';
  return (
    <>
      <form
        class="search"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <fieldset class="segments">
          <legend class="hidden">Search by</legend>
          {offered.map((each) => (
            <label class={each === by ? 'chosen' : ''}>
              <input type="radio" name="by" value={each} checked={each === by} onChange={() => setBy(each)} />
              {TITLES[each]}
            </label>
          ))}
        </fieldset>
        <p class="soft" id="explain">
          {explain(by, index)}
        </p>
        {by !== 'id' && by !== 'vector' && (
          <label class="block">
            {by === 'query' ? 'Query' : 'Text'}
            <input type="search" value={text} required aria-describedby="explain" onInput={(event) => setText(event.currentTarget.value)} />
          </label>
        )}
        {(by === 'id' || isHybrid) && (
          <label class="block">
            Id
            <input type="text" value={id} required={by === 'id'} spellcheck={false} onInput={(event) => setId(event.currentTarget.value)} />
          </label>
        )}
        {(by === 'vector' || isHybrid) && (
          <label class="block">
            Values
            <textarea
              rows={isHybrid ? 1 : 3}
              required={!isHybrid}
              value={values}
              spellcheck={false}
              placeholder={index.vectorType === 'sparse' ? '{"indices": [3, 17], "values": [0.5, 0.25]}' : '[0.12, -0.03, …]'}
              onInput={(event) => setValues(event.currentTarget.value)}
            />
          </label>
        )}
        <details open={filter !== ''}>
          <summary>Filter and limits</summary>
          <label class="block">
            Filter
            <textarea
              rows={2}
              value={filter}
              spellcheck={false}
              placeholder={'{"lang": "et", "pages": {"$gte": 100}}'}
              onInput={(event) => setFilter(event.currentTarget.value)}
            />
          </label>
          <div class="bar">
            <label>
              Matches
              <input type="number" min={1} max={1000} value={topK} onInput={(event) => setTopK(event.currentTarget.valueAsNumber || 10)} />
            </label>
            {index.family === 'documents' && (by === 'text' || isHybrid) && (
              <label>
                Text fields
                <input type="text" value={textFields} spellcheck={false} placeholder={(index.textFields ?? []).join(', ')} onInput={(event) => setTextFields(event.currentTarget.value)} />
              </label>
            )}
            {usesField && (
              <label>
                Vector field
                <input type="text" value={vectorField} spellcheck={false} placeholder={vectorFields[0] ?? ''} onInput={(event) => setVectorField(event.currentTarget.value)} />
              </label>
            )}
            {weighted.map((part, i) => (
              <label>
                Weight of {part === 'words' ? 'words' : part === 'vector' ? 'the vector' : part + ' values'}
                <input
                  type="number"
                  min="0.01"
                  step="any"
                  value={weights[i]}
                  onInput={(event) => setWeights(weights.map((weight, other) => (other === i ? event.currentTarget.valueAsNumber || 1 : weight)))}
                />
              </label>
            ))}
            {reranks && (
              <>
                <label>
                  Rerank with
                  <input type="text" value={rerankModel} spellcheck={false} placeholder="no model" onInput={(event) => setRerankModel(event.currentTarget.value.trim())} />
                </label>
                <label>
                  By the field
                  <input type="text" value={rerankField} spellcheck={false} onInput={(event) => setRerankField(event.currentTarget.value.trim())} />
                </label>
              </>
            )}
          </div>
          {reranks && <p class="soft">A hosted model, such as bge-reranker-v2-m3, sorts the matches by the texts in this field: the texts leave the private network.</p>}
        </details>
        <div class="bar">
          <button type="submit" class="primary">
            Search
          </button>
        </div>
      </form>
      <div aria-live="polite">
        {state.error ? (
          <Failure error={state.error} />
        ) : state.loading && !state.answer ? (
          <Loading what="Searching" />
        ) : state.answer ? (
          <Matches answer={state.answer} nearer={lowerIsNearer(index, state.asked!)} stale={state.loading} open={setOpen} />
        ) : null}
      </div>
      {open !== null && <RecordDialog index={index.name} namespace={namespace} id={open} writable={writable} close={() => setOpen(null)} changed={run} />}
    </>
  );
}

function lowerIsNearer(index: IndexDetails, asked: Asked): boolean {
  if (asked.rerankModel) return false;
  const field = asked.vectorField || (asked.sparse ? '' : valueFields(index)[0]);
  const metric = index.family === 'documents' ? index.schema?.find((each) => each.name === field)?.kind ?? '' : index.metric ?? '';
  return metric.endsWith('euclidean') && (asked.by === 'id' || asked.by === 'vector' || (asked.by === 'text' && index.family === 'records'));
}

function object(text: string, what: string): object {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new Error(`${what} is not valid JSON: ${(error as Error).message}`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Error(`${what} is not a JSON object, such as {"lang": "et"}.`);
  }
  return parsed;
}

function vector(text: string): object {
  if (text.trim().startsWith('[')) {
    try {
      return { vector: JSON.parse(text) };
    } catch (error) {
      throw new Error(`The values are not valid JSON: ${(error as Error).message}`);
    }
  }
  const given = object(text, 'The vector') as { indices?: unknown; values?: unknown; sparse?: unknown };
  return given.indices ? { sparse: given } : { vector: given.values, sparse: given.sparse };
}

interface MatchesProps {
  answer: Answer;
  nearer: boolean;
  stale: boolean;
  open: (id: string) => void;
}

function Matches({ answer, nearer, stale, open }: MatchesProps) {
  if (answer.matches.length === 0) {
    return (
      <>
        <Empty title="No matches">Nothing in this namespace meets the search and its filter.</Empty>
        <CallLine call={answer.call} />
      </>
    );
  }
  const scores = answer.matches.map((match) => match.score ?? 0);
  const max = Math.max(...scores.map(Math.abs), 1e-30);
  return (
    <section class={stale ? 'stale' : ''} aria-label="Matches">
      <p class="soft">
        {counted(answer.matches.length, 'match', 'matches')}
        {nearer ? '; scores are distances, lower is nearer' : ''}
      </p>
      <ol class="matches">
        {answer.matches.map((match, i) => (
          <li>
            <span class="rank">{i + 1}</span>
            <div class="score">
              <span class="num">{match.score === null ? '–' : number(match.score)}</span>
              <span class="meter" aria-hidden="true">
                <span class={(match.score ?? 0) < 0 ? 'negative' : ''} style={{ width: `${(Math.abs(match.score ?? 0) / max) * 100}%` }} />
              </span>
              {match.ranks && (
                <span class="soft small">
                  {Object.entries(match.ranks)
                    .map(([name, rank]) => `${name} ${rank}`)
                    .join(', ')}
                </span>
              )}
            </div>
            <div class="found">
              <button type="button" class="link id" onClick={() => open(match.id)}>
                <Text>{match.id}</Text>
              </button>
              <FieldLine item={match} />
            </div>
          </li>
        ))}
      </ol>
      <CallLine call={answer.call} />
    </section>
  );
}
