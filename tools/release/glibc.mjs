import { run } from '../lib/run.mjs';

/** Whether glibc version `a` is newer than `b`. */
export const isNewer = (a, b) => {
  const [[majorA, minorA = 0], [majorB, minorB = 0]] = [a, b].map((version) =>
    version.split('.').map(Number),
  );
  return majorA > majorB || (majorA === majorB && minorA > minorB);
};

/** The newest glibc version among those that a binary's symbols ask for, by `readelf`; null: it asks for none. */
export async function glibcNeeded(path) {
  const needs = await run('readelf', ['--wide', '--version-info', path], { show: false });
  const versions = [...needs.matchAll(/Name: GLIBC_([0-9.]+)/g)].map(([, version]) => version);
  return versions.reduce((newest, version) => (newest && isNewer(newest, version) ? newest : version), null);
}
