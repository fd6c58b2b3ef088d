// The pictures of the docs can be taken anew, and those that are there are small.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { findOpa } from '../../../extproc/policy/opa.ts';
import { root } from '../../unit/docs/pages.ts';
import { pictures } from './screenshots.ts';

const pictureBytesMax = 150 * 1024;

test.skipIf(findOpa() === null)('`npm run screenshots` takes all pictures into the folder that is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-pictures-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await promisify(execFile)('npm', ['run', 'screenshots', '--', folder], { cwd: root });
  expectPictures(folder);
});

test('those of the docs are all there, and no others', () => expectPictures(join(root, 'docs/images')));

function expectPictures(folder: string): void {
  expect(readdirSync(folder).toSorted()).toEqual([...pictures].toSorted());
  for (const name of pictures) {
    const bytes = readFileSync(join(folder, name));
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect({ name, isSmall: bytes.length < pictureBytesMax }).toEqual({ name, isSmall: true });
  }
}
