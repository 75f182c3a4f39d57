import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { get, type Picture } from './api';
import type { ViewProps } from './index-view';
import { RecordDialog } from './records';
import { Text, count, counted, number, plain } from './text';
import { Empty, Failure, Loading, useLoaded } from './ui';

const SAMPLES = [500, 2000, 5000];

/** Colours that people with a colour vision deficiency can tell apart, for either background. */
const COLOURS = ['#3b82c4', '#e08a1e', '#2f9e6e', '#c2569b', '#8a6fd1', '#b5a12b', '#38a7bb', '#d0553f'];
const OTHER = '#8d969c';

interface Colouring {
  of: (point: number) => string;
  legend: { colour: string; text: string; count?: number }[];
}

function scale(share: number): string {
  // From blue over grey to orange: both ends are visible on white and on black.
  const from = [43, 108, 176];
  const middle = [150, 158, 160];
  const to = [224, 128, 30];
  const [a, b, t] = share < 0.5 ? [from, middle, share * 2] : [middle, to, share * 2 - 1];
  return `rgb(${a.map((value, i) => Math.round(value + (b[i]! - value) * t)).join(' ')})`;
}

function colouring(picture: Picture, field: string): Colouring {
  const position = picture.fields.indexOf(field);
  if (position < 0) return { of: () => COLOURS[0]!, legend: [] };
  const values = picture.points.map((point) => point.values[position] ?? null);
  const numbers = values.filter((value): value is number => typeof value === 'number');
  const distinct = new Set(values);
  if (numbers.length > 0 && numbers.length === values.filter((value) => value !== null).length && distinct.size > COLOURS.length) {
    const min = numbers.reduce((a, b) => Math.min(a, b));
    const max = numbers.reduce((a, b) => Math.max(a, b));
    const share = (value: number) => (max > min ? (value - min) / (max - min) : 0.5);
    return {
      of: (point) => (typeof values[point] === 'number' ? scale(share(values[point] as number)) : OTHER),
      legend: [
        { colour: scale(0), text: number(min) },
        { colour: scale(0.5), text: number((min + max) / 2) },
        { colour: scale(1), text: number(max) },
      ],
    };
  }
  const counts = new Map<unknown, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, COLOURS.length);
  const colours = new Map(top.map(([value], i) => [value, COLOURS[i]!]));
  const rest = values.length - top.reduce((sum, [, n]) => sum + n, 0);
  return {
    of: (point) => colours.get(values[point]) ?? OTHER,
    legend: [
      ...top.map(([value, n]) => ({ colour: colours.get(value)!, text: String(value), count: n })),
      ...(rest > 0 ? [{ colour: OTHER, text: 'other or none', count: rest }] : []),
    ],
  };
}

export function PictureView({ index, namespace, writable }: ViewProps) {
  const [sample, setSample] = useState(2000);
  const [vectorField, setVectorField] = useState(index.denseFields?.[0] ?? '');
  const [field, setField] = useState<string | null>(null);
  const [table, setTable] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const impossible = index.vectorType === 'sparse' || (index.family === 'documents' && index.described && !index.denseFields?.length);
  const loaded = useLoaded<Picture>(
    impossible || (index.family === 'documents' && !vectorField) ? null : JSON.stringify([index.name, namespace, sample, vectorField]),
    (signal) => get('picture', { index: index.name, namespace, sample, vectorField: index.family === 'documents' ? vectorField : '' }, signal),
  );
  const picture = loaded.value;
  const chosen = field ?? (picture ? suggested(picture) : '');
  const colours = useMemo(() => (picture ? colouring(picture, chosen) : null), [picture, chosen]);
  if (impossible) return <Empty title="No picture">Only dense vectors can be shown in two dimensions.</Empty>;
  return (
    <>
      <div class="bar">
        {index.family === 'documents' && (
          <label>
            Vector field
            {index.denseFields?.length ? (
              <select value={vectorField} onChange={(event) => setVectorField(event.currentTarget.value)}>
                {index.denseFields.map((name) => (
                  <option value={name}>{plain(name)}</option>
                ))}
              </select>
            ) : (
              <input type="text" value={vectorField} onChange={(event) => setVectorField(event.currentTarget.value)} />
            )}
          </label>
        )}
        <label>
          At most
          <select value={String(sample)} onChange={(event) => setSample(Number(event.currentTarget.value))}>
            {SAMPLES.map((size) => (
              <option value={String(size)}>{count(size)} points</option>
            ))}
          </select>
        </label>
        <label>
          Colour by
          <select value={chosen} onChange={(event) => setField(event.currentTarget.value)}>
            <option value="">nothing</option>
            {picture?.fields.map((name) => (
              <option value={name}>{plain(name).slice(0, 60)}</option>
            ))}
          </select>
        </label>
        <button type="button" aria-pressed={table} onClick={() => setTable(!table)}>
          As a table
        </button>
      </div>
      {loaded.error ? (
        <Failure error={loaded.error} retry={loaded.reload} />
      ) : !picture || !colours ? (
        <Loading what="Reading vectors and projecting them" />
      ) : picture.points.length === 0 ? (
        <Empty title="No vectors">This namespace has no dense vectors to show.</Empty>
      ) : (
        <>
          {table ? <PointTable picture={picture} field={chosen} open={setOpen} /> : <Scatter picture={picture} colours={colours} field={chosen} open={setOpen} />}
          {colours.legend.length > 0 && (
            <ul class="legend" aria-label={'Colours of ' + plain(chosen)}>
              {colours.legend.map((entry) => (
                <li>
                  <span class="dot" style={{ background: entry.colour }} aria-hidden="true" />
                  <Text>{entry.text}</Text>
                  {entry.count !== undefined && <span class="soft">{count(entry.count)}</span>}
                </li>
              ))}
            </ul>
          )}
          <p class="soft">
            {counted(picture.points.length, 'vector')} of {count(picture.dimension)} dimensions ({picture.method}), projected on this machine to the two directions of
            most variance, which show {Math.round((picture.shares[0]! + picture.shares[1]!) * 100)} % of it.
            {picture.skipped > 0 && ` ${counted(picture.skipped, 'record')} without such a vector left out.`} Took {number(picture.milliseconds)} ms.
          </p>
        </>
      )}
      {open !== null && <RecordDialog index={index.name} namespace={namespace} id={open} writable={writable} close={() => setOpen(null)} />}
    </>
  );
}

/** The first field with few values, which makes the most readable picture. */
function suggested(picture: Picture): string {
  for (const [i, name] of picture.fields.entries()) {
    const size = new Set(picture.points.map((point) => point.values[i])).size;
    if (size >= 2 && size <= COLOURS.length + 1) return name;
  }
  return '';
}

interface ScatterProps {
  picture: Picture;
  colours: Colouring;
  field: string;
  open: (id: string) => void;
}

function Scatter({ picture, colours, field, open }: ScatterProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState<{ point: number; x: number; y: number } | null>(null);
  const [width, setWidth] = useState(0);
  const height = Math.min(Math.max(width * 0.62, 260), 560);

  useEffect(() => {
    const parent = canvas.current!.parentElement!;
    const observer = new ResizeObserver(() => setWidth(parent.clientWidth));
    observer.observe(parent);
    setWidth(parent.clientWidth);
    return () => observer.disconnect();
  }, []);

  const place = (point: number): [number, number] => {
    const margin = 16;
    const size = Math.min(width, height * 1.6) / 2 - margin;
    const { x, y } = picture.points[point]!;
    return [width / 2 + x * size, height / 2 - y * Math.min(size, height / 2 - margin)];
  };

  useEffect(() => {
    const element = canvas.current!;
    const ratio = devicePixelRatio || 1;
    element.width = width * ratio;
    element.height = height * ratio;
    const context = element.getContext('2d')!;
    context.scale(ratio, ratio);
    context.globalAlpha = picture.points.length > 1500 ? 0.65 : 0.85;
    const radius = picture.points.length > 1500 ? 2.5 : 3.5;
    for (let i = 0; i < picture.points.length; i++) {
      const [x, y] = place(i);
      context.fillStyle = colours.of(i);
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    }
    if (near) {
      const [x, y] = place(near.point);
      context.globalAlpha = 1;
      context.strokeStyle = getComputedStyle(element).color;
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x, y, radius + 3, 0, 2 * Math.PI);
      context.stroke();
    }
  }, [picture, colours, width, height, near?.point]);

  const nearest = (event: MouseEvent) => {
    const box = canvas.current!.getBoundingClientRect();
    let best = -1;
    let distance = 12 * 12;
    for (let i = 0; i < picture.points.length; i++) {
      const [x, y] = place(i);
      const d = (x - event.clientX + box.left) ** 2 + (y - event.clientY + box.top) ** 2;
      if (d < distance) {
        best = i;
        distance = d;
      }
    }
    const [x, y] = best < 0 ? [0, 0] : place(best);
    setNear(best < 0 ? null : { point: best, x, y });
  };
  const point = near ? picture.points[near.point] : undefined;
  const value = point && field ? point.values[picture.fields.indexOf(field)] : null;
  return (
    <div class="scatter">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${counted(picture.points.length, 'point')} in two dimensions. The same points are available as a table.`}
        style={{ height: `${height}px`, cursor: near ? 'pointer' : 'default' }}
        onMouseMove={nearest}
        onMouseLeave={() => setNear(null)}
        onClick={() => point && open(point.id)}
      />
      {point && near && (
        <div class="tip" style={{ left: `${Math.min(near.x + 10, Math.max(0, width - 220))}px`, top: `${Math.max(0, near.y - 44)}px` }}>
          <strong>
            <Text>{point.id.slice(0, 80)}</Text>
          </strong>
          {value !== null && value !== undefined && (
            <span>
              <Text>{String(value)}</Text>
            </span>
          )}
        </div>
      )}
    </div>
  );
}

const ROWS = 50;

function PointTable({ picture, field, open }: { picture: Picture; field: string; open: (id: string) => void }) {
  const [page, setPage] = useState(0);
  const position = picture.fields.indexOf(field);
  const pages = Math.ceil(picture.points.length / ROWS);
  const shown = picture.points.slice(page * ROWS, (page + 1) * ROWS);
  return (
    <>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Id</th>
              <th class="num">x</th>
              <th class="num">y</th>
              {field && (
                <th>
                  <Text>{field.slice(0, 60)}</Text>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((point) => (
              <tr>
                <th scope="row" class="break">
                  <button type="button" class="link id" onClick={() => open(point.id)}>
                    <Text>{point.id}</Text>
                  </button>
                </th>
                <td class="num">{point.x.toFixed(3)}</td>
                <td class="num">{point.y.toFixed(3)}</td>
                {field && (
                  <td class="break">
                    <Text>{String(point.values[position] ?? '–')}</Text>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="bar end">
        <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
          Previous
        </button>
        <span class="soft">
          Page {count(page + 1)} of {count(pages)}
        </span>
        <button type="button" disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}>
          Next
        </button>
      </div>
    </>
  );
}
