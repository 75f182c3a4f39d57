import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, type Call, type Field } from './api';
import { Text, count, counted, number } from './text';

/** The state of something that is read from the server. */
export type Loaded<T> = { value?: T; error?: ApiError | Error; loading: boolean };

/** Reads again whenever the key changes; an earlier answer stays visible until the new one arrives. */
export function useLoaded<T>(key: string | null, read: (signal: AbortSignal) => Promise<T>) {
  const [state, setState] = useState<Loaded<T> & { key: string | null }>({ loading: key !== null, key });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (key === null) {
      setState({ loading: false, key });
      return;
    }
    const abort = new AbortController();
    setState((before) => ({ value: before.key === key ? before.value : undefined, loading: true, key }));
    read(abort.signal).then(
      (value) => setState({ value, loading: false, key }),
      (error) => {
        if (!abort.signal.aborted) setState({ error, loading: false, key });
      },
    );
    return () => abort.abort();
  }, [key, round]);
  const shown: Loaded<T> = state.key === key ? state : { loading: key !== null };
  return { ...shown, reload: () => setRound((n) => n + 1) };
}

export function Loading({ what }: { what: string }) {
  return (
    <div class="state" role="status">
      <span class="spinner" aria-hidden="true" />
      {what}
    </div>
  );
}

export function Failure({ error, retry }: { error: Error; retry?: () => void }) {
  const status = error instanceof ApiError ? error.status : -1;
  const title = status === 401 ? 'This link is not valid' : status === 404 ? 'Not found' : 'That did not work';
  return (
    <div class="state failure" role="alert">
      <strong>{title}</strong>
      <p>
        <Text>{error.message}</Text>
      </p>
      {retry && status !== 401 && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="state">
      <strong>{title}</strong>
      {children && <p>{children}</p>}
    </div>
  );
}

export function Badge({ kind = '', children }: { kind?: string; children: ComponentChildren }) {
  return <span class={'badge ' + kind}>{children}</span>;
}

/** How calls of a view got their answer, and what they cost. */
export function CallLine({ call }: { call: Call }) {
  return (
    <p class="call">
      <Badge kind={'route-' + call.route}>{call.route} route</Badge>
      <span>{call.protocol === 'grpc' ? 'gRPC' : 'REST'}</span>
      <span>{counted(call.calls, 'call')}</span>
      <span>{number(call.milliseconds)} ms</span>
      {call.readUnits !== null && <span>{counted(call.readUnits, 'read unit')}</span>}
    </p>
  );
}

export function Cut({ text, length, rows = false }: { text: string; length?: number; rows?: boolean }) {
  const left = (length ?? text.length) - text.length;
  return (
    <span class={rows ? 'value rows' : 'value'}>
      <Text>{text}</Text>
      {left > 0 && <span class="soft">… {counted(left, 'more character')}</span>}
    </span>
  );
}

const SHOWN_CHARACTERS = 2000;
const SHOWN_ELEMENTS = 100;

/** The value of a field; a long one is shortened until it is asked for. */
export function Value({ field, whole = false }: { field: Field; whole?: boolean }) {
  const [all, setAll] = useState(false);
  const { type, value } = field;
  if (type === 'string') {
    const long = whole && !all && value.length > SHOWN_CHARACTERS;
    return (
      <>
        <Cut text={long ? value.slice(0, SHOWN_CHARACTERS) : value} length={field.length} rows={whole} />
        {long && (
          <button type="button" class="link" onClick={() => setAll(true)}>
            Show all
          </button>
        )}
      </>
    );
  }
  if (type === 'number') return <span class="value num">{String(value)}</span>;
  if (type === 'boolean') return <span class="value">{String(value)}</span>;
  if (type === 'strings') {
    const shown: string[] = whole && !all ? value.slice(0, SHOWN_ELEMENTS) : value;
    const left = (field.length ?? value.length) - shown.length;
    return (
      <span class="value tags">
        {shown.map((text) => (
          <span class="tag">
            <Text>{text}</Text>
          </span>
        ))}
        {left > 0 && !whole && <span class="soft">… {count(left)} more</span>}
        {left > 0 && whole && (
          <button type="button" class="link" onClick={() => setAll(true)}>
            Show all {count(field.length!)}
          </button>
        )}
      </span>
    );
  }
  if (type === 'dense' || type === 'sparse') {
    const shown: number[] = value.slice(0, 4);
    const text = shown
      .map((n, i) => (type === 'sparse' ? `${field.indices![i]}: ${number(n)}` : number(n)))
      .join(', ');
    return (
      <span class="value num">
        [{text}
        {field.length! > shown.length ? ', …' : ''}]{' '}
        <span class="soft">{counted(field.length!, type === 'dense' ? 'value' : 'entry', type === 'dense' ? 'values' : 'entries')}</span>
      </span>
    );
  }
  const json = JSON.stringify(value) ?? 'null';
  return <Cut text={json.slice(0, whole ? 20000 : 240)} length={json.length} rows={whole} />;
}

/** Bars of a vector's values, positive ones above the line and negative ones below. */
export function ValueBars({ values }: { values: number[] }) {
  const bins = Math.min(values.length, 192);
  const step = values.length / bins;
  const means = Array.from({ length: bins }, (_, i) => {
    const part = values.slice(Math.floor(i * step), Math.max(Math.floor(i * step) + 1, Math.floor((i + 1) * step)));
    return part.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  });
  const max = Math.max(...means.map(Math.abs), 1e-30);
  return (
    <svg class="bars" viewBox={`0 0 ${bins} 40`} preserveAspectRatio="none" role="img" aria-label={`${counted(values.length, 'value')}, the largest ${number(max)}`}>
      {means.map((mean, i) => {
        const height = (Math.abs(mean) / max) * 19;
        return <rect x={i + 0.1} width="0.8" y={mean >= 0 ? 20 - height : 20} height={height} />;
      })}
      <line x1="0" x2={bins} y1="20" y2="20" />
    </svg>
  );
}

/** A dialog that takes the keyboard until it is closed. */
export function Dialog({ title, close, children }: { title: ComponentChildren; close: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="dialog-title"
      onClose={close}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="dialog">
        <header>
          <h2 id="dialog-title">{title}</h2>
          <button type="button" class="close" aria-label="Close" onClick={() => dialog.current?.close()}>
            ✕
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

export async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
