import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../../', import.meta.url));

export interface Sample {
  readonly title: string;
  readonly language: string;
  /** What the fence says after the language: `types-only` for what can't run here. */
  readonly meta: string;
  readonly code: string;
  /** The file that its first line names: `// worker.js`. */
  readonly file: string | undefined;
}

/** The fenced blocks of a page. */
export function samplesOf(page: string): Sample[] {
  const text = readFileSync(`${root}${page}`, 'utf8');
  return [...text.matchAll(/^```(\w*)[ \t]*([^\n]*)\n([\s\S]*?)^```/gm)].map((match) => {
    const [, language = '', meta = '', code = ''] = match;
    const line = text.slice(0, match.index).split('\n').length;
    const file = /^\/\/ ([\w-]+\.(?:c|m)?js)\n/.exec(code)?.[1];
    return { title: `${page}:${line}`, language, meta, code, file };
  });
}

function pagesIn(folder: string): string[] {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return pagesIn(`${folder}/${entry.name}`);
    return entry.name.endsWith('.md') ? [`${folder}/${entry.name}`] : [];
  });
}

/** README, CONTRIBUTING and all of docs/. The packages' READMEs have tests of their own. */
export const pages = ['README.md', 'CONTRIBUTING.md', ...pagesIn('docs')];

/** What a sample says that it logs: comments at the end of its calls of `console.log`, and those on its last lines. */
function promised(code: string): string[] {
  const inline = [...code.matchAll(/^ *console\.log\(.*\); \/\/ (.*)$/gm)].map(([, said]) => said!);
  const closing = /((?:^\/\/ .*\n)+)(?![\s\S])/m.exec(code)?.[1] ?? '';
  return [
    ...inline,
    ...closing
      .split('\n')
      .filter(Boolean)
      .map((line) => line.slice(3)),
  ];
}

/** Where what a sample logged isn't what its comments say; a comment may say more than the line that it is about. */
export function brokenPromises(code: string, stdout: string): string[] {
  const said = promised(code);
  if (said.length === 0) return [];
  const logged = stdout.split('\n').slice(0, -1);
  if (logged.length !== said.length) return [`says ${said.length} lines; logged ${logged.length}: ${stdout}`];
  return said.flatMap((line, i) => {
    const got = logged[i]!;
    return got !== '' && line.startsWith(got) ? [] : [`says "${line}"; logged "${got}"`];
  });
}

/** The calls of the command in a page's plain blocks. */
export function commandsOf(page: string): { title: string; args: string[] }[] {
  return samplesOf(page)
    .filter(({ language }) => language === '')
    .flatMap(({ title, code }) =>
      code
        .split('\n')
        .filter((line) => line.startsWith('npx flux2-vae '))
        .map((line) => ({ title: `${title}: ${line}`, args: line.split(' ').slice(2) })),
    );
}
