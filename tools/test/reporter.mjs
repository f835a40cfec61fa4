import { writeFileSync } from 'node:fs';

/**
 * Counts every test of a run into the file that X_TEST_SUMMARY names: passed, failed, skipped, and the reasons of
 * the skipped. A file that fails to load counts as a failed test.
 */
export default class SummaryReporter {
  onTestRunEnd(modules, errors) {
    const summary = { passed: 0, failed: errors.length, skipped: 0, reasons: {} };
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        if (state === 'passed') summary.passed++;
        else if (state === 'failed') failedHere++;
        else {
          summary.skipped++;
          const reason = note ?? `no reason given: ${module.relativeModuleId} > ${test.fullName}`;
          summary.reasons[reason] = (summary.reasons[reason] ?? 0) + 1;
        }
      }
      if (failedHere === 0 && module.state() === 'failed') failedHere = 1;
      summary.failed += failedHere;
    }
    writeFileSync(process.env.X_TEST_SUMMARY, JSON.stringify(summary));
  }
}
