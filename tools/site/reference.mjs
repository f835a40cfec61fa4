import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, LogLevel, ReflectionKind } from 'typedoc';
import { root } from '../lib/paths.mjs';

/** `@x/tensor/conformance` → `tensor-conformance`. */
const fileName = (name) => name.replace(/^@x\//, '').replaceAll('/', '-');

/**
 * Writes the API of each package, out of its TSDoc, as markdown into `out`: a page for each entry point.
 * `entries`: `{ name, source }`, the source from the repository's root. Gives their side bar. Throws on typedoc's warnings.
 */
export async function writeReference({ entries, out }) {
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: entries.map(({ source }) => join(root, source)),
    basePath: root,
    out,
    tsconfig: join(root, 'tools/site/tsconfig.json'),
    name: 'API',
    readme: 'none',
    disableSources: true,
    excludePrivate: true,
    excludeInternal: true,
    excludeExternals: true,
    validation: { invalidLink: true, notExported: false, notDocumented: false },
    logLevel: LogLevel.Warn,
    // Of the markdown plugin.
    outputFileStrategy: 'modules',
    entryFileName: 'index',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    expandObjects: true,
    parametersFormat: 'list',
    sanitizeComments: true,
  });
  const project = await app.convert();
  if (project === undefined || app.logger.hasErrors()) throw new Error('typedoc could not read the sources');
  for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
    const file = project.getSymbolIdFromReflection(module)?.fileName ?? '';
    const entry = entries.find(({ source }) => file.endsWith(source));
    if (entry === undefined)
      throw new Error(`typedoc has a module of no entry point: ${module.name}, ${file}`);
    module.name = fileName(entry.name);
  }
  app.validate(project);
  await app.generateOutputs(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('typedoc warned, see above');
  for (const { name } of entries) {
    const page = join(out, `${fileName(name)}.md`);
    writeFileSync(page, readFileSync(page, 'utf8').replace(/^# .*/, `# ${name}`));
  }
  const items = entries.map(({ name }) => ({ text: name, link: `/api/${fileName(name)}` }));
  return [{ text: 'API', link: '/api/', items }];
}
