// Made by tools/fixtures/ops.py from NumPy and PyTorch: reductions over one, some and all axes. Do not edit.
// biome-ignore-all format: a table
import type { OpCase } from '../opCase.js';

export const reductionValues: readonly OpCase[] = [
  {
    name: 'sum float32 [5] over None',
    op: 'sum',
    arguments: [
      ['float32', [5], 'AADAvwAAwL8AAJg/AAAAAAAAwD4='],
    ],
    expected: {
      output: ['float32', [], 'AAC4vw=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'prod float32 [5] over None',
    op: 'prod',
    arguments: [
      ['float32', [5], 'AADAvwAAwL8AAJg/AAAAAAAAwD4='],
    ],
    expected: {
      output: ['float32', [], 'AAAAAA=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'max float32 [5] over None',
    op: 'max',
    arguments: [
      ['float32', [5], 'AADAvwAAwL8AAJg/AAAAAAAAwD4='],
    ],
    expected: {
      output: ['float32', [], 'AACYPw=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'min float32 [5] over None',
    op: 'min',
    arguments: [
      ['float32', [5], 'AADAvwAAwL8AAJg/AAAAAAAAwD4='],
    ],
    expected: {
      output: ['float32', [], 'AADAvw=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'sum float32 [3, 4] over 0',
    op: 'sum',
    arguments: [
      ['float32', [3, 4], 'AADgPgAAYD8AAPi/AACAvQAAuL8AAMC+AADgPwAAQD4AAOC/AABAPgAAwL8AAIg/'],
    ],
    expected: {
      output: ['float32', [4], 'AAAwwAAAMD8AANi/AACYPw=='],
    },
    attributes: {'keepDims': false, 'axis': 0},
  },
  {
    name: 'prod float32 [3, 4] over 0',
    op: 'prod',
    arguments: [
      ['float32', [3, 4], 'AADgPgAAYD8AAPi/AACAvQAAuL8AAMC+AADgPwAAQD4AAOC/AABAPgAAwL8AAIg/'],
    ],
    expected: {
      output: ['float32', [4], 'AOCMPwAAfL0AwKJAAABMvA=='],
    },
    attributes: {'keepDims': false, 'axis': 0},
  },
  {
    name: 'max float32 [3, 4] over 0',
    op: 'max',
    arguments: [
      ['float32', [3, 4], 'AADgPgAAYD8AAPi/AACAvQAAuL8AAMC+AADgPwAAQD4AAOC/AABAPgAAwL8AAIg/'],
    ],
    expected: {
      output: ['float32', [4], 'AADgPgAAYD8AAOA/AACIPw=='],
    },
    attributes: {'keepDims': false, 'axis': 0},
  },
  {
    name: 'min float32 [3, 4] over 0',
    op: 'min',
    arguments: [
      ['float32', [3, 4], 'AADgPgAAYD8AAPi/AACAvQAAuL8AAMC+AADgPwAAQD4AAOC/AABAPgAAwL8AAIg/'],
    ],
    expected: {
      output: ['float32', [4], 'AADgvwAAwL4AAPi/AACAvQ=='],
    },
    attributes: {'keepDims': false, 'axis': 0},
  },
  {
    name: 'sum float32 [3, 4] over -1',
    op: 'sum',
    arguments: [
      ['float32', [3, 4], 'AADoPwAA+D8AAAA/AADAPwAAEL8AALi/AACAPQAAgL4AADA/AAAAQAAAcL8AALg/'],
    ],
    expected: {
      output: ['float32', [3, 1], 'AAC4QAAADMAAAExA'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'prod float32 [3, 4] over -1',
    op: 'prod',
    arguments: [
      ['float32', [3, 4], 'AADoPwAA+D8AAAA/AADAPwAAEL8AALi/AACAPQAAgL4AADA/AAAAQAAAcL8AALg/'],
    ],
    expected: {
      output: ['float32', [3, 1], 'AJAoQAAAT7wAMO2/'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'max float32 [3, 4] over -1',
    op: 'max',
    arguments: [
      ['float32', [3, 4], 'AADoPwAA+D8AAAA/AADAPwAAEL8AALi/AACAPQAAgL4AADA/AAAAQAAAcL8AALg/'],
    ],
    expected: {
      output: ['float32', [3, 1], 'AAD4PwAAgD0AAABA'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'min float32 [3, 4] over -1',
    op: 'min',
    arguments: [
      ['float32', [3, 4], 'AADoPwAA+D8AAAA/AADAPwAAEL8AALi/AACAPQAAgL4AADA/AAAAQAAAcL8AALg/'],
    ],
    expected: {
      output: ['float32', [3, 1], 'AAAAPwAAuL8AAHC/'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'sum float32 [2, 3, 4] over [0, 2]',
    op: 'sum',
    arguments: [
      ['float32', [2, 3, 4], 'AADAvwAAIL8AAJg/AACAvwAAMD8AAEC+AACAPQAA6D8AAKg/AACwPwAAQD4AAPg/AAD4PwAAwL8AAJi/AABAvwAAQD4AAKg/AACAvQAA+D8AACC/AADgPwAAwD4AAGA/'],
    ],
    expected: {
      output: ['float32', [3], 'AABcwAAAuEAAAOZA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'prod float32 [2, 3, 4] over [0, 2]',
    op: 'prod',
    arguments: [
      ['float32', [2, 3, 4], 'AADAvwAAIL8AAJg/AACAvwAAMD8AAEC+AACAPQAA6D8AAKg/AACwPwAAQD4AAPg/AAD4PwAAwL8AAJi/AABAvwAAQD4AAKg/AACAvQAA+D8AACC/AADgPwAAwD4AAGA/'],
    ],
    expected: {
      output: ['float32', [3], 'CGw4QOgm5Dm173C+'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'max float32 [2, 3, 4] over [0, 2]',
    op: 'max',
    arguments: [
      ['float32', [2, 3, 4], 'AADAvwAAIL8AAJg/AACAvwAAMD8AAEC+AACAPQAA6D8AAKg/AACwPwAAQD4AAPg/AAD4PwAAwL8AAJi/AABAvwAAQD4AAKg/AACAvQAA+D8AACC/AADgPwAAwD4AAGA/'],
    ],
    expected: {
      output: ['float32', [3], 'AAD4PwAA+D8AAPg/'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'min float32 [2, 3, 4] over [0, 2]',
    op: 'min',
    arguments: [
      ['float32', [2, 3, 4], 'AADAvwAAIL8AAJg/AACAvwAAMD8AAEC+AACAPQAA6D8AAKg/AACwPwAAQD4AAPg/AAD4PwAAwL8AAJi/AABAvwAAQD4AAKg/AACAvQAA+D8AACC/AADgPwAAwD4AAGA/'],
    ],
    expected: {
      output: ['float32', [3], 'AADAvwAAQL4AACC/'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'sum float32 [2, 3, 4] over [0, 1, 2]',
    op: 'sum',
    arguments: [
      ['float32', [2, 3, 4], 'AACIvwAAwD4AAKA/AADIPwAAwD8AAPA/AADAvwAAkD8AAAC+AABAPwAAYL8AAADAAADYvwAA+D8AANA/AABQvwAAoL4AAIi/AAC4vwAAuD8AADA/AADgvwAAmL8AAIA+'],
    ],
    expected: {
      output: ['float32', [1, 1, 1], 'AAAQPw=='],
    },
    attributes: {'keepDims': true, 'axis': [0, 1, 2]},
  },
  {
    name: 'prod float32 [2, 3, 4] over [0, 1, 2]',
    op: 'prod',
    arguments: [
      ['float32', [2, 3, 4], 'AACIvwAAwD4AAKA/AADIPwAAwD8AAPA/AADAvwAAkD8AAAC+AABAPwAAYL8AAADAAADYvwAA+D8AANA/AABQvwAAoL4AAIi/AAC4vwAAuD8AADA/AADgvwAAmL8AAIA+'],
    ],
    expected: {
      output: ['float32', [1, 1, 1], 'bRokPw=='],
    },
    attributes: {'keepDims': true, 'axis': [0, 1, 2]},
  },
  {
    name: 'max float32 [2, 3, 4] over [0, 1, 2]',
    op: 'max',
    arguments: [
      ['float32', [2, 3, 4], 'AACIvwAAwD4AAKA/AADIPwAAwD8AAPA/AADAvwAAkD8AAAC+AABAPwAAYL8AAADAAADYvwAA+D8AANA/AABQvwAAoL4AAIi/AAC4vwAAuD8AADA/AADgvwAAmL8AAIA+'],
    ],
    expected: {
      output: ['float32', [1, 1, 1], 'AAD4Pw=='],
    },
    attributes: {'keepDims': true, 'axis': [0, 1, 2]},
  },
  {
    name: 'min float32 [2, 3, 4] over [0, 1, 2]',
    op: 'min',
    arguments: [
      ['float32', [2, 3, 4], 'AACIvwAAwD4AAKA/AADIPwAAwD8AAPA/AADAvwAAkD8AAAC+AABAPwAAYL8AAADAAADYvwAA+D8AANA/AABQvwAAoL4AAIi/AAC4vwAAuD8AADA/AADgvwAAmL8AAIA+'],
    ],
    expected: {
      output: ['float32', [1, 1, 1], 'AAAAwA=='],
    },
    attributes: {'keepDims': true, 'axis': [0, 1, 2]},
  },
  {
    name: 'sum float32 [2, 3, 2, 2] over [1]',
    op: 'sum',
    arguments: [
      ['float32', [2, 3, 2, 2], 'AADQPwAAAEAAAJC/AADgPgAA8L8AAKi/AACYvwAAgL4AACC/AABwPwAAAL4AACC/AADQPwAAAD8AAFA/AACAPwAAIL8AAMg/AAD4vwAAUL8AALC/AAAAwAAAAEAAANi/'],
    ],
    expected: {
      output: ['float32', [2, 2, 2], 'AABgvwAA0D8AABzAAADgvgAAwL4AAIA9AABgPwAAwL8='],
    },
    attributes: {'keepDims': false, 'axis': [1]},
  },
  {
    name: 'prod float32 [2, 3, 2, 2] over [1]',
    op: 'prod',
    arguments: [
      ['float32', [2, 3, 2, 2], 'AADQPwAAAEAAAJC/AADgPgAA8L8AAKi/AACYvwAAgL4AACC/AABwPwAAAL4AACC/AADQPwAAAD8AAFA/AACAPwAAIL8AAMg/AAD4vwAAUL8AALC/AAAAwAAAAEAAANi/'],
    ],
    expected: {
      output: ['float32', [2, 2, 2], 'AMDzPwCAHcAAACu+AACMPQDAsj8AAMi/AIBJwACArz8='],
    },
    attributes: {'keepDims': false, 'axis': [1]},
  },
  {
    name: 'max float32 [2, 3, 2, 2] over [1]',
    op: 'max',
    arguments: [
      ['float32', [2, 3, 2, 2], 'AADQPwAAAEAAAJC/AADgPgAA8L8AAKi/AACYvwAAgL4AACC/AABwPwAAAL4AACC/AADQPwAAAD8AAFA/AACAPwAAIL8AAMg/AAD4vwAAUL8AALC/AAAAwAAAAEAAANi/'],
    ],
    expected: {
      output: ['float32', [2, 2, 2], 'AADQPwAAAEAAAAC+AADgPgAA0D8AAMg/AAAAQAAAgD8='],
    },
    attributes: {'keepDims': false, 'axis': [1]},
  },
  {
    name: 'min float32 [2, 3, 2, 2] over [1]',
    op: 'min',
    arguments: [
      ['float32', [2, 3, 2, 2], 'AADQPwAAAEAAAJC/AADgPgAA8L8AAKi/AACYvwAAgL4AACC/AABwPwAAAL4AACC/AADQPwAAAD8AAFA/AACAPwAAIL8AAMg/AAD4vwAAUL8AALC/AAAAwAAAAEAAANi/'],
    ],
    expected: {
      output: ['float32', [2, 2, 2], 'AADwvwAAqL8AAJi/AAAgvwAAsL8AAADAAAD4vwAA2L8='],
    },
    attributes: {'keepDims': false, 'axis': [1]},
  },
  {
    name: 'sum float32 [2, 2, 3, 2, 2] over [1, 3]',
    op: 'sum',
    arguments: [
      ['float32', [2, 2, 3, 2, 2], 'AABAvgAAqD8AAEA/AAC4PwAA6L8AAAAAAADwvwAAoL8AALA/AADgvwAAwD4AAPi/AABAvwAA4D8AAEC/AABAvwAA2L8AAJA/AACovwAAAAAAAPi/AAD4vwAAsD8AAADAAAAAvgAAoL4AAMC/AAAQPwAAgD8AAABAAACgvwAA4D8AAOC/AAC4vwAAwD4AAMA/AADQPwAAgD8AAPi/AACgvgAAoD8AAAA+AACgvwAAQD8AANC/AABQPwAA+L8AABC/'],
    ],
    expected: {
      output: ['float32', [2, 1, 3, 1, 2], 'AABwvwAAcEAAANbAAAAAvgAAmD8AAPTAAAD4vwAAcD8AAIC+AACUQAAAnsAAAKA+'],
    },
    attributes: {'keepDims': true, 'axis': [1, 3]},
  },
  {
    name: 'prod float32 [2, 2, 3, 2, 2] over [1, 3]',
    op: 'prod',
    arguments: [
      ['float32', [2, 2, 3, 2, 2], 'AABAvgAAqD8AAEA/AAC4PwAA6L8AAAAAAADwvwAAoL8AALA/AADgvwAAwD4AAPi/AABAvwAA4D8AAEC/AABAvwAA2L8AAJA/AACovwAAAAAAAPi/AAD4vwAAsD8AAADAAAAAvgAAoL4AAMC/AAAQPwAAgD8AAABAAACgvwAA4D8AAOC/AAC4vwAAwD4AAMA/AADQPwAAgD8AAPi/AACgvgAAoD8AAAA+AACgvwAAQD8AANC/AABQPwAA+L8AABC/'],
    ],
    expected: {
      output: ['float32', [2, 1, 3, 1, 2], 'AACivQB8HsBA3fBAAAAAgADUr78AOFJBACAXvwAAYT0AAPo/AACoPgA8BMAASHw/'],
    },
    attributes: {'keepDims': true, 'axis': [1, 3]},
  },
  {
    name: 'max float32 [2, 2, 3, 2, 2] over [1, 3]',
    op: 'max',
    arguments: [
      ['float32', [2, 2, 3, 2, 2], 'AABAvgAAqD8AAEA/AAC4PwAA6L8AAAAAAADwvwAAoL8AALA/AADgvwAAwD4AAPi/AABAvwAA4D8AAEC/AABAvwAA2L8AAJA/AACovwAAAAAAAPi/AAD4vwAAsD8AAADAAAAAvgAAoL4AAMC/AAAQPwAAgD8AAABAAACgvwAA4D8AAOC/AAC4vwAAwD4AAMA/AADQPwAAgD8AAPi/AACgvgAAoD8AAAA+AACgvwAAQD8AANC/AABQPwAA+L8AABC/'],
    ],
    expected: {
      output: ['float32', [2, 1, 3, 1, 2], 'AABAPwAA4D8AAKi/AACQPwAAsD8AAOC/AADQPwAAgD8AAKA/AAAAQAAAwD4AAMA/'],
    },
    attributes: {'keepDims': true, 'axis': [1, 3]},
  },
  {
    name: 'min float32 [2, 2, 3, 2, 2] over [1, 3]',
    op: 'min',
    arguments: [
      ['float32', [2, 2, 3, 2, 2], 'AABAvgAAqD8AAEA/AAC4PwAA6L8AAAAAAADwvwAAoL8AALA/AADgvwAAwD4AAPi/AABAvwAA4D8AAEC/AABAvwAA2L8AAJA/AACovwAAAAAAAPi/AAD4vwAAsD8AAADAAAAAvgAAoL4AAMC/AAAQPwAAgD8AAABAAACgvwAA4D8AAOC/AAC4vwAAwD4AAMA/AADQPwAAgD8AAPi/AACgvgAAoD8AAAA+AACgvwAAQD8AANC/AABQPwAA+L8AABC/'],
    ],
    expected: {
      output: ['float32', [2, 1, 3, 1, 2], 'AABAvwAAQL8AAPC/AACgvwAA+L8AAADAAAD4vwAAoL4AAKC/AAAAPgAA+L8AALi/'],
    },
    attributes: {'keepDims': true, 'axis': [1, 3]},
  },
  {
    name: 'sum float32 [] over None',
    op: 'sum',
    arguments: [
      ['float32', [], 'AABQvw=='],
    ],
    expected: {
      output: ['float32', [], 'AABQvw=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'prod float32 [] over None',
    op: 'prod',
    arguments: [
      ['float32', [], 'AABQvw=='],
    ],
    expected: {
      output: ['float32', [], 'AABQvw=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'max float32 [] over None',
    op: 'max',
    arguments: [
      ['float32', [], 'AABQvw=='],
    ],
    expected: {
      output: ['float32', [], 'AABQvw=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'min float32 [] over None',
    op: 'min',
    arguments: [
      ['float32', [], 'AABQvw=='],
    ],
    expected: {
      output: ['float32', [], 'AABQvw=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'sum float32 [1, 1] over None',
    op: 'sum',
    arguments: [
      ['float32', [1, 1], 'AADoPw=='],
    ],
    expected: {
      output: ['float32', [], 'AADoPw=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'prod float32 [1, 1] over None',
    op: 'prod',
    arguments: [
      ['float32', [1, 1], 'AADoPw=='],
    ],
    expected: {
      output: ['float32', [], 'AADoPw=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'max float32 [1, 1] over None',
    op: 'max',
    arguments: [
      ['float32', [1, 1], 'AADoPw=='],
    ],
    expected: {
      output: ['float32', [], 'AADoPw=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'min float32 [1, 1] over None',
    op: 'min',
    arguments: [
      ['float32', [1, 1], 'AADoPw=='],
    ],
    expected: {
      output: ['float32', [], 'AADoPw=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'sum float16 [3, 4] over -1',
    op: 'sum',
    arguments: [
      ['float16', [3, 4], 'gDsAOQAAALvAPUA/gLxAvAC6AKwAvAC2'],
    ],
    expected: {
      output: ['float16', [3, 1], 'gDlAPGDA'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'prod float16 [3, 4] over -1',
    op: 'prod',
    arguments: [
      ['float16', [3, 4], 'gDsAOQAAALvAPUA/gLxAvAC6AKwAvAC2'],
    ],
    expected: {
      output: ['float16', [3, 1], 'AIA7QoAk'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'max float16 [3, 4] over -1',
    op: 'max',
    arguments: [
      ['float16', [3, 4], 'gDsAOQAAALvAPUA/gLxAvAC6AKwAvAC2'],
    ],
    expected: {
      output: ['float16', [3, 1], 'gDtAPwCs'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'min float16 [3, 4] over -1',
    op: 'min',
    arguments: [
      ['float16', [3, 4], 'gDsAOQAAALvAPUA/gLxAvAC6AKwAvAC2'],
    ],
    expected: {
      output: ['float16', [3, 1], 'ALuAvAC8'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'sum float16 [2, 3, 4] over [0, 2]',
    op: 'sum',
    arguments: [
      ['float16', [2, 3, 4], 'wD+AuEA/AAAAuQA/ALSAPAC6AEAAPEA+gL+AvgC/ADAAtsA/QLyAvYA9gLoAPAC7'],
    ],
    expected: {
      output: ['float16', [3], 'wL+APIBE'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'prod float16 [2, 3, 4] over [0, 2]',
    op: 'prod',
    arguments: [
      ['float16', [2, 3, 4], 'wD+AuEA/AAAAuQA/ALSAPAC6AEAAPEA+gL+AvgC/ADAAtsA/QLyAvYA9gLoAPAC7'],
    ],
    expected: {
      output: ['float16', [3], 'AAA5tZXA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'max float16 [2, 3, 4] over [0, 2]',
    op: 'max',
    arguments: [
      ['float16', [2, 3, 4], 'wD+AuEA/AAAAuQA/ALSAPAC6AEAAPEA+gL+AvgC/ADAAtsA/QLyAvYA9gLoAPAC7'],
    ],
    expected: {
      output: ['float16', [3], 'wD/APwBA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'min float16 [2, 3, 4] over [0, 2]',
    op: 'min',
    arguments: [
      ['float16', [2, 3, 4], 'wD+AuEA/AAAAuQA/ALSAPAC6AEAAPEA+gL+AvgC/ADAAtsA/QLyAvYA9gLoAPAC7'],
    ],
    expected: {
      output: ['float16', [3], 'gL+AvQC7'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'sum bfloat16 [3, 4] over -1',
    op: 'sum',
    arguments: [
      ['bfloat16', [3, 4], 'QD7YvyA/2D9AP8g/kD+APuA/gL24v4A+'],
    ],
    expected: {
      output: ['bfloat16', [3, 1], 'UD9sQAA/'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'prod bfloat16 [3, 4] over -1',
    op: 'prod',
    arguments: [
      ['bfloat16', [3, 4], 'QD7YvyA/2D9AP8g/kD+APuA/gL24v4A+'],
    ],
    expected: {
      output: ['bfloat16', [3, 1], 'q76pPiE9'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'max bfloat16 [3, 4] over -1',
    op: 'max',
    arguments: [
      ['bfloat16', [3, 4], 'QD7YvyA/2D9AP8g/kD+APuA/gL24v4A+'],
    ],
    expected: {
      output: ['bfloat16', [3, 1], '2D/IP+A/'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'min bfloat16 [3, 4] over -1',
    op: 'min',
    arguments: [
      ['bfloat16', [3, 4], 'QD7YvyA/2D9AP8g/kD+APuA/gL24v4A+'],
    ],
    expected: {
      output: ['bfloat16', [3, 1], '2L+APri/'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'sum bfloat16 [2, 3, 4] over [0, 2]',
    op: 'sum',
    arguments: [
      ['bfloat16', [2, 3, 4], 'AD+ov7i/MD+AvoC9mD9AP9A/sL+IP0A+8L/gvxC/ED+wv0A+AEC4v7i/8D+Iv8A/'],
    ],
    expected: {
      output: ['bfloat16', [3], 'psCAPxhA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'prod bfloat16 [2, 3, 4] over [0, 2]',
    op: 'prod',
    arguments: [
      ['bfloat16', [2, 3, 4], 'AD+ov7i/MD+AvoC9mD9AP9A/sL+IP0A+8L/gvxC/ED+wv0A+AEC4v7i/8D+Iv8A/'],
    ],
    expected: {
      output: ['bfloat16', [3], 'LL8pPPW/'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'max bfloat16 [2, 3, 4] over [0, 2]',
    op: 'max',
    arguments: [
      ['bfloat16', [2, 3, 4], 'AD+ov7i/MD+AvoC9mD9AP9A/sL+IP0A+8L/gvxC/ED+wv0A+AEC4v7i/8D+Iv8A/'],
    ],
    expected: {
      output: ['bfloat16', [3], 'MD8AQPA/'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'min bfloat16 [2, 3, 4] over [0, 2]',
    op: 'min',
    arguments: [
      ['bfloat16', [2, 3, 4], 'AD+ov7i/MD+AvoC9mD9AP9A/sL+IP0A+8L/gvxC/ED+wv0A+AEC4v7i/8D+Iv8A/'],
    ],
    expected: {
      output: ['bfloat16', [3], '8L+4v7i/'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'sum int32 [5] over None',
    op: 'sum',
    arguments: [
      ['int32', [5], 'CAAAABwAAAD5////FgAAACEAAAA='],
    ],
    expected: {
      output: ['int32', [], 'VAAAAA=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'prod int32 [5] over None',
    op: 'prod',
    arguments: [
      ['int32', [5], 'CAAAABwAAAD5////FgAAACEAAAA='],
    ],
    expected: {
      output: ['int32', [], 'QKHu/w=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'max int32 [5] over None',
    op: 'max',
    arguments: [
      ['int32', [5], 'CAAAABwAAAD5////FgAAACEAAAA='],
    ],
    expected: {
      output: ['int32', [], 'IQAAAA=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'min int32 [5] over None',
    op: 'min',
    arguments: [
      ['int32', [5], 'CAAAABwAAAD5////FgAAACEAAAA='],
    ],
    expected: {
      output: ['int32', [], '+f///w=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'sum int32 [3, 4] over 0',
    op: 'sum',
    arguments: [
      ['int32', [3, 4], 'BwAAABYAAAABAAAA/v////f///8PAAAAEAAAAPr///8CAAAAFAAAAAgAAAACAAAA'],
    ],
    expected: {
      output: ['int32', [4], 'AAAAADkAAAAZAAAA+v///w=='],
    },
    attributes: {'keepDims': false, 'axis': 0},
  },
  {
    name: 'prod int32 [3, 4] over 0',
    op: 'prod',
    arguments: [
      ['int32', [3, 4], 'BwAAABYAAAABAAAA/v////f///8PAAAAEAAAAPr///8CAAAAFAAAAAgAAAACAAAA'],
    ],
    expected: {
      output: ['int32', [4], 'gv///8gZAACAAAAAGAAAAA=='],
    },
    attributes: {'keepDims': false, 'axis': 0},
  },
  {
    name: 'max int32 [3, 4] over 0',
    op: 'max',
    arguments: [
      ['int32', [3, 4], 'BwAAABYAAAABAAAA/v////f///8PAAAAEAAAAPr///8CAAAAFAAAAAgAAAACAAAA'],
    ],
    expected: {
      output: ['int32', [4], 'BwAAABYAAAAQAAAAAgAAAA=='],
    },
    attributes: {'keepDims': false, 'axis': 0},
  },
  {
    name: 'min int32 [3, 4] over 0',
    op: 'min',
    arguments: [
      ['int32', [3, 4], 'BwAAABYAAAABAAAA/v////f///8PAAAAEAAAAPr///8CAAAAFAAAAAgAAAACAAAA'],
    ],
    expected: {
      output: ['int32', [4], '9////w8AAAABAAAA+v///w=='],
    },
    attributes: {'keepDims': false, 'axis': 0},
  },
  {
    name: 'sum int32 [3, 4] over -1',
    op: 'sum',
    arguments: [
      ['int32', [3, 4], '9/////j///8WAAAA/P///yAAAAASAAAAAwAAABYAAAD+////BgAAAA8AAAAWAAAA'],
    ],
    expected: {
      output: ['int32', [3, 1], 'AQAAAEsAAAApAAAA'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'prod int32 [3, 4] over -1',
    op: 'prod',
    arguments: [
      ['int32', [3, 4], '9/////j///8WAAAA/P///yAAAAASAAAAAwAAABYAAAD+////BgAAAA8AAAAWAAAA'],
    ],
    expected: {
      output: ['int32', [3, 1], 'QOf//4CUAACI8P//'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'max int32 [3, 4] over -1',
    op: 'max',
    arguments: [
      ['int32', [3, 4], '9/////j///8WAAAA/P///yAAAAASAAAAAwAAABYAAAD+////BgAAAA8AAAAWAAAA'],
    ],
    expected: {
      output: ['int32', [3, 1], 'FgAAACAAAAAWAAAA'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'min int32 [3, 4] over -1',
    op: 'min',
    arguments: [
      ['int32', [3, 4], '9/////j///8WAAAA/P///yAAAAASAAAAAwAAABYAAAD+////BgAAAA8AAAAWAAAA'],
    ],
    expected: {
      output: ['int32', [3, 1], '9////wMAAAD+////'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'sum int32 [2, 3, 4] over [0, 2]',
    op: 'sum',
    arguments: [
      ['int32', [2, 3, 4], '/f///wgAAAD7/////f///wEAAAAGAAAAIwAAAAoAAAD8////IwAAABIAAAD8////+/////v///8jAAAAEgAAABgAAAAmAAAACgAAACMAAAAKAAAAGQAAAB8AAAD6////'],
    ],
    expected: {
      output: ['int32', [3], 'KAAAAJ8AAABpAAAA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'prod int32 [2, 3, 4] over [0, 2]',
    op: 'prod',
    arguments: [
      ['int32', [2, 3, 4], '/f///wgAAAD7/////f///wEAAAAGAAAAIwAAAAoAAAD8////IwAAABIAAAD8////+/////v///8jAAAAEgAAABgAAAAmAAAACgAAACMAAAAKAAAAGQAAAB8AAAD6////'],
    ],
    expected: {
      output: ['int32', [3], 'kHup/4BF9CeA5g/k'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'max int32 [2, 3, 4] over [0, 2]',
    op: 'max',
    arguments: [
      ['int32', [2, 3, 4], '/f///wgAAAD7/////f///wEAAAAGAAAAIwAAAAoAAAD8////IwAAABIAAAD8////+/////v///8jAAAAEgAAABgAAAAmAAAACgAAACMAAAAKAAAAGQAAAB8AAAD6////'],
    ],
    expected: {
      output: ['int32', [3], 'IwAAACYAAAAjAAAA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'min int32 [2, 3, 4] over [0, 2]',
    op: 'min',
    arguments: [
      ['int32', [2, 3, 4], '/f///wgAAAD7/////f///wEAAAAGAAAAIwAAAAoAAAD8////IwAAABIAAAD8////+/////v///8jAAAAEgAAABgAAAAmAAAACgAAACMAAAAKAAAAGQAAAB8AAAD6////'],
    ],
    expected: {
      output: ['int32', [3], '+////wEAAAD6////'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'sum int32 [2, 3, 4] over [0, 1, 2]',
    op: 'sum',
    arguments: [
      ['int32', [2, 3, 4], 'GgAAAB4AAAAmAAAAGAAAAA4AAAD+////HAAAAA0AAAAeAAAA+f///wcAAAAeAAAAFAAAABoAAAATAAAAHgAAAB8AAAAcAAAAFwAAAAQAAAD6////HQAAAAgAAAADAAAA'],
    ],
    expected: {
      output: ['int32', [1, 1, 1], 'vgEAAA=='],
    },
    attributes: {'keepDims': true, 'axis': [0, 1, 2]},
  },
  {
    name: 'prod int32 [2, 3, 4] over [0, 1, 2]',
    op: 'prod',
    arguments: [
      ['int32', [2, 3, 4], 'GgAAAB4AAAAmAAAAGAAAAA4AAAD+////HAAAAA0AAAAeAAAA+f///wcAAAAeAAAAFAAAABoAAAATAAAAHgAAAB8AAAAcAAAAFwAAAAQAAAD6////HQAAAAgAAAADAAAA'],
    ],
    expected: {
      output: ['int32', [1, 1, 1], 'AAAA3w=='],
    },
    attributes: {'keepDims': true, 'axis': [0, 1, 2]},
  },
  {
    name: 'max int32 [2, 3, 4] over [0, 1, 2]',
    op: 'max',
    arguments: [
      ['int32', [2, 3, 4], 'GgAAAB4AAAAmAAAAGAAAAA4AAAD+////HAAAAA0AAAAeAAAA+f///wcAAAAeAAAAFAAAABoAAAATAAAAHgAAAB8AAAAcAAAAFwAAAAQAAAD6////HQAAAAgAAAADAAAA'],
    ],
    expected: {
      output: ['int32', [1, 1, 1], 'JgAAAA=='],
    },
    attributes: {'keepDims': true, 'axis': [0, 1, 2]},
  },
  {
    name: 'min int32 [2, 3, 4] over [0, 1, 2]',
    op: 'min',
    arguments: [
      ['int32', [2, 3, 4], 'GgAAAB4AAAAmAAAAGAAAAA4AAAD+////HAAAAA0AAAAeAAAA+f///wcAAAAeAAAAFAAAABoAAAATAAAAHgAAAB8AAAAcAAAAFwAAAAQAAAD6////HQAAAAgAAAADAAAA'],
    ],
    expected: {
      output: ['int32', [1, 1, 1], '+f///w=='],
    },
    attributes: {'keepDims': true, 'axis': [0, 1, 2]},
  },
  {
    name: 'sum int32 [2, 3, 2, 2] over [1]',
    op: 'sum',
    arguments: [
      ['int32', [2, 3, 2, 2], '9/////3////4////CgAAAAUAAAAPAAAAEwAAAAUAAAARAAAAFAAAABcAAAAUAAAA+P///wIAAAAdAAAAFQAAAAUAAAAIAAAAJAAAABoAAAAJAAAABQAAAP3///8eAAAA'],
    ],
    expected: {
      output: ['int32', [2, 2, 2], 'DQAAACAAAAAiAAAAIwAAAAYAAAAPAAAAPgAAAE0AAAA='],
    },
    attributes: {'keepDims': false, 'axis': [1]},
  },
  {
    name: 'prod int32 [2, 3, 2, 2] over [1]',
    op: 'prod',
    arguments: [
      ['int32', [2, 3, 2, 2], '9/////3////4////CgAAAAUAAAAPAAAAEwAAAAUAAAARAAAAFAAAABcAAAAUAAAA+P///wIAAAAdAAAAFQAAAAUAAAAIAAAAJAAAABoAAAAJAAAABQAAAP3///8eAAAA'],
    ],
    expected: {
      output: ['int32', [2, 2, 2], 'A/3//3z8//9Y8v//6AMAAJj+//9QAAAAxPP///w/AAA='],
    },
    attributes: {'keepDims': false, 'axis': [1]},
  },
  {
    name: 'max int32 [2, 3, 2, 2] over [1]',
    op: 'max',
    arguments: [
      ['int32', [2, 3, 2, 2], '9/////3////4////CgAAAAUAAAAPAAAAEwAAAAUAAAARAAAAFAAAABcAAAAUAAAA+P///wIAAAAdAAAAFQAAAAUAAAAIAAAAJAAAABoAAAAJAAAABQAAAP3///8eAAAA'],
    ],
    expected: {
      output: ['int32', [2, 2, 2], 'EQAAABQAAAAXAAAAFAAAAAkAAAAIAAAAJAAAAB4AAAA='],
    },
    attributes: {'keepDims': false, 'axis': [1]},
  },
  {
    name: 'min int32 [2, 3, 2, 2] over [1]',
    op: 'min',
    arguments: [
      ['int32', [2, 3, 2, 2], '9/////3////4////CgAAAAUAAAAPAAAAEwAAAAUAAAARAAAAFAAAABcAAAAUAAAA+P///wIAAAAdAAAAFQAAAAUAAAAIAAAAJAAAABoAAAAJAAAABQAAAP3///8eAAAA'],
    ],
    expected: {
      output: ['int32', [2, 2, 2], '9/////3////4////BQAAAPj///8CAAAA/f///xUAAAA='],
    },
    attributes: {'keepDims': false, 'axis': [1]},
  },
  {
    name: 'sum int32 [2, 2, 3, 2, 2] over [1, 3]',
    op: 'sum',
    arguments: [
      ['int32', [2, 2, 3, 2, 2], 'FQAAAAsAAAAYAAAAEgAAABEAAAAXAAAAHAAAABAAAAALAAAAAwAAAAUAAAAmAAAAAAAAAPv///8VAAAABgAAAPv///8RAAAAGwAAAPj///8OAAAA/v///xMAAAAeAAAAHgAAAB0AAAAFAAAAFgAAABYAAAAjAAAAGQAAABwAAAD7////BQAAAAkAAAAWAAAAIQAAAAcAAAAPAAAAGwAAAAAAAAAJAAAAAAAAAP7///8YAAAAIQAAAP7///8YAAAA'],
    ],
    expected: {
      output: ['int32', [2, 1, 3, 1, 2], 'QgAAAB4AAABDAAAAMAAAADEAAABFAAAAUwAAAFUAAAAvAAAARgAAABoAAABUAAAA'],
    },
    attributes: {'keepDims': true, 'axis': [1, 3]},
  },
  {
    name: 'prod int32 [2, 2, 3, 2, 2] over [1, 3]',
    op: 'prod',
    arguments: [
      ['int32', [2, 2, 3, 2, 2], 'FQAAAAsAAAAYAAAAEgAAABEAAAAXAAAAHAAAABAAAAALAAAAAwAAAAUAAAAmAAAAAAAAAPv///8VAAAABgAAAPv///8RAAAAGwAAAPj///8OAAAA/v///xMAAAAeAAAAHgAAAB0AAAAFAAAAFgAAABYAAAAjAAAAGQAAABwAAAD7////BQAAAAkAAAAWAAAAIQAAAAcAAAAPAAAAGwAAAAAAAAAJAAAAAAAAAP7///8YAAAAIQAAAP7///8YAAAA'],
    ],
    expected: {
      output: ['int32', [2, 1, 3, 1, 2], 'AAAAAMzo///8BP//gDz//yY5AABI5f//CiIBAAbXAQAAAAAAGLv//3AIAABQVAEA'],
    },
    attributes: {'keepDims': true, 'axis': [1, 3]},
  },
  {
    name: 'max int32 [2, 2, 3, 2, 2] over [1, 3]',
    op: 'max',
    arguments: [
      ['int32', [2, 2, 3, 2, 2], 'FQAAAAsAAAAYAAAAEgAAABEAAAAXAAAAHAAAABAAAAALAAAAAwAAAAUAAAAmAAAAAAAAAPv///8VAAAABgAAAPv///8RAAAAGwAAAPj///8OAAAA/v///xMAAAAeAAAAHgAAAB0AAAAFAAAAFgAAABYAAAAjAAAAGQAAABwAAAD7////BQAAAAkAAAAWAAAAIQAAAAcAAAAPAAAAGwAAAAAAAAAJAAAAAAAAAP7///8YAAAAIQAAAP7///8YAAAA'],
    ],
    expected: {
      output: ['int32', [2, 1, 3, 1, 2], 'GAAAABIAAAAcAAAAFwAAABMAAAAmAAAAIQAAAB0AAAAZAAAAIwAAABgAAAAhAAAA'],
    },
    attributes: {'keepDims': true, 'axis': [1, 3]},
  },
  {
    name: 'min int32 [2, 2, 3, 2, 2] over [1, 3]',
    op: 'min',
    arguments: [
      ['int32', [2, 2, 3, 2, 2], 'FQAAAAsAAAAYAAAAEgAAABEAAAAXAAAAHAAAABAAAAALAAAAAwAAAAUAAAAmAAAAAAAAAPv///8VAAAABgAAAPv///8RAAAAGwAAAPj///8OAAAA/v///xMAAAAeAAAAHgAAAB0AAAAFAAAAFgAAABYAAAAjAAAAGQAAABwAAAD7////BQAAAAkAAAAWAAAAIQAAAAcAAAAPAAAAGwAAAAAAAAAJAAAAAAAAAP7///8YAAAAIQAAAP7///8YAAAA'],
    ],
    expected: {
      output: ['int32', [2, 1, 3, 1, 2], 'AAAAAPv////7////+P///wUAAAD+////BQAAAAcAAAAAAAAA/v////v///8FAAAA'],
    },
    attributes: {'keepDims': true, 'axis': [1, 3]},
  },
  {
    name: 'sum int32 [] over None',
    op: 'sum',
    arguments: [
      ['int32', [], 'GQAAAA=='],
    ],
    expected: {
      output: ['int32', [], 'GQAAAA=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'prod int32 [] over None',
    op: 'prod',
    arguments: [
      ['int32', [], 'GQAAAA=='],
    ],
    expected: {
      output: ['int32', [], 'GQAAAA=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'max int32 [] over None',
    op: 'max',
    arguments: [
      ['int32', [], 'GQAAAA=='],
    ],
    expected: {
      output: ['int32', [], 'GQAAAA=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'min int32 [] over None',
    op: 'min',
    arguments: [
      ['int32', [], 'GQAAAA=='],
    ],
    expected: {
      output: ['int32', [], 'GQAAAA=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'sum int32 [1, 1] over None',
    op: 'sum',
    arguments: [
      ['int32', [1, 1], 'GwAAAA=='],
    ],
    expected: {
      output: ['int32', [], 'GwAAAA=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'prod int32 [1, 1] over None',
    op: 'prod',
    arguments: [
      ['int32', [1, 1], 'GwAAAA=='],
    ],
    expected: {
      output: ['int32', [], 'GwAAAA=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'max int32 [1, 1] over None',
    op: 'max',
    arguments: [
      ['int32', [1, 1], 'GwAAAA=='],
    ],
    expected: {
      output: ['int32', [], 'GwAAAA=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'min int32 [1, 1] over None',
    op: 'min',
    arguments: [
      ['int32', [1, 1], 'GwAAAA=='],
    ],
    expected: {
      output: ['int32', [], 'GwAAAA=='],
    },
    attributes: {'keepDims': false},
  },
  {
    name: 'sum int64 [3, 4] over -1',
    op: 'sum',
    arguments: [
      ['int64', [3, 4], 'GQAAAAAAAAASAAAAAAAAAPz/////////HQAAAAAAAAAAAAAAAAAAAAwAAAAAAAAAJQAAAAAAAAASAAAAAAAAAAUAAAAAAAAA+v////////8DAAAAAAAAABIAAAAAAAAA'],
    ],
    expected: {
      output: ['int64', [3, 1], 'RAAAAAAAAABDAAAAAAAAABQAAAAAAAAA'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'prod int64 [3, 4] over -1',
    op: 'prod',
    arguments: [
      ['int64', [3, 4], 'GQAAAAAAAAASAAAAAAAAAPz/////////HQAAAAAAAAAAAAAAAAAAAAwAAAAAAAAAJQAAAAAAAAASAAAAAAAAAAUAAAAAAAAA+v////////8DAAAAAAAAABIAAAAAAAAA'],
    ],
    expected: {
      output: ['int64', [3, 1], 'GDT///////8AAAAAAAAAAKz5////////'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'max int64 [3, 4] over -1',
    op: 'max',
    arguments: [
      ['int64', [3, 4], 'GQAAAAAAAAASAAAAAAAAAPz/////////HQAAAAAAAAAAAAAAAAAAAAwAAAAAAAAAJQAAAAAAAAASAAAAAAAAAAUAAAAAAAAA+v////////8DAAAAAAAAABIAAAAAAAAA'],
    ],
    expected: {
      output: ['int64', [3, 1], 'HQAAAAAAAAAlAAAAAAAAABIAAAAAAAAA'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'min int64 [3, 4] over -1',
    op: 'min',
    arguments: [
      ['int64', [3, 4], 'GQAAAAAAAAASAAAAAAAAAPz/////////HQAAAAAAAAAAAAAAAAAAAAwAAAAAAAAAJQAAAAAAAAASAAAAAAAAAAUAAAAAAAAA+v////////8DAAAAAAAAABIAAAAAAAAA'],
    ],
    expected: {
      output: ['int64', [3, 1], '/P////////8AAAAAAAAAAPr/////////'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'sum int64 [2, 3, 4] over [0, 2]',
    op: 'sum',
    arguments: [
      ['int64', [2, 3, 4], 'IAAAAAAAAAAeAAAAAAAAAAEAAAAAAAAAGQAAAAAAAAAWAAAAAAAAAB4AAAAAAAAADwAAAAAAAAAPAAAAAAAAAAsAAAAAAAAAIgAAAAAAAAAQAAAAAAAAAPz/////////DwAAAAAAAAAhAAAAAAAAAB8AAAAAAAAACQAAAAAAAAAiAAAAAAAAAPv/////////GwAAAAAAAAAVAAAAAAAAAPf/////////DQAAAAAAAAAJAAAAAAAAAAsAAAAAAAAA'],
    ],
    expected: {
      output: ['int64', [3], 'sAAAAAAAAACfAAAAAAAAAFEAAAAAAAAA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'prod int64 [2, 3, 4] over [0, 2]',
    op: 'prod',
    arguments: [
      ['int64', [2, 3, 4], 'IAAAAAAAAAAeAAAAAAAAAAEAAAAAAAAAGQAAAAAAAAAWAAAAAAAAAB4AAAAAAAAADwAAAAAAAAAPAAAAAAAAAAsAAAAAAAAAIgAAAAAAAAAQAAAAAAAAAPz/////////DwAAAAAAAAAhAAAAAAAAAB8AAAAAAAAACQAAAAAAAAAiAAAAAAAAAPv/////////GwAAAAAAAAAVAAAAAAAAAPf/////////DQAAAAAAAAAJAAAAAAAAAAsAAAAAAAAA'],
    ],
    expected: {
      output: ['int64', [3], 'wI+PxQAAAACI/dKq/P///4CChhAAAAAA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'max int64 [2, 3, 4] over [0, 2]',
    op: 'max',
    arguments: [
      ['int64', [2, 3, 4], 'IAAAAAAAAAAeAAAAAAAAAAEAAAAAAAAAGQAAAAAAAAAWAAAAAAAAAB4AAAAAAAAADwAAAAAAAAAPAAAAAAAAAAsAAAAAAAAAIgAAAAAAAAAQAAAAAAAAAPz/////////DwAAAAAAAAAhAAAAAAAAAB8AAAAAAAAACQAAAAAAAAAiAAAAAAAAAPv/////////GwAAAAAAAAAVAAAAAAAAAPf/////////DQAAAAAAAAAJAAAAAAAAAAsAAAAAAAAA'],
    ],
    expected: {
      output: ['int64', [3], 'IQAAAAAAAAAiAAAAAAAAACIAAAAAAAAA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'min int64 [2, 3, 4] over [0, 2]',
    op: 'min',
    arguments: [
      ['int64', [2, 3, 4], 'IAAAAAAAAAAeAAAAAAAAAAEAAAAAAAAAGQAAAAAAAAAWAAAAAAAAAB4AAAAAAAAADwAAAAAAAAAPAAAAAAAAAAsAAAAAAAAAIgAAAAAAAAAQAAAAAAAAAPz/////////DwAAAAAAAAAhAAAAAAAAAB8AAAAAAAAACQAAAAAAAAAiAAAAAAAAAPv/////////GwAAAAAAAAAVAAAAAAAAAPf/////////DQAAAAAAAAAJAAAAAAAAAAsAAAAAAAAA'],
    ],
    expected: {
      output: ['int64', [3], 'AQAAAAAAAAD7//////////f/////////'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'sum uint32 [3, 4] over -1',
    op: 'sum',
    arguments: [
      ['uint32', [3, 4], 'CgAAACIAAAAhAAAABQAAAB4AAAAYAAAABwAAABAAAAALAAAAFQAAAAUAAAATAAAA'],
    ],
    expected: {
      output: ['uint32', [3, 1], 'UgAAAE0AAAA4AAAA'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'prod uint32 [3, 4] over -1',
    op: 'prod',
    arguments: [
      ['uint32', [3, 4], 'CgAAACIAAAAhAAAABQAAAB4AAAAYAAAABwAAABAAAAALAAAAFQAAAAUAAAATAAAA'],
    ],
    expected: {
      output: ['uint32', [3, 1], 'JNsAAAA7AQC5VQAA'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'max uint32 [3, 4] over -1',
    op: 'max',
    arguments: [
      ['uint32', [3, 4], 'CgAAACIAAAAhAAAABQAAAB4AAAAYAAAABwAAABAAAAALAAAAFQAAAAUAAAATAAAA'],
    ],
    expected: {
      output: ['uint32', [3, 1], 'IgAAAB4AAAAVAAAA'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'min uint32 [3, 4] over -1',
    op: 'min',
    arguments: [
      ['uint32', [3, 4], 'CgAAACIAAAAhAAAABQAAAB4AAAAYAAAABwAAABAAAAALAAAAFQAAAAUAAAATAAAA'],
    ],
    expected: {
      output: ['uint32', [3, 1], 'BQAAAAcAAAAFAAAA'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'sum uint32 [2, 3, 4] over [0, 2]',
    op: 'sum',
    arguments: [
      ['uint32', [2, 3, 4], 'BAAAAAUAAAAiAAAAFAAAAAsAAAAiAAAADQAAAAYAAAAjAAAAAAAAACUAAAACAAAAIAAAABIAAAAFAAAAJgAAABEAAAABAAAAHAAAACcAAAAGAAAAFQAAACUAAAAEAAAA'],
    ],
    expected: {
      output: ['uint32', [3], 'nAAAAJUAAACOAAAA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'prod uint32 [2, 3, 4] over [0, 2]',
    op: 'prod',
    arguments: [
      ['uint32', [2, 3, 4], 'BAAAAAUAAAAiAAAAFAAAAAsAAAAiAAAADQAAAAYAAAAjAAAAAAAAACUAAAACAAAAIAAAABIAAAAFAAAAJgAAABEAAAABAAAAHAAAACcAAAAGAAAAFQAAACUAAAAEAAAA'],
    ],
    expected: {
      output: ['uint32', [3], 'APC2WNBhRyAAAAAA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'max uint32 [2, 3, 4] over [0, 2]',
    op: 'max',
    arguments: [
      ['uint32', [2, 3, 4], 'BAAAAAUAAAAiAAAAFAAAAAsAAAAiAAAADQAAAAYAAAAjAAAAAAAAACUAAAACAAAAIAAAABIAAAAFAAAAJgAAABEAAAABAAAAHAAAACcAAAAGAAAAFQAAACUAAAAEAAAA'],
    ],
    expected: {
      output: ['uint32', [3], 'JgAAACcAAAAlAAAA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'min uint32 [2, 3, 4] over [0, 2]',
    op: 'min',
    arguments: [
      ['uint32', [2, 3, 4], 'BAAAAAUAAAAiAAAAFAAAAAsAAAAiAAAADQAAAAYAAAAjAAAAAAAAACUAAAACAAAAIAAAABIAAAAFAAAAJgAAABEAAAABAAAAHAAAACcAAAAGAAAAFQAAACUAAAAEAAAA'],
    ],
    expected: {
      output: ['uint32', [3], 'BAAAAAEAAAAAAAAA'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'sum uint8 [3, 4] over -1',
    op: 'sum',
    arguments: [
      ['uint8', [3, 4], 'HxACCCIcIxUFCwsK'],
    ],
    expected: {
      output: ['uint8', [3, 1], 'OXYl'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'prod uint8 [3, 4] over -1',
    op: 'prod',
    arguments: [
      ['uint8', [3, 4], 'HxACCCIcIxUFCwsK'],
    ],
    expected: {
      output: ['uint8', [3, 1], 'AEii'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'max uint8 [3, 4] over -1',
    op: 'max',
    arguments: [
      ['uint8', [3, 4], 'HxACCCIcIxUFCwsK'],
    ],
    expected: {
      output: ['uint8', [3, 1], 'HyML'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'min uint8 [3, 4] over -1',
    op: 'min',
    arguments: [
      ['uint8', [3, 4], 'HxACCCIcIxUFCwsK'],
    ],
    expected: {
      output: ['uint8', [3, 1], 'AhUF'],
    },
    attributes: {'keepDims': true, 'axis': -1},
  },
  {
    name: 'sum uint8 [2, 3, 4] over [0, 2]',
    op: 'sum',
    arguments: [
      ['uint8', [2, 3, 4], 'AyIDHhwRGRAVHRImIQMkBggOIBQeAh0C'],
    ],
    expected: {
      output: ['uint8', [3], 'lKCp'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'prod uint8 [2, 3, 4] over [0, 2]',
    op: 'prod',
    arguments: [
      ['uint8', [2, 3, 4], 'AyIDHhwRGRAVHRImIQMkBggOIBQeAh0C'],
    ],
    expected: {
      output: ['uint8', [3], '4AAg'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'max uint8 [2, 3, 4] over [0, 2]',
    op: 'max',
    arguments: [
      ['uint8', [2, 3, 4], 'AyIDHhwRGRAVHRImIQMkBggOIBQeAh0C'],
    ],
    expected: {
      output: ['uint8', [3], 'JCAm'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'min uint8 [2, 3, 4] over [0, 2]',
    op: 'min',
    arguments: [
      ['uint8', [2, 3, 4], 'AyIDHhwRGRAVHRImIQMkBggOIBQeAh0C'],
    ],
    expected: {
      output: ['uint8', [3], 'AwgC'],
    },
    attributes: {'keepDims': false, 'axis': [0, 2]},
  },
  {
    name: 'mean float32',
    op: 'mean',
    arguments: [
      ['float32', [2, 3, 4], 'AACAvwAAkL8AALA/AADgvgAAkD8AAIA/AABQPwAA4D4AAMA/AAD4vwAAMD8AAPC/AAAAPwAAQL4AAPg/AADAPwAA6L8AANg/AACovwAAEL8AAAA+AADIPwAAIL8AAOA/'],
    ],
    expected: {
      output: ['float32', [3], 'AACkPgAAMD4AABg+'],
    },
    attributes: {'axis': [0, 2]},
  },
  {
    name: 'mean float16',
    op: 'mean',
    arguments: [
      ['float16', [2, 3, 4], 'gLoAtgA/ADwAOoC4AMDAvQC6ADUAPsC+QL+AOUC8AD0ANcA+ALIAsoA8QL7AvIA+'],
    ],
    expected: {
      output: ['float16', [3], 'AC2AsgCt'],
    },
    attributes: {'axis': [0, 2]},
  },
  {
    name: 'mean bfloat16',
    op: 'mean',
    arguments: [
      ['bfloat16', [2, 3, 4], 'uL/AP1A/8D9wv8A+8L8wP+i/AL8wv6i/QD5gv9i/YD+gvzC/QL9AP3A/AADYv0C+'],
    ],
    expected: {
      output: ['bfloat16', [3], 'ID7svii/'],
    },
    attributes: {'axis': [0, 2]},
  },
  {
    name: 'sum int32 wraps',
    op: 'sum',
    arguments: [
      ['int32', [3], '////fwEAAAAFAAAA'],
    ],
    expected: {
      output: ['int32', [], 'BQAAgA=='],
    },
    attributes: {},
  },
  {
    name: 'sum uint8 wraps',
    op: 'sum',
    arguments: [
      ['uint8', [3], 'yGQH'],
    ],
    expected: {
      output: ['uint8', [], 'Mw=='],
    },
    attributes: {},
  },
  {
    name: 'prod uint8 wraps',
    op: 'prod',
    arguments: [
      ['uint8', [3], 'yGQH'],
    ],
    expected: {
      output: ['uint8', [], '4A=='],
    },
    attributes: {},
  },
  {
    name: 'sum int64 beyond 2^53',
    op: 'sum',
    arguments: [
      ['int64', [3], 'AQAAAAAAIAAAAAAAAAAAEP3/////////'],
    ],
    expected: {
      output: ['int64', [], '/v//////HxA='],
    },
    attributes: {},
  },
  {
    name: 'max int64 beyond 2^53',
    op: 'max',
    arguments: [
      ['int64', [3], 'AQAAAAAAIAAAAAAAAAAAEP3/////////'],
    ],
    expected: {
      output: ['int64', [], 'AAAAAAAAABA='],
    },
    attributes: {},
  },
  {
    name: 'min int64 beyond 2^53',
    op: 'min',
    arguments: [
      ['int64', [3], 'AQAAAAAAIAAAAAAAAAAAEP3/////////'],
    ],
    expected: {
      output: ['int64', [], '/f////////8='],
    },
    attributes: {},
  },
  {
    name: 'max uint32 beyond 2^31',
    op: 'max',
    arguments: [
      ['uint32', [3], 'BQAAgAMAAAD/////'],
    ],
    expected: {
      output: ['uint32', [], '/////w=='],
    },
    attributes: {},
  },
  {
    name: 'min uint32 beyond 2^31',
    op: 'min',
    arguments: [
      ['uint32', [3], 'BQAAgAMAAAD/////'],
    ],
    expected: {
      output: ['uint32', [], 'AwAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'sum float16 overflows at the end',
    op: 'sum',
    arguments: [
      ['float16', [2], '4njieA=='],
    ],
    expected: {
      output: ['float16', [], 'AHw='],
    },
    attributes: {},
  },
  {
    name: 'sum of NaN and infinities',
    op: 'sum',
    arguments: [
      ['float32', [3, 3], 'AACAPwAAwH8AAEBAAACAfwAAAEAAAID/AAAAgAAAAAAAAAAA'],
    ],
    expected: {
      output: ['float32', [3], 'AADAfwAAwP8AAAAA'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'prod of NaN and infinities',
    op: 'prod',
    arguments: [
      ['float32', [3, 3], 'AACAPwAAwH8AAEBAAACAfwAAAEAAAID/AAAAgAAAAAAAAAAA'],
    ],
    expected: {
      output: ['float32', [3], 'AADAfwAAgP8AAACA'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'max of NaN and infinities',
    op: 'max',
    arguments: [
      ['float32', [3, 3], 'AACAPwAAwH8AAEBAAACAfwAAAEAAAID/AAAAgAAAAAAAAAAA'],
    ],
    expected: {
      output: ['float32', [3], 'AADAfwAAgH8AAAAA'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'min of NaN and infinities',
    op: 'min',
    arguments: [
      ['float32', [3, 3], 'AACAPwAAwH8AAEBAAACAfwAAAEAAAID/AAAAgAAAAAAAAAAA'],
    ],
    expected: {
      output: ['float32', [3], 'AADAfwAAgP8AAAAA'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'argmax ties and NaN',
    op: 'argmax',
    arguments: [
      ['float32', [4, 3], 'AAAAQAAAoEAAAKBAAACAPwAAgD8AAAAAAABAQAAAwH8AAMB/AADgQAAA4EAAAOBA'],
    ],
    expected: {
      output: ['int32', [4], 'AQAAAAAAAAABAAAAAAAAAA=='],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'argmax float16',
    op: 'argmax',
    arguments: [
      ['float16', [3, 4, 5], 'YFAAUuBRAEgASgBOAEoAR4BJwFFgUABOwE4ATMBOAEgAQkBPwE7ATIBNAEZAUQA8wE3ATMBQQE+ASEBOQE+gUYBOoFFATMBR4FHgUEBRwE3AUYBOQE/ATEBPwEwATwBAAELgUEBRAEoAAAA8wFDATYBKYFBATkBN'],
    ],
    expected: {
      output: ['int32', [3, 1, 5], 'AAAAAAAAAAAAAAAAAwAAAAEAAAADAAAAAwAAAAAAAAACAAAAAQAAAAAAAAABAAAAAwAAAAMAAAABAAAA'],
    },
    attributes: {'axis': 1, 'keepDims': true},
  },
  {
    name: 'argmax int32',
    op: 'argmax',
    arguments: [
      ['int32', [3, 4, 5], 'BAAAABIAAAAmAAAAIAAAABcAAAAIAAAAHwAAAAAAAAAxAAAAHQAAACMAAAAaAAAAEQAAACsAAAABAAAAFAAAACQAAAAnAAAADAAAAAAAAAAwAAAAAQAAACgAAAAdAAAAAAAAAAsAAAAJAAAAAwAAAB0AAAAGAAAAEAAAABIAAAABAAAAEAAAAB4AAAAcAAAAGwAAACwAAAAKAAAAEgAAACEAAAAJAAAADwAAABwAAAAjAAAAAAAAABMAAAATAAAADwAAAA8AAAAqAAAAEwAAAB4AAAACAAAAJgAAABsAAAASAAAAHwAAACYAAAAlAAAA'],
    ],
    expected: {
      output: ['int32', [3, 1, 5], 'AgAAAAMAAAADAAAAAQAAAAEAAAAAAAAAAwAAAAMAAAAAAAAAAgAAAAIAAAABAAAAAwAAAAMAAAACAAAA'],
    },
    attributes: {'axis': 1, 'keepDims': true},
  },
  {
    name: 'argmax int64',
    op: 'argmax',
    arguments: [
      ['int64', [3, 4, 5], 'KgAAAAAAAAAvAAAAAAAAACYAAAAAAAAAEQAAAAAAAAAmAAAAAAAAACAAAAAAAAAAEAAAAAAAAAAWAAAAAAAAAAAAAAAAAAAACgAAAAAAAAAGAAAAAAAAACwAAAAAAAAALgAAAAAAAAAlAAAAAAAAAA0AAAAAAAAALwAAAAAAAAALAAAAAAAAACkAAAAAAAAAJgAAAAAAAAAtAAAAAAAAACQAAAAAAAAABgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAMAAAAAAAAAAJAAAAAAAAACoAAAAAAAAAFAAAAAAAAAAqAAAAAAAAACIAAAAAAAAAAwAAAAAAAAAVAAAAAAAAACEAAAAAAAAAGQAAAAAAAAAHAAAAAAAAACYAAAAAAAAAIgAAAAAAAAADAAAAAAAAAAkAAAAAAAAAIQAAAAAAAAAGAAAAAAAAAAIAAAAAAAAAEgAAAAAAAAAMAAAAAAAAABEAAAAAAAAAJAAAAAAAAAALAAAAAAAAACIAAAAAAAAAHQAAAAAAAAAUAAAAAAAAAAUAAAAAAAAADgAAAAAAAAASAAAAAAAAACkAAAAAAAAAAAAAAAAAAAANAAAAAAAAACUAAAAAAAAAAQAAAAAAAAAcAAAAAAAAAAwAAAAAAAAA'],
    ],
    expected: {
      output: ['int32', [3, 1, 5], 'AwAAAAAAAAACAAAAAwAAAAMAAAADAAAAAQAAAAIAAAABAAAAAAAAAAEAAAADAAAAAQAAAAIAAAABAAAA'],
    },
    attributes: {'axis': 1, 'keepDims': true},
  },
  {
    name: 'argmax uint32',
    op: 'argmax',
    arguments: [
      ['uint32', [3, 4, 5], 'FwAAAAEAAAAMAAAAKAAAADAAAAAGAAAALAAAADAAAAAgAAAACgAAACAAAAAPAAAAEAAAAB0AAAAHAAAADwAAAC8AAAASAAAAHwAAAAUAAAAkAAAAEwAAAB4AAAABAAAACQAAAAsAAAAGAAAALQAAABkAAAAOAAAADAAAAA0AAAAMAAAAIQAAABsAAAAsAAAAKQAAAA4AAAAQAAAAEgAAACkAAAAjAAAAFgAAACcAAAAfAAAAHgAAACQAAAAIAAAAIAAAAAkAAAAEAAAAJQAAAAEAAAAjAAAACgAAACwAAAABAAAAJgAAAC0AAAAVAAAA'],
    ],
    expected: {
      output: ['int32', [3, 1, 5], 'AgAAAAMAAAABAAAAAAAAAAAAAAADAAAAAwAAAAEAAAACAAAAAgAAAAMAAAACAAAAAwAAAAMAAAAAAAAA'],
    },
    attributes: {'axis': 1, 'keepDims': true},
  },
  {
    name: 'argmax uint8',
    op: 'argmax',
    arguments: [
      ['uint8', [3, 4, 5], 'MAYrLAsiJRwBIgQTDRExHBEYIyMnLiwqHhMTEhYuIBMnKAcEFRYCGR0oHSsWByQeGB8KBxApKBsNMDAJ'],
    ],
    expected: {
      output: ['int32', [3, 1, 5], 'AAAAAAEAAAAAAAAAAAAAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAwAAAAMAAAACAAAA'],
    },
    attributes: {'axis': 1, 'keepDims': true},
  },
  {
    name: 'argmax last axis by -1',
    op: 'argmax',
    arguments: [
      ['float32', [4, 3], 'AAAIQgAA0EEAACxCAACAQQAAwEEAAABCAAAAQgAA8EEAAFBBAADIQQAANEIAAIBB'],
    ],
    expected: {
      output: ['int32', [4], 'AgAAAAIAAAAAAAAAAQAAAA=='],
    },
    attributes: {'axis': -1},
  },
  {
    name: 'argmin ties and NaN',
    op: 'argmin',
    arguments: [
      ['float32', [4, 3], 'AAAAQAAAoEAAAKBAAACAPwAAgD8AAAAAAABAQAAAwH8AAMB/AADgQAAA4EAAAOBA'],
    ],
    expected: {
      output: ['int32', [4], 'AAAAAAIAAAABAAAAAAAAAA=='],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'argmin float16',
    op: 'argmin',
    arguments: [
      ['float16', [3, 4, 5], 'gElATsBNgEwgUoBRAEXATQBQwE0AUgBKwFEASoBR4FEASoBLAERgUQBIQE8ATCBSAFAASMBQ4FEAT8BQYFAATwBRYFAASIBQwE6ATUBPwE8ARoBJwFAAPABFIFCASMBN4FCgUSBRgEoATABR4FAgUoBQgFEATQBS'],
    ],
    expected: {
      output: ['int32', [3, 1, 5], 'AAAAAAEAAAADAAAAAwAAAAEAAAAAAAAAAwAAAAAAAAABAAAAAgAAAAAAAAABAAAAAgAAAAAAAAAAAAAA'],
    },
    attributes: {'axis': 1, 'keepDims': true},
  },
  {
    name: 'argmin int32',
    op: 'argmin',
    arguments: [
      ['int32', [3, 4, 5], 'EAAAAAcAAAAbAAAACAAAAAIAAAALAAAAEgAAABIAAAAAAAAABQAAAAUAAAAHAAAAJgAAAAAAAAAQAAAALgAAABIAAAASAAAAJAAAAB8AAAAMAAAAFgAAABgAAAAlAAAAFAAAACgAAAAVAAAAEwAAABAAAAAaAAAAFwAAAAQAAAAUAAAADgAAABgAAAALAAAAKwAAAA8AAAAZAAAAEAAAABwAAAAcAAAAEgAAABAAAAAiAAAAEAAAABYAAAApAAAAAQAAAAAAAAAXAAAAAAAAABwAAAACAAAACgAAACsAAAAZAAAAHwAAAAoAAAAkAAAA'],
    ],
    expected: {
      output: ['int32', [3, 1, 5], 'AgAAAAAAAAABAAAAAQAAAAAAAAADAAAAAgAAAAMAAAACAAAAAwAAAAEAAAACAAAAAAAAAAEAAAABAAAA'],
    },
    attributes: {'axis': 1, 'keepDims': true},
  },
  {
    name: 'argmin int64',
    op: 'argmin',
    arguments: [
      ['int64', [3, 4, 5], 'CAAAAAAAAAAvAAAAAAAAAAMAAAAAAAAACgAAAAAAAAAtAAAAAAAAAC4AAAAAAAAACgAAAAAAAAAMAAAAAAAAADAAAAAAAAAAGQAAAAAAAAAiAAAAAAAAACIAAAAAAAAAHQAAAAAAAAAnAAAAAAAAAAgAAAAAAAAADAAAAAAAAAAHAAAAAAAAABcAAAAAAAAAAQAAAAAAAAACAAAAAAAAAA4AAAAAAAAADgAAAAAAAAApAAAAAAAAADEAAAAAAAAADwAAAAAAAAAtAAAAAAAAACoAAAAAAAAAHQAAAAAAAAAaAAAAAAAAACcAAAAAAAAABQAAAAAAAAAtAAAAAAAAAAkAAAAAAAAAEAAAAAAAAAAqAAAAAAAAADEAAAAAAAAABQAAAAAAAAAWAAAAAAAAAC0AAAAAAAAABwAAAAAAAAAYAAAAAAAAABoAAAAAAAAAAAAAAAAAAAAdAAAAAAAAABYAAAAAAAAAIgAAAAAAAAApAAAAAAAAACEAAAAAAAAALgAAAAAAAAACAAAAAAAAACkAAAAAAAAAHwAAAAAAAAAvAAAAAAAAAC4AAAAAAAAAHQAAAAAAAAAhAAAAAAAAABwAAAAAAAAAMAAAAAAAAAAIAAAAAAAAABkAAAAAAAAA'],
    ],
    expected: {
      output: ['int32', [3, 1, 5], 'AAAAAAMAAAAAAAAAAwAAAAMAAAACAAAAAwAAAAIAAAACAAAAAwAAAAAAAAAAAAAAAAAAAAMAAAABAAAA'],
    },
    attributes: {'axis': 1, 'keepDims': true},
  },
  {
    name: 'argmin uint32',
    op: 'argmin',
    arguments: [
      ['uint32', [3, 4, 5], 'KgAAACgAAAATAAAABwAAABAAAAAsAAAADgAAABUAAAAIAAAAKwAAABcAAAAQAAAABAAAAB8AAAAWAAAAKgAAAC8AAAAjAAAABgAAAB4AAAArAAAAMAAAAA8AAAAEAAAACgAAAAUAAAAeAAAAGwAAABYAAAAvAAAACQAAACIAAAAwAAAADwAAABsAAAAFAAAAEQAAABYAAAAkAAAAGAAAACcAAAAXAAAACQAAAB4AAAAHAAAADQAAACwAAAAsAAAAKAAAAA4AAAAhAAAABQAAACYAAAARAAAACAAAAC4AAAAYAAAABwAAACEAAAANAAAA'],
    ],
    expected: {
      output: ['int32', [3, 1, 5], 'AgAAAAEAAAACAAAAAwAAAAAAAAABAAAAAwAAAAAAAAAAAAAAAAAAAAEAAAACAAAAAwAAAAIAAAAAAAAA'],
    },
    attributes: {'axis': 1, 'keepDims': true},
  },
  {
    name: 'argmin uint8',
    op: 'argmin',
    arguments: [
      ['uint8', [3, 4, 5], 'IS4REQkqEQIVLAULLwkFJQMxKi8jJQYtLjEeGwkHHyojEx8PARkuAQ0AEw0IHSolLC8oKAMvAx8xJCQd'],
    ],
    expected: {
      output: ['int32', [3, 1, 5], 'AgAAAAMAAAABAAAAAgAAAAIAAAADAAAAAwAAAAAAAAABAAAAAwAAAAAAAAAAAAAAAgAAAAAAAAACAAAA'],
    },
    attributes: {'axis': 1, 'keepDims': true},
  },
  {
    name: 'argmin last axis by -1',
    op: 'argmin',
    arguments: [
      ['float32', [4, 3], 'AABgQQAAgEAAAABCAABAQAAA0EEAABhCAAAAQQAAIEEAADRCAAAcQgAADEIAALhB'],
    ],
    expected: {
      output: ['int32', [4], 'AQAAAAAAAAAAAAAAAgAAAA=='],
    },
    attributes: {'axis': -1},
  },
  {
    name: 'any of rows',
    op: 'any',
    arguments: [
      ['bool', [3, 2], 'AQAAAAEB'],
    ],
    expected: {
      output: ['bool', [3], 'AQAB'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'any of all',
    op: 'any',
    arguments: [
      ['bool', [3, 2], 'AQAAAAEB'],
    ],
    expected: {
      output: ['bool', [], 'AQ=='],
    },
    attributes: {},
  },
  {
    name: 'all of rows',
    op: 'all',
    arguments: [
      ['bool', [3, 2], 'AQAAAAEB'],
    ],
    expected: {
      output: ['bool', [3], 'AAAB'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'all of all',
    op: 'all',
    arguments: [
      ['bool', [3, 2], 'AQAAAAEB'],
    ],
    expected: {
      output: ['bool', [], 'AA=='],
    },
    attributes: {},
  },
  {
    name: 'sum of an empty axis',
    op: 'sum',
    arguments: [
      ['float32', [2, 0, 3], ''],
    ],
    expected: {
      output: ['float32', [2, 3], 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'prod of an empty axis',
    op: 'prod',
    arguments: [
      ['float32', [2, 0, 3], ''],
    ],
    expected: {
      output: ['float32', [2, 3], 'AACAPwAAgD8AAIA/AACAPwAAgD8AAIA/'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'max of an empty axis',
    op: 'max',
    arguments: [
      ['float32', [2, 0, 3], ''],
    ],
    expected: {
      output: ['float32', [2, 3], 'AACA/wAAgP8AAID/AACA/wAAgP8AAID/'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'min of an empty axis',
    op: 'min',
    arguments: [
      ['float32', [2, 0, 3], ''],
    ],
    expected: {
      output: ['float32', [2, 3], 'AACAfwAAgH8AAIB/AACAfwAAgH8AAIB/'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'any of an empty axis',
    op: 'any',
    arguments: [
      ['bool', [2, 0, 3], ''],
    ],
    expected: {
      output: ['bool', [2, 3], 'AAAAAAAA'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'all of an empty axis',
    op: 'all',
    arguments: [
      ['bool', [2, 0, 3], ''],
    ],
    expected: {
      output: ['bool', [2, 3], 'AQEBAQEB'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'sum of nothing leaves nothing',
    op: 'sum',
    arguments: [
      ['float32', [0, 3], ''],
    ],
    expected: {
      output: ['float32', [0], ''],
    },
    attributes: {'axis': 1},
  },
];
