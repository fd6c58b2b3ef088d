// Forms as clients send them.
export interface Part {
  readonly name: string;
  readonly content: string;
  readonly filename?: string;
  readonly type?: string;
}

export const boundary = '----form7MA4YWxk';
export const formType = `multipart/form-data; boundary=${boundary}`;

export function form(parts: readonly Part[]): string {
  const written = parts.map(({ name, content, filename, type }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"`;
    const kind = type === undefined ? '' : `content-type: ${type}\r\n`;
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${file}\r\n${kind}\r\n${content}\r\n`;
  });
  return `${written.join('')}--${boundary}--\r\n`;
}
