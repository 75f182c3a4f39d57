// The calls of the console's own server. The token of the link stays in this tab.

const STORED = 'pinelink-token';

/** Takes the token from the link, and keeps it for reloads of this tab only. */
export function takeToken(): void {
  const given = /(?:^#|&)token=([\w-]+)/.exec(location.hash)?.[1];
  if (given) {
    sessionStorage.setItem(STORED, given);
    history.replaceState(null, '', location.pathname + '#/');
  }
}

export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Params = Record<string, string | number | undefined>;

async function send(method: string, call: string, init: RequestInit): Promise<any> {
  let response: Response;
  try {
    response = await fetch('api/' + call, {
      ...init,
      method,
      headers: {
        ...(init.body ? { 'Content-Type': 'application/json' } : {}),
        Authorization: 'Bearer ' + (sessionStorage.getItem(STORED) ?? ''),
      },
    });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, 'The console has stopped. Start it again, and open its new link.');
  }
  const body = await response.json();
  if (!response.ok) throw new ApiError(response.status, body.error);
  return body;
}

function query(params: Params): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  return given.length ? '?' + new URLSearchParams(given.map(([k, v]) => [k, String(v)])) : '';
}

export const get = (call: string, params: Params = {}, signal?: AbortSignal) =>
  send('GET', call + query(params), { signal });

export const post = (call: string, body: object, signal?: AbortSignal) =>
  send('POST', call, { body: JSON.stringify(body), signal });

export const remove = (call: string, params: Params = {}) => send('DELETE', call + query(params), {});

export interface Field {
  name: string;
  type: 'string' | 'number' | 'boolean' | 'strings' | 'dense' | 'sparse' | 'json';
  value: any;
  length?: number;
  indices?: number[];
}

export interface Call {
  route: string;
  host: string;
  protocol: string;
  calls: number;
  milliseconds: number;
  readUnits: number | null;
}

export interface Item {
  id: string;
  fieldCount: number;
  fields: Field[];
}

export interface Match extends Item {
  score: number | null;
  ranks?: Record<string, number>;
}

export interface Route {
  kind: 'public' | 'private' | 'local';
  host: string;
  port: number;
  plaintext: boolean;
  dial: string[];
  privateZone: string | null;
  policy: string | null;
  source: string;
  reason: string;
}

export interface IndexFacts {
  name: string;
  family: 'vectors' | 'records' | 'documents';
  host: string | null;
  privateHost: string | null;
  described: boolean;
  ready: boolean;
  state?: string;
  metric?: string | null;
  dimension?: number | null;
  vectorType?: string | null;
  model?: string | null;
  textField?: string | null;
  deployment?: string;
  deletionProtection?: boolean;
  tags?: Record<string, string>;
  schema?: { name: string; kind: string }[];
  denseFields?: string[];
  sparseFields?: string[];
  textFields?: string[];
  embeddedFields?: string[];
}

export interface Namespace {
  name: string;
  count: number;
}

export interface IndexDetails extends IndexFacts {
  total: number;
  namespaces: Namespace[];
  route: Route;
  call: Call;
}

export interface RouteCount {
  kind: string;
  controlPlane: boolean;
  calls: number;
  connections: number;
  refusals: number;
}

export interface Session {
  version: string;
  embedded: boolean;
  writable: boolean;
  controlPlane: string;
  routes: RouteCount[];
}

export interface Step {
  check: string;
  status: 'ok' | 'warning' | 'failed' | 'skipped';
  seen: string;
  hint: string | null;
}

export interface Diagnosis {
  host: string;
  kind: string | null;
  fallback: boolean;
  dataCanFlow: boolean;
  steps: Step[];
  route: Route | null;
}

export interface Picture {
  method: string;
  dimension: number;
  skipped: number;
  calls: number;
  fields: string[];
  points: { id: string; x: number; y: number; values: (string | number | boolean | null)[] }[];
  shares: number[];
  milliseconds: number;
}

export interface Recorded {
  sequence: number;
  listener: string;
  protocol: string;
  operation: string;
  index: string;
  namespace: string | null;
  method: string;
  path: string;
  query: string;
  authority: string;
  headers: Record<string, string[]>;
  httpStatus: number | null;
  grpcStatus: number | null;
  cancelled: boolean;
}

export interface Fault {
  name: string;
  type: string;
  toxicity?: number;
  attributes?: Record<string, unknown>;
  match?: Record<string, unknown>;
  after?: number;
  times?: number;
  matches: number;
  strikes: number;
}
