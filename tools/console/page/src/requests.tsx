import { useEffect, useRef, useState } from 'preact/hooks';
import { get, remove, type Recorded } from './api';
import { Text, counted } from './text';
import { Badge, Empty, Failure } from './ui';

const KEPT = 1000;
const SHOWN = 200;
const OWN = 'pinelink_console';

function isOwn(request: Recorded): boolean {
  return Object.entries(request.headers).some(([name, values]) => name.toLowerCase() === 'user-agent' && values.some((value) => value.includes(OWN)));
}

/** The outcome of a request, and whether it is a failure. */
function outcome(request: Recorded): [string, string] {
  if (request.cancelled) return ['cancelled', 'warning'];
  if (request.grpcStatus !== null) return [request.grpcStatus === 0 ? 'OK' : `gRPC ${request.grpcStatus}`, request.grpcStatus === 0 ? 'ok' : 'failed'];
  if (request.httpStatus !== null) return [String(request.httpStatus), request.httpStatus < 400 ? 'ok' : 'failed'];
  return ['in flight', ''];
}

export function RequestsView() {
  const [requests, setRequests] = useState<Recorded[]>([]);
  const [error, setError] = useState<Error | null>(null);
  const [paused, setPaused] = useState(false);
  const [own, setOwn] = useState(false);
  const [operation, setOperation] = useState('');
  const [round, setRound] = useState(0);
  const after = useRef(0);

  useEffect(() => {
    if (paused) return;
    const abort = new AbortController();
    const follow = async () => {
      try {
        for (let wait = 0; !abort.signal.aborted; ) {
          const page = await get('requests', { after: after.current, wait, limit: 500 }, abort.signal);
          after.current = page.next;
          // The first pages are what has arrived already; then each call waits for the next request.
          wait = page.more ? 0 : 20;
          if (page.requests.length > 0) setRequests((before) => [...before, ...page.requests].slice(-KEPT));
          setError(null);
        }
      } catch (failure) {
        if (!abort.signal.aborted) setError(failure as Error);
      }
    };
    void follow();
    return () => abort.abort();
  }, [paused, round]);

  const wanted = requests.filter((request) => (own || !isOwn(request)) && request.operation.toLowerCase().includes(operation.toLowerCase()));
  const shown = wanted.slice(-SHOWN).reverse();
  return (
    <>
      <div class="heading">
        <h1>Live requests</h1>
        <div class="badges" role="status">
          {paused ? <Badge kind="warning">paused</Badge> : error ? <Badge kind="failed">stopped</Badge> : <Badge kind="ok">following</Badge>}
        </div>
      </div>
      <div class="bar">
        <label>
          Operation
          <input type="text" value={operation} placeholder="any" spellcheck={false} onInput={(event) => setOperation(event.currentTarget.value)} />
        </label>
        <label class="check">
          <input type="checkbox" checked={own} onChange={(event) => setOwn(event.currentTarget.checked)} />
          Also those of this console
        </label>
        <span class="grow" />
        <button type="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
          {paused ? 'Continue' : 'Pause'}
        </button>
        <button type="button" onClick={() => remove('requests').then(() => setRequests([]), setError)}>
          Clear the log
        </button>
      </div>
      {error && <Failure error={error} retry={() => { setError(null); setRound(round + 1); }} />}
      {shown.length === 0 && !error ? (
        <Empty title="No requests yet">{paused ? 'Continue to see what arrives.' : 'Calls of your program appear here as they arrive.'}</Empty>
      ) : (
        <ol class="requests" aria-label="Requests, the newest first">
          {shown.map((request) => (
            <Row key={request.sequence} request={request} />
          ))}
        </ol>
      )}
      {wanted.length > shown.length && <p class="soft">{counted(wanted.length - shown.length, 'earlier request')} not shown.</p>}
    </>
  );
}

function Row({ request }: { request: Recorded }) {
  const [text, kind] = outcome(request);
  const headers = Object.entries(request.headers);
  return (
    <li>
      <details>
        <summary>
          <span class="soft num">{request.sequence}</span>
          <strong>
            <Text>{request.operation || request.method}</Text>
          </strong>
          <span class="where break">
            <Text>{request.index || request.path}</Text>
            {request.namespace !== null && (
              <span class="soft">
                {' '}
                / {request.namespace === '' ? '(default)' : <Text>{request.namespace}</Text>}
              </span>
            )}
          </span>
          <span class="soft">{request.protocol === 'grpc' ? 'gRPC' : 'REST'}</span>
          <Badge kind={request.listener === 'private_data' ? 'route-private' : request.listener === 'public_data' ? 'route-public' : ''}>{request.listener.replace('_', ' ')}</Badge>
          <Badge kind={kind}>{text}</Badge>
        </summary>
        <p class="mono small break">
          <Text>{`${request.method} ${request.authority}${request.path}${request.query ? '?' + request.query : ''}`}</Text>
        </p>
        <dl class="small">
          {headers.slice(0, 100).map(([name, values]) => (
            <div>
              <dt>
                <Text>{name}</Text>
              </dt>
              <dd class="mono break">
                <Text>{values.join(', ').slice(0, 1000)}</Text>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}
