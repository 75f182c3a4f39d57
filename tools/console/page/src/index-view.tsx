import { useEffect } from 'preact/hooks';
import { get, type IndexDetails, type IndexFacts } from './api';
import { FAMILIES } from './app';
import { PictureView } from './picture';
import { RecordsView } from './records';
import { go, href } from './router';
import { RouteView } from './route';
import { SearchView } from './search';
import { DEFAULT_NAMESPACE, Text, count, counted, namespaceText, plain } from './text';
import { Badge, CallLine, Empty, Failure, Loading, useLoaded } from './ui';

const TABS: Record<string, string> = {
  overview: 'Overview',
  records: 'Records',
  search: 'Search',
  picture: 'Picture',
  route: 'Route',
};

export interface ViewProps {
  index: IndexDetails;
  namespace: string;
  params: Record<string, string>;
  writable: boolean;
}

interface Props {
  name: string;
  listed?: IndexFacts;
  tab: string;
  params: Record<string, string>;
  writable: boolean;
}

export function IndexView({ name, listed, tab, params, writable }: Props) {
  const details = useLoaded<IndexDetails>(name, (signal) => get('index', { index: name }, signal));
  const index = details.value;
  const namespaces = index?.namespaces ?? [];
  const largest = namespaces.reduce((a, b) => (b.count > a.count ? b : a), namespaces[0] ?? { name: DEFAULT_NAMESPACE, count: 0 });
  const namespace = params.ns ?? largest.name;
  const facts = index ?? listed;
  const records = index?.family === 'documents' ? 'Documents' : 'Records';

  useEffect(() => {
    if (!(tab in TABS)) go(['index', name]);
  }, [tab]);

  return (
    <>
      <div class="heading">
        <h1>
          <Text>{name}</Text>
        </h1>
        {facts && (
          <div class="badges">
            <Badge>{FAMILIES[facts.family] ?? facts.family}</Badge>
            {facts.dimension && <Badge>{count(facts.dimension)} dimensions</Badge>}
            {facts.metric && <Badge>{facts.metric}</Badge>}
            {facts.vectorType === 'sparse' && <Badge>sparse</Badge>}
            {facts.model && <Badge>{facts.model}</Badge>}
            {index && <Badge kind={'route-' + index.route.kind}>{index.route.kind} route</Badge>}
            {!facts.ready && <Badge kind="warning">{facts.state}</Badge>}
          </div>
        )}
      </div>
      <nav class="tabs" aria-label="Views">
        {Object.entries(TABS).map(([key, title]) => (
          <a href={href(['index', name, key], { ns: params.ns })} aria-current={key === tab ? 'page' : undefined}>
            {key === 'records' ? records : title}
          </a>
        ))}
      </nav>
      {tab === 'route' ? (
        <RouteView name={name} />
      ) : details.error ? (
        <>
          <Failure error={details.error} retry={details.reload} />
          <p>
            The <a href={href(['index', name, 'route'])}>route view</a> checks the connection step by step.
          </p>
        </>
      ) : !index ? (
        <Loading what="Reading the index" />
      ) : tab === 'overview' ? (
        <Overview index={index} />
      ) : (
        <>
          <div class="bar">
            <label>
              Namespace
              <select
                value={namespace}
                onChange={(event) => go(['index', name, tab], { ns: event.currentTarget.value })}
              >
                {!namespaces.some((each) => each.name === namespace) && <option value={namespace}>{namespace === DEFAULT_NAMESPACE ? '(default)' : plain(namespace)}</option>}
                {namespaces.map((each) => (
                  <option value={each.name}>
                    {each.name === DEFAULT_NAMESPACE ? '(default)' : plain(each.name)} – {count(each.count)}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {tab === 'records' && <RecordsView key={namespace} index={index} namespace={namespace} params={params} writable={writable} />}
          {tab === 'search' && <SearchView key={namespace} index={index} namespace={namespace} params={params} writable={writable} />}
          {tab === 'picture' && <PictureView key={namespace} index={index} namespace={namespace} params={params} writable={writable} />}
        </>
      )}
    </>
  );
}

const SHOWN_NAMESPACES = 200;

function Overview({ index }: { index: IndexDetails }) {
  const max = Math.max(1, ...index.namespaces.map((each) => each.count));
  const facts: [string, string | null | undefined][] = [
    ['Host', index.host],
    ['Private host', index.privateHost],
    ['Deployment', index.deployment],
    ['Embedded field', index.textField],
    ['Deletion protection', index.deletionProtection ? 'on' : null],
    ...Object.entries(index.tags ?? {}).map(([key, value]): [string, string] => ['Tag ' + key, value]),
  ];
  return (
    <div class="columns">
      <section aria-labelledby="namespaces">
        <h2 id="namespaces">Namespaces</h2>
        {index.namespaces.length === 0 ? (
          <Empty title="The index is empty">It has no namespace with {index.family === 'documents' ? 'documents' : 'records'} yet.</Empty>
        ) : (
          <table>
            <thead>
              <tr>
                <th>Name</th>
                <th class="num">{index.family === 'documents' ? 'Documents' : 'Records'}</th>
                <th class="wide">
                  <span class="hidden">Share</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {index.namespaces.slice(0, SHOWN_NAMESPACES).map((each) => (
                <tr>
                  <th scope="row" class="break">
                    <a href={href(['index', index.name, 'records'], { ns: each.name })}>{namespaceText(each.name)}</a>
                  </th>
                  <td class="num">{count(each.count)}</td>
                  <td class="wide">
                    <span class="meter" aria-hidden="true">
                      <span style={{ width: `${(each.count / max) * 100}%` }} />
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">Total</th>
                <td class="num">{count(index.total)}</td>
                <td class="wide" />
              </tr>
            </tfoot>
          </table>
        )}
        {index.namespaces.length > SHOWN_NAMESPACES && (
          <p class="soft">{counted(index.namespaces.length - SHOWN_NAMESPACES, 'more namespace')} can be chosen in the other views.</p>
        )}
        <CallLine call={index.call} />
      </section>
      <section aria-labelledby="about">
        <h2 id="about">About</h2>
        <dl>
          {facts
            .filter((fact): fact is [string, string] => !!fact[1])
            .map(([name, value]) => (
              <div>
                <dt>
                  <Text>{name}</Text>
                </dt>
                <dd class="break">
                  <Text>{value}</Text>
                </dd>
              </div>
            ))}
        </dl>
        {index.family === 'documents' && index.schema && (
          <>
            <h2>Fields</h2>
            <table>
              <tbody>
                {index.schema.map((field) => (
                  <tr>
                    <th scope="row" class="break">
                      <Text>{field.name}</Text>
                    </th>
                    <td class="soft">{field.kind}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </section>
    </div>
  );
}
