// Puts a small file in its place whole: readers, and a start after a crash, see the old one or the new one.
import { dirname } from 'node:path';
import type { Disk } from './disk.ts';

export function putWhole(disk: Disk, path: string, content: string): void {
  const draft = `${path}.new`;
  const bytes = Buffer.from(content);
  const file = disk.open(draft);
  try {
    disk.truncate(file, 0);
    for (let done = 0; done < bytes.length; ) {
      const written = disk.write(file, bytes.subarray(done), done);
      if (written === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
      done += written;
    }
    disk.sync(file);
  } finally {
    disk.close(file);
  }
  disk.rename(draft, path);
  disk.syncFolder(dirname(path));
}
