import { get, type Diagnosis, type RouteCount, type Step } from './api';
import { Text, count } from './text';
import { Badge, Failure, Loading, useLoaded } from './ui';

const MARKS = { ok: '✓', warning: '!', failed: '✕', skipped: '–' };
const WORDS = { ok: 'passed', warning: 'passed, with a remark', failed: 'failed', skipped: 'skipped' };

/** The hops of a call, each with the checks of the doctor that concern it. */
const HOPS: { title: string; checks: string[] }[] = [
  { title: 'Host and policy', checks: ['host', 'catalogue'] },
  { title: 'DNS', checks: ['dns', 'resolvers'] },
  { title: 'TCP', checks: ['tcp'] },
  { title: 'TLS', checks: ['tls', 'path-mtu'] },
  { title: 'gRPC', checks: ['grpc'] },
  { title: 'REST', checks: ['rest'] },
];

const NAMES: Record<string, string> = {
  host: 'Host',
  catalogue: 'Catalogue',
  dns: 'DNS',
  resolvers: 'Name servers',
  tcp: 'TCP',
  tls: 'TLS',
  'path-mtu': 'Path MTU',
  'grpc-libraries': 'gRPC libraries',
  'rest-libraries': 'REST libraries',
  grpc: 'gRPC',
  rest: 'REST',
  'control-plane': 'Control plane',
  proxy: 'Proxy',
  'dns-cache': 'DNS cache',
  clock: 'Clock',
};

function worst(steps: Step[]): Step['status'] {
  for (const status of ['failed', 'warning', 'ok'] as const) if (steps.some((step) => step.status === status)) return status;
  return 'skipped';
}

export function RouteView({ name }: { name: string }) {
  const doctor = useLoaded<Diagnosis>(name, (signal) => get('doctor', { index: name }, signal));
  const routes = useLoaded<{ routes: RouteCount[] }>(doctor.loading ? null : name, (signal) => get('routes', {}, signal));
  const found = doctor.value;
  return (
    <>
      <div class="bar">
        <button type="button" disabled={doctor.loading} onClick={doctor.reload}>
          Check again
        </button>
        {doctor.loading && found && (
          <span class="soft" role="status">
            Checking
          </span>
        )}
      </div>
      {doctor.error ? (
        <Failure error={doctor.error} retry={doctor.reload} />
      ) : !found ? (
        <Loading what="Checking the connection step by step" />
      ) : (
        <>
          <Hops found={found} />
          {found.route && (
            <p>
              <Badge kind={'route-' + found.route.kind}>{found.route.kind} route</Badge>{' '}
              <span class="mono break">
                <Text>{found.route.host}</Text>
              </span>
              {found.route.plaintext && <span class="soft"> in plaintext</span>}
              <br />
              <span class="soft">
                <Text>{found.route.reason}</Text>
              </span>
            </p>
          )}
          <h2>Checks</h2>
          <table class="checks">
            <thead class="hidden">
              <tr>
                <th>Result</th>
                <th>Check</th>
                <th>Finding</th>
              </tr>
            </thead>
            <tbody>
              {found.steps.map((step) => (
                <tr>
                  <td>
                    <span class={'dot-mark ' + step.status} title={WORDS[step.status]}>
                      <span aria-hidden="true">{MARKS[step.status]}</span>
                      <span class="hidden">{WORDS[step.status]}</span>
                    </span>
                  </td>
                  <th scope="row">{NAMES[step.check] ?? step.check}</th>
                  <td>
                    <div class="break">
                      <Text>{step.seen}</Text>
                    </div>
                    {step.hint && (
                      <div class="hint break">
                        <Text>{step.hint}</Text>
                      </div>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {routes.value && (
        <>
          <h2>Calls of this console</h2>
          <table class="cards">
            <thead>
              <tr>
                <th>Route</th>
                <th>To</th>
                <th class="num">Calls</th>
                <th class="num">Connections</th>
                <th class="num">Refused addresses</th>
              </tr>
            </thead>
            <tbody>
              {routes.value.routes.map((route) => (
                <tr>
                  <th scope="row">
                    <Badge kind={'route-' + route.kind}>{route.kind}</Badge>
                  </th>
                  <td data-label="To">{route.controlPlane ? 'control plane' : 'indexes'}</td>
                  <td class="num" data-label="Calls">{count(route.calls)}</td>
                  <td class="num" data-label="Connections">{count(route.connections)}</td>
                  <td class="num" data-label="Refused addresses">{count(route.refusals)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}

function Hops({ found }: { found: Diagnosis }) {
  const steps = (checks: string[]) => found.steps.filter((step) => checks.includes(step.check));
  const hops = HOPS.map((hop) => ({ ...hop, steps: steps(hop.checks) })).filter((hop) => hop.steps.length > 0);
  return (
    <ol class="hops" aria-label="The way of a call, from this machine to the index">
      <li class="hop end">
        <span class="dot-mark plain" aria-hidden="true">
          ●
        </span>
        <strong>This machine</strong>
      </li>
      {hops.map((hop) => {
        const status = worst(hop.steps);
        return (
          <li class={'hop ' + status}>
            <span class={'dot-mark ' + status} title={WORDS[status]}>
              <span aria-hidden="true">{MARKS[status]}</span>
              <span class="hidden">{WORDS[status]}</span>
            </span>
            <strong>{hop.title}</strong>
            <span class="small soft break">
              <Text>{shorten(hop.steps.find((step) => step.status === status)!.seen)}</Text>
            </span>
          </li>
        );
      })}
      <li class={'hop end ' + (found.dataCanFlow ? 'ok' : 'failed')}>
        <span class={'dot-mark ' + (found.dataCanFlow ? 'ok' : 'failed')} aria-hidden="true">
          {found.dataCanFlow ? MARKS.ok : MARKS.failed}
        </span>
        <strong>Index</strong>
        <span class="small soft">{found.dataCanFlow ? 'data can flow' : 'data cannot flow'}</span>
      </li>
    </ol>
  );
}

function shorten(text: string): string {
  return text.length > 90 ? text.slice(0, 88) + '…' : text;
}
