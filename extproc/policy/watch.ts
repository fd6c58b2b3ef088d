// Tells when something at a path changed and has been quiet for a while. Watches the path and the folder it stands in, since files are
// replaced by renaming, and mounted ConfigMaps by switching a link beside them. What else changes in that folder (a log, say) is passed over.
import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** The link that Kubernetes switches when a mounted ConfigMap or Secret changes. */
const mountedLink = '..data';

/** Calls back after each burst of changes. Returns the way to stop. */
export function watchPath(path: string, quietMs: number, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  let watchers: readonly FSWatcher[] = [];
  const changed = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(settled, quietMs);
    timer.unref();
  };
  const settled = () => {
    timer = null;
    // A folder that was replaced is another one: the old watcher sees nothing of it.
    rewatch();
    onChange();
  };
  const rewatch = () => {
    for (const watcher of watchers) watcher.close();
    const around = (_event: string, name: string | null) => {
      if (name === null || name === basename(path) || name === mountedLink) changed();
    };
    const both = [tryWatch(dirname(resolve(path)), false, around, changed), tryWatch(path, isFolder(path), changed, changed)];
    watchers = both.filter(watcher => watcher !== null);
  };
  rewatch();
  return () => {
    if (timer !== null) clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    watchers = [];
  };
}

/** Null where there is nothing to watch at the moment; the folder around it tells when there is. */
function tryWatch(
  path: string,
  recursive: boolean,
  onEvent: (event: string, name: string | null) => void,
  onError: () => void,
): FSWatcher | null {
  try {
    const watcher = watch(path, { recursive, persistent: false }, onEvent);
    watcher.on('error', onError);
    return watcher;
  } catch {
    return null;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
