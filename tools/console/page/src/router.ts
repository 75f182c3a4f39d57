// The place in the console, kept in the fragment of the address so that reloads and the back button work.
import { useEffect, useState } from 'preact/hooks';

export interface Place {
  /** The parts of the path, such as ['index', 'docs', 'search']. */
  path: string[];
  params: Record<string, string>;
}

function current(): Place {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const parts = path.split('/').filter((part) => part !== '');
  try {
    return {
      path: parts.map(decodeURIComponent),
      params: Object.fromEntries(new URLSearchParams(query)),
    };
  } catch {
    return { path: [], params: {} };
  }
}

export function href(path: string[], params: Record<string, string | undefined> = {}): string {
  const given = Object.entries(params).filter((entry): entry is [string, string] => !!entry[1]);
  const query = given.length ? '?' + new URLSearchParams(given) : '';
  return '#/' + path.map(encodeURIComponent).join('/') + query;
}

export function go(path: string[], params: Record<string, string | undefined> = {}): void {
  location.hash = href(path, params);
}

export function usePlace(): Place {
  const [place, setPlace] = useState(current);
  useEffect(() => {
    const update = () => setPlace(current());
    addEventListener('hashchange', update);
    update(); // the place may have changed since the first render
    return () => removeEventListener('hashchange', update);
  }, []);
  return place;
}
