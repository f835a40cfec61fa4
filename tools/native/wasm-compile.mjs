// A compiler launcher for CMake: runs the compile command it is given, in two steps, with a repair between them.
//
// Up to version 14 clang keeps what tells a landing pad which exception came (`__wasm_lpad_context`) in memory that
// all threads share, while the library that fills it in has it for each thread: with threads no `catch` of a type
// catches. A declaration that is there already is taken as it is, so the program is told what it must be.
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';

const declaration = '\n@__wasm_lpad_context = external thread_local global { i32, i8*, i32 }\n';

function run(compiler, args) {
  const { status } = spawnSync(compiler, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const [compiler, ...args] = process.argv.slice(2);
const at = args.indexOf('-o') + 1;
if (at === 0 || !args.includes('-c')) {
  run(compiler, args);
} else {
  const object = args[at];
  const program = `${object}.ll`;
  run(compiler, [
    ...args.slice(0, at),
    program,
    ...args.slice(at + 1).filter((arg) => arg !== '-c'),
    '-S',
    '-emit-llvm',
  ]);
  const text = readFileSync(program, 'utf8');
  const version = Number(/clang version (\d+)/.exec(text)?.[1]);
  if (version <= 14 && !/^@__wasm_lpad_context\b/m.test(text)) appendFileSync(program, declaration);
  const flags = args.filter((arg) => /^-(O|m|f|pthread)/.test(arg));
  run(compiler, [...flags, '-Xclang', '-disable-llvm-passes', '-c', program, '-o', object]);
  rmSync(program);
}
