import { readFileSync } from 'node:fs';

/** A `js` block of a README, the first one unless told. */
export function exampleOf(readme: URL, index = 0): string {
  const block = [...readFileSync(readme, 'utf8').matchAll(/```js\n(.*?)```/gs)][index]?.[1];
  if (block === undefined) throw new Error(`${readme.pathname} has no js block ${index}`);
  return block;
}

/** Runs a module's text with `modules` in place of what it imports, and gives what it logs. */
export async function runExample(
  code: string,
  modules: Readonly<Record<string, unknown>>,
): Promise<unknown[]> {
  const logged: unknown[] = [];
  const body = code.replace(/^import (\{[^}]*\}|\w+) from '([^']+)';$/gm, (_, names: string, from: string) =>
    names.startsWith('{')
      ? `const ${names} = modules['${from}'];`
      : `const ${names} = modules['${from}'].default;`,
  );
  const AsyncFunction = (async () => {}).constructor as new (
    ...args: string[]
  ) => (...values: unknown[]) => Promise<void>;
  await new AsyncFunction('modules', 'console', body)(modules, {
    log: (...values: unknown[]) => logged.push(...values),
  });
  return logged;
}
