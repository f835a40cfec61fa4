import { median } from './statistics.mjs';

export function table(header, rows) {
  const lines = [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return lines.join('\n');
}

const spread = (values) =>
  `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;

/** One row a system: seconds as median (least–most), the median of the ratios to ours round by round. */
export function resultRows(results, versions) {
  return results.map(({ name, dtype, setting, seconds, ours, peakBytes, error, picture }) => {
    const version = versions[name] ? ` ${versions[name]}` : '';
    if (error) return [`${name}${version}`, dtype, '–', '–', '–', '–', error.trim().split('\n').at(-1)];
    const ratio = median(seconds.map((value, round) => value / ours[round]));
    return [
      `${name}${version}`,
      dtype,
      spread(seconds),
      ratio.toFixed(2),
      Math.round(peakBytes / 1e6),
      picture ? `${picture.max.toExponential(1)} / ${picture.rms.toExponential(1)}` : '–',
      setting,
    ];
  });
}

export const resultHeader = [
  'System',
  'dtype',
  'seconds: median (least–most)',
  '× ours',
  'peak MB',
  'max / rms error on [0,1]',
  'setting',
];
