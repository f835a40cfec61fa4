import ts from 'typescript';

const nameOf = (statement) =>
  statement.name?.text ?? statement.declarationList?.declarations[0]?.name.getText() ?? '';

/**
 * The declarations of a built `.d.ts` without comments, in the order of their names: moving code from file to file
 * changes nothing here.
 */
export function surfaceOf(source) {
  const file = ts.createSourceFile('index.d.ts', source, ts.ScriptTarget.Latest, true);
  const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });
  const print = (statement) => printer.printNode(ts.EmitHint.Unspecified, statement, file);
  const isModule = (node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node);
  const modules = file.statements.filter(isModule).map((node) => wrapNames(print(node)));
  const declared = file.statements
    .filter((node) => !isModule(node))
    .map((node) => [nameOf(node), print(node)])
    .sort(([a, textA], [b, textB]) => compare(a, b) || compare(textA, textB));
  return `${[...modules.sort(compare), ...declared.map(([, text]) => text)].join('\n')}\n`;
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** One name a line, sorted: a new export is a line of the diff. */
const wrapNames = (text) =>
  text.replace(/\{ (.*) \}/, (_, names) => `{\n  ${names.split(', ').sort(compare).join(',\n  ')},\n}`);
