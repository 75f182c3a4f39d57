import { useEffect, useState } from 'preact/hooks';
import { get, type IndexFacts, type Session } from './api';
import { FaultsView } from './faults';
import { IndexView } from './index-view';
import { RequestsView } from './requests';
import { href, usePlace } from './router';
import { Text, count, counted } from './text';
import { Badge, Empty, Failure, Loading, useLoaded } from './ui';

export const FAMILIES = { vectors: 'vectors', records: 'texts', documents: 'documents' };

type Catalog = { indexes: IndexFacts[]; problem: string | null };

export function App() {
  const place = usePlace();
  const session = useLoaded<Session>('session', (signal) => get('session', {}, signal));
  const catalog = useLoaded<Catalog>(session.value ? 'indexes' : null, (signal) => get('indexes', {}, signal));
  const [menu, setMenu] = useState(false);
  useEffect(() => {
    setMenu(false);
    const name = place.path[0] === 'index' ? place.path[1] : place.path[0];
    document.title = (name ? name + ' – ' : '') + 'Pinelink console';
  }, [place.path.join('/')]);

  if (!session.value) {
    return (
      <main class="alone">
        {session.error ? <Failure error={session.error} retry={session.reload} /> : <Loading what="Connecting" />}
      </main>
    );
  }
  const chosen = place.path[0] === 'index' ? place.path[1] : undefined;
  const index = catalog.value?.indexes.find((each) => each.name === chosen);
  return (
    <div class="shell">
      <a class="skip" href="#content" onClick={(event) => { event.preventDefault(); document.getElementById('content')?.focus(); }}>
        Skip to the content
      </a>
      <header class="top">
        <a class="brand" href={href([])}>
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path d="M16 3l7.500 10H20l6 8h-8v8h-4v-8H6l6-8H8.500z" />
          </svg>
          Pinelink <span>console</span>
        </a>
        <button type="button" class="menu" aria-expanded={menu} aria-controls="side" onClick={() => setMenu(!menu)}>
          Indexes
        </button>
        <span class="grow" />
        {session.value.embedded && <Badge kind="local">embedded server</Badge>}
        <Badge kind={session.value.writable ? 'warning writes' : 'writes'}>{session.value.writable ? 'writes allowed' : 'read-only'}</Badge>
      </header>
      <nav id="side" class={menu ? 'side open' : 'side'} aria-label="Indexes">
        <h2>Indexes</h2>
        {catalog.error && <Failure error={catalog.error} retry={catalog.reload} />}
        {!catalog.value && !catalog.error && <Loading what="Reading" />}
        {catalog.value && (
          <ul>
            {catalog.value.indexes.map((each) => (
              <li>
                <a href={href(['index', each.name])} aria-current={each.name === chosen ? 'page' : undefined}>
                  <span class="name">
                    <Text>{each.name}</Text>
                  </span>
                  <span class="soft">
                    {FAMILIES[each.family] ?? each.family}
                    {each.dimension ? ` · ${each.dimension}` : ''}
                    {each.ready ? '' : ` · ${each.state}`}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        )}
        {catalog.value?.problem && (
          <p class="note warning" role="note">
            The control plane did not respond, so only the host book is listed. <Text>{catalog.value.problem}</Text>
          </p>
        )}
        <button type="button" class="link" onClick={catalog.reload}>
          Reload
        </button>
        {session.value.embedded && (
          <>
            <h2>Server</h2>
            <ul>
              {['requests', 'faults'].map((page) => (
                <li>
                  <a href={href([page])} aria-current={place.path[0] === page ? 'page' : undefined}>
                    <span class="name">{page === 'requests' ? 'Live requests' : 'Faults'}</span>
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
        <p class="foot soft">
          <Text>{session.value.controlPlane}</Text>
          <br />
          Pinelink {session.value.version}
        </p>
      </nav>
      <main id="content" tabIndex={-1}>
        {place.path[0] === 'requests' && session.value.embedded ? (
          <RequestsView />
        ) : place.path[0] === 'faults' && session.value.embedded ? (
          <FaultsView />
        ) : chosen ? (
          <IndexView key={chosen} name={chosen} listed={index} tab={place.path[2] ?? 'overview'} params={place.params} writable={session.value.writable} />
        ) : (
          <Home catalog={catalog.value} session={session.value} />
        )}
      </main>
    </div>
  );
}

function Home({ catalog, session }: { catalog?: Catalog; session: Session }) {
  if (!catalog) return <Loading what="Reading the indexes" />;
  if (catalog.indexes.length === 0) {
    return (
      <Empty title="There are no indexes">
        Create one, for example with <code>pinelink index create</code>, and reload.
      </Empty>
    );
  }
  return (
    <>
      <h1>Indexes</h1>
      <div class="scroll">
        <table class="cards">
          <thead>
            <tr>
              <th>Name</th>
              <th>Stores</th>
              <th class="num">Dimension</th>
              <th>Metric</th>
              <th>State</th>
              <th>Host</th>
            </tr>
          </thead>
          <tbody>
            {catalog.indexes.map((index) => (
              <tr>
                <th scope="row">
                  <a href={href(['index', index.name])}>
                    <Text>{index.name}</Text>
                  </a>
                </th>
                <td data-label="Stores">
                  {FAMILIES[index.family] ?? index.family}
                  {index.model && <span class="soft"> {index.model}</span>}
                </td>
                <td data-label="Dimension" class="num">
                  {index.dimension ? count(index.dimension) : '–'}
                </td>
                <td data-label="Metric">{index.metric ?? '–'}</td>
                <td data-label="State">
                  <Badge kind={index.ready ? 'ok' : 'warning'}>{index.described ? index.state : 'host book'}</Badge>
                </td>
                <td data-label="Host" class="mono small break">
                  {index.privateHost ? (
                    <>
                      <Text>{index.privateHost}</Text> <span class="soft">private</span>
                    </>
                  ) : (
                    <Text>{index.host ?? '–'}</Text>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="soft">
        {counted(catalog.indexes.length, 'index', 'indexes')} of <Text>{session.controlPlane}</Text>
      </p>
    </>
  );
}
