import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';

/**
 * Runs vitest under the given Node binary and prints, last, `N passed, N failed, N skipped`.
 * Returns true where at least one test passed and none failed.
 */
export async function runVitest({ node = process.execPath, args = [], env = {} } = {}) {
  const summaryFile = join(root, '.cache/test-summary.json');
  mkdirSync(join(root, '.cache'), { recursive: true });
  rmSync(summaryFile, { force: true });
  let exit = 0;
  try {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const reporters = ['--reporter=default', `--reporter=${join(root, 'tools/test/reporter.mjs')}`];
    await run(node, [vitest, 'run', ...reporters, ...args], { env: { X_TEST_SUMMARY: summaryFile, ...env } });
  } catch (error) {
    exit = error.exitCode ?? 1;
  }
  let summary;
  try {
    summary = JSON.parse(readFileSync(summaryFile, 'utf8'));
  } catch {
    summary = { passed: 0, failed: 1, skipped: 0, reasons: {} };
    console.error('vitest ended before it had a result');
  }
  for (const [reason, count] of Object.entries(summary.reasons)) console.log(`skipped ${count}: ${reason}`);
  if (exit !== 0 && summary.failed === 0) summary.failed = 1;
  const skipped = summary.skipped ? `, ${summary.skipped} skipped` : '';
  console.log(`${summary.passed} passed, ${summary.failed} failed${skipped}`);
  return summary.failed === 0 && summary.passed > 0;
}
