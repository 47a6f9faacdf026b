/** Writes a compressed `NAME.br` for each script and stylesheet of a directory: `node scripts/compress-assets.ts <directory>`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };

const directory = process.argv[2];
if (directory === undefined) throw new Error('Usage: node scripts/compress-assets.ts <directory>');
const names = readdirSync(directory).filter((name) => /\.(js|css)$/.test(name));
await Promise.all(
  names.map(async (name) => {
    const path = join(directory, name);
    writeFileSync(`${path}.br`, await compress(readFileSync(path), { params }));
  }),
);
