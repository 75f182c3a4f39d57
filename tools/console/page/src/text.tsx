// Texts from records: shown as text only, with characters that change the look of what surrounds them made visible.

const NAMES: Record<number, string> = {
  0x1b: 'ESC',
  0x00: 'NUL',
  0x07: 'BEL',
  0x08: 'BS',
  0x200b: 'ZWSP',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
  0xfeff: 'BOM',
};

// Control characters except tab and line feed, marks of direction, invisible ones, tags, and lone surrogates. Joiners stay:
// scripts and emoji need them.
const MARKED =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

function hex(code: number): string {
  return 'U+' + code.toString(16).toUpperCase().padStart(4, '0');
}

/** Shows a text of unknown origin. */
export function Text({ children }: { children: string }) {
  const parts = [];
  let end = 0;
  for (const found of children.matchAll(MARKED)) {
    parts.push(children.slice(end, found.index));
    const code = found[0].codePointAt(0)!;
    parts.push(
      <span class="mark" title={hex(code)}>
        {NAMES[code] ?? hex(code)}
      </span>,
    );
    end = found.index + found[0].length;
  }
  parts.push(children.slice(end));
  return <bdi>{parts}</bdi>;
}

/** Returns a text for attributes and canvases, with the same characters replaced. */
export function plain(text: string): string {
  return text.replace(MARKED, (found) => `⟨${hex(found.codePointAt(0)!)}⟩`);
}

const whole = new Intl.NumberFormat('en');

export function count(n: number): string {
  return whole.format(n);
}

export function counted(n: number, one: string, several = one + 's'): string {
  return `${count(n)} ${n === 1 ? one : several}`;
}

/** Shows a number with at most six digits, as scores and values need them. */
export function number(n: number): string {
  if (n === 0 || !Number.isFinite(n)) return String(n);
  const size = Math.abs(n);
  if (size >= 1e6 || size < 1e-4) return n.toExponential(3);
  return String(Number(n.toPrecision(6)));
}

export const DEFAULT_NAMESPACE = '__default__';

export function namespaceText(name: string) {
  return name === DEFAULT_NAMESPACE ? <span class="soft">(default)</span> : <Text>{name}</Text>;
}
