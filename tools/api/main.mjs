// `npm run api`: writes what each package exports, as its built declarations say it, into api/; after `npm run build`.
// `--check`: says which of them are stale instead, and fails. So a change of the public surface shows in review.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { mainPackages } from '../publish/packages.mjs';
import { surfaceOf } from './surface.mjs';

const folder = join(root, 'api');

function reports() {
  const made = new Map();
  for (const { folder: from, manifest } of mainPackages()) {
    for (const [entry, conditions] of Object.entries(manifest.exports)) {
      const types = conditions.import?.types;
      if (types === undefined) continue;
      const path = join(root, from, types);
      if (!existsSync(path)) throw new Error(`${path} must be built first: npm run build`);
      const name = `${manifest.name}${entry.slice(1)}`;
      const text = `# ${name}\n\n\`\`\`ts\n${surfaceOf(readFileSync(path, 'utf8'))}\`\`\`\n`;
      made.set(`${name.replace(/^@x\//, '').replaceAll('/', '.')}.md`, text);
    }
  }
  return made;
}

const fresh = reports();
mkdirSync(folder, { recursive: true });
const recorded = readdirSync(folder).filter((name) => name !== 'README.md');
if (process.argv.includes('--check')) {
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const stale = [...fresh].filter(([name, text]) => !recorded.includes(name) || read(name) !== text);
  const names = [...stale.map(([name]) => name), ...recorded.filter((name) => !fresh.has(name))];
  if (names.length > 0) {
    console.error(
      `the public surface differs from what is recorded: api/${names.join(', api/')}; npm run api`,
    );
    process.exitCode = 1;
  }
} else {
  for (const name of recorded) if (!fresh.has(name)) rmSync(join(folder, name));
  for (const [name, text] of fresh) writeFileSync(join(folder, name), text);
}
