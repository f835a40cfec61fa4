// Made by tools/fixtures/ops.py from NumPy and PyTorch: activations, softmax, norms, attention and convolution blocks. Do not edit.
// biome-ignore-all format: a table
import type { OpCase } from '../opCase.js';

export const fusedValues: readonly OpCase[] = [
  {
    name: 'silu float32',
    op: 'silu',
    arguments: [
      ['float32', [15], 'AAAAAAAAAIAAAAA/AAAAvwAAgD8AAIC/AABAQAAAQMAAABBBAAAQwQAA8EEAAPDBAADIQgAAyMIAAMB/'],
    ],
    expected: {
      output: ['float32', [15], 'AAAAAAAAAIB/WZ8+A01BvqgmOz+xsom+7OQ2QDmxEb50+w9B6o+RugAA8EGWi0WsAADIQl8KAIAAAMB/'],
    },
    attributes: {},
  },
  {
    name: 'relu float32',
    op: 'relu',
    arguments: [
      ['float32', [15], 'AAAAAAAAAIAAAAA/AAAAvwAAgD8AAIC/AABAQAAAQMAAABBBAAAQwQAA8EEAAPDBAADIQgAAyMIAAMB/'],
    ],
    expected: {
      output: ['float32', [15], 'AAAAAAAAAIAAAAA/AAAAAAAAgD8AAAAAAABAQAAAAAAAABBBAAAAAAAA8EEAAAAAAADIQgAAAAAAAMB/'],
    },
    attributes: {},
  },
  {
    name: 'gelu float32',
    op: 'gelu',
    arguments: [
      ['float32', [15], 'AAAAAAAAAIAAAAA/AAAAvwAAgD8AAIC/AABAQAAAQMAAABBBAAAQwQAA8EEAAPDBAADIQgAAyMIAAMB/'],
    ],
    expected: {
      output: ['float32', [15], 'AAAAAAAAAICvA7E+ovgdvl9iVz+GdiK+pr0/QEyzhLsAABBBAAAAgAAA8EEAAACAAADIQgAAAIAAAMB/'],
    },
    attributes: {},
  },
  {
    name: 'gelu-tanh float32',
    op: 'gelu',
    arguments: [
      ['float32', [15], 'AAAAAAAAAIAAAAA/AAAAvwAAgD8AAIC/AABAQAAAQMAAABBBAAAQwQAA8EEAAPDBAADIQgAAyMIAAMB/'],
    ],
    expected: {
      output: ['float32', [15], 'AAAAAAAAAIBtAbE+Jv0dvlxYVz+RniK+aMQ/QFBhbrsAABBBAAAAgAAA8EEAAACAAADIQgAAAIAAAMB/'],
    },
    attributes: {'approximate': 'tanh'},
  },
  {
    name: 'silu float16',
    op: 'silu',
    arguments: [
      ['float16', [15], 'AAAAgAA4ALgAPAC8AEIAwoBIgMiAT4DPQFZA1gB+'],
    ],
    expected: {
      output: ['float16', [15], 'AAAAgPs0CrLZOU60t0GOsIBIjJSATwCAQFYAgAB+'],
    },
    attributes: {},
  },
  {
    name: 'relu float16',
    op: 'relu',
    arguments: [
      ['float16', [15], 'AAAAgAA4ALgAPAC8AEIAwoBIgMiAT4DPQFZA1gB+'],
    ],
    expected: {
      output: ['float16', [15], 'AAAAgAA4AAAAPAAAAEIAAIBIAACATwAAQFYAAAB+'],
    },
    attributes: {},
  },
  {
    name: 'gelu float16',
    op: 'gelu',
    arguments: [
      ['float16', [15], 'AAAAgAA4ALgAPAC8AEIAwoBIgMiAT4DPQFZA1gB+'],
    ],
    expected: {
      output: ['float16', [15], 'AAAAgIg18LC7OhSx/kEmnIBIAICATwCAQFYAgAB+'],
    },
    attributes: {},
  },
  {
    name: 'gelu-tanh float16',
    op: 'gelu',
    arguments: [
      ['float16', [15], 'AAAAgAA4ALgAPAC8AEIAwoBIgMiAT4DPQFZA1gB+'],
    ],
    expected: {
      output: ['float16', [15], 'AAAAgIg18LC7OhWx/kFzm4BIAICATwCAQFYAgAB+'],
    },
    attributes: {'approximate': 'tanh'},
  },
  {
    name: 'silu bfloat16',
    op: 'silu',
    arguments: [
      ['bfloat16', [15], 'AAAAgAA/AL+AP4C/QEBAwBBBEMHwQfDByELIwsB/'],
    ],
    expected: {
      output: ['bfloat16', [15], 'AAAAgJ8+Qb47P4q+N0ASvhBBkrrwQUasyEIAgMB/'],
    },
    attributes: {},
  },
  {
    name: 'relu bfloat16',
    op: 'relu',
    arguments: [
      ['bfloat16', [15], 'AAAAgAA/AL+AP4C/QEBAwBBBEMHwQfDByELIwsB/'],
    ],
    expected: {
      output: ['bfloat16', [15], 'AAAAgAA/AACAPwAAQEAAABBBAADwQQAAyEIAAMB/'],
    },
    attributes: {},
  },
  {
    name: 'gelu bfloat16',
    op: 'gelu',
    arguments: [
      ['bfloat16', [15], 'AAAAgAA/AL+AP4C/QEBAwBBBEMHwQfDByELIwsB/'],
    ],
    expected: {
      output: ['bfloat16', [15], 'AAAAgLE+Hr5XPyK+QECFuxBBAIDwQQCAyEIAgMB/'],
    },
    attributes: {},
  },
  {
    name: 'gelu-tanh bfloat16',
    op: 'gelu',
    arguments: [
      ['bfloat16', [15], 'AAAAgAA/AL+AP4C/QEBAwBBBEMHwQfDByELIwsB/'],
    ],
    expected: {
      output: ['bfloat16', [15], 'AAAAgLE+Hr5XPyO+QEBuuxBBAIDwQQCAyEIAgMB/'],
    },
    attributes: {'approximate': 'tanh'},
  },
  {
    name: 'silu of infinity',
    op: 'silu',
    arguments: [
      ['float32', [1], 'AACAfw=='],
    ],
    expected: {
      output: ['float32', [1], 'AACAfw=='],
    },
    attributes: {},
  },
  {
    name: 'relu of infinity',
    op: 'relu',
    arguments: [
      ['float32', [1], 'AACAfw=='],
    ],
    expected: {
      output: ['float32', [1], 'AACAfw=='],
    },
    attributes: {},
  },
  {
    name: 'gelu of infinity',
    op: 'gelu',
    arguments: [
      ['float32', [1], 'AACAfw=='],
    ],
    expected: {
      output: ['float32', [1], 'AACAfw=='],
    },
    attributes: {},
  },
  {
    name: 'softmax float32 [7] over 0',
    op: 'softmax',
    arguments: [
      ['float32', [7], 'AAC4wAAAsEAAACBAAAAQwAAA2MAAAFBAAAAgwA=='],
    ],
    expected: {
      output: ['float32', [7], 'Kcg8N4B1XT+maTA9x1zDOeDlijabu7o9/iWYOQ=='],
    },
    attributes: {'axis': 0},
  },
  {
    name: 'softmax float32 [3, 5] over -1',
    op: 'softmax',
    arguments: [
      ['float32', [3, 5], 'AAC4QAAAMMAAABBAAACowAAAQD8AAODAAACIQAAA0MAAAGBAAACIQAAAAL8AAJhAAACgPwAAwEAAAIBA'],
    ],
    expected: {
      output: ['float32', [3, 5], 'NtR2P3a1TTnMg+48uhWHNyHh1Duih7A2DhbPPjSGETcipEM+DhbPPoGciTop4Ew+g/nFO4TFMj+DjcE9'],
    },
    attributes: {'axis': -1},
  },
  {
    name: 'softmax float32 [2, 3, 4] over 1',
    op: 'softmax',
    arguments: [
      ['float32', [2, 3, 4], 'AADYQAAA4MAAAADBAAAgQAAAcEAAAHBAAACgQAAA4L8AALBAAAAAAAAAsMAAAJDAAACYQAAAIEAAALhAAAD4QAAAkEAAAFDAAACAPwAAAL8AAIDAAADIQAAA+EAAAEA/'],
    ],
    expected: {
      output: ['float32', [2, 3, 4], 'LpM/P4fCrzcCrxc2SSx8P3WbGD3QHHo/DP5/PyQ2ZjxsjFs+Bzq8PFD85jeKeGs6hOcPP4M3vDxG4PM9NbN/P0ol4D6JW5k4SAmHOnHQiDnwzbo4eRl6P3NAYT+ow246'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'softmax float32 [2, 1, 3] over 1',
    op: 'softmax',
    arguments: [
      ['float32', [2, 1, 3], 'AACYwAAAoL8AAIC/AAAwQAAA4EAAAPDA'],
    ],
    expected: {
      output: ['float32', [2, 1, 3], 'AACAPwAAgD8AAIA/AACAPwAAgD8AAIA/'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'softmax float16 [7] over 0',
    op: 'softmax',
    arguments: [
      ['float16', [7], 'AMfAxcDHAEaAwYDFQMc='],
    ],
    expected: {
      output: ['float16', [7], 'JgCEABIAADwxCaoAHgA='],
    },
    attributes: {'axis': 0},
  },
  {
    name: 'softmax float16 [3, 5] over -1',
    op: 'softmax',
    arguments: [
      ['float16', [3, 5], 'wMcARgBHQMYARABFwEdAR0BEwEbARgDEAMEAP0BE'],
    ],
    expected: {
      output: ['float16', [3, 5], 'BQAnNKU5FQB/KOknvDexNHkjsTFZO0oByQVWHtMs'],
    },
    attributes: {'axis': -1},
  },
  {
    name: 'softmax float16 [2, 3, 4] over 1',
    op: 'softmax',
    arguments: [
      ['float16', [2, 3, 4], 'ADqAxUDGQEUAuoBDAMMAxQBFQMUARoDFAMZARYDGgEGARADDAMYAQQBEAEIARQBC'],
    ],
    expected: {
      output: ['float16', [2, 3, 4], 'LiNMBlAAADxoGgA86ARRAt07CwgAPGgBIAE8O6oAOTX7OLIIGAESNAo2Gi4APLU2'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'softmax float16 [2, 1, 3] over 1',
    op: 'softmax',
    arguments: [
      ['float16', [2, 1, 3], 'gMAASAA/gEXAxgC9'],
    ],
    expected: {
      output: ['float16', [2, 1, 3], 'ADwAPAA8ADwAPAA8'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'softmax bfloat16 [7] over 0',
    op: 'softmax',
    arguments: [
      ['bfloat16', [7], 'YEDowFBAkMAQwODAwEA='],
    ],
    expected: {
      output: ['bfloat16', [7], 'kz3ONWQ9yjdvOQQ2Xz8='],
    },
    attributes: {'axis': 0},
  },
  {
    name: 'softmax bfloat16 [3, 5] over -1',
    op: 'softmax',
    arguments: [
      ['bfloat16', [3, 5], 'kEDoQJhA0MCYwADA6EAAQTDAuEAAv4BAoD/YQABB'],
    ],
    expected: {
      output: ['bfloat16', [3, 5], 'ZD1fP5M9ejW0NvE3mT4iP2Q3iT0jOWY8azphPkQ/'],
    },
    attributes: {'axis': -1},
  },
  {
    name: 'softmax bfloat16 [2, 3, 4] over 1',
    op: 'softmax',
    arguments: [
      ['bfloat16', [2, 3, 4], 'QL/QQPjAuMDwwNBAoECYwIC+oEDgPzBAoMC4wADA6MCwQOBAEMAAwdhAuMD4QPhA'],
    ],
    expected: {
      output: ['bfloat16', [2, 3, 4], 'wT7mPjw2VTnoOeY+dj8ROh8/zj0ZPYA/zjZDNnQ4pDRkPoA/PjgbNEc/QzaAP4A/'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'softmax bfloat16 [2, 1, 3] over 1',
    op: 'softmax',
    arguments: [
      ['bfloat16', [2, 1, 3], '4MBQQNBAgD/YQEC/'],
    ],
    expected: {
      output: ['bfloat16', [2, 1, 3], 'gD+AP4A/gD+AP4A/'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'softmax of large numbers',
    op: 'softmax',
    arguments: [
      ['float32', [2, 3], 'AAB6RAAAekQAwHlEAAB6xABAesQAAID/'],
    ],
    expected: {
      output: ['float32', [2, 3], 'KzrYPis62D5SFx8+qCY7P7GyiT4AAAAA'],
    },
    attributes: {'axis': 1},
  },
  {
    name: 'groupStatistics float32 [1, 3, 2, 4] of 2',
    op: 'groupStatistics',
    arguments: [
      ['float32', [1, 3, 2, 4], 'AAAAvwAAoD4AAJi/AAAAvgAAoL4AAOC/AAAAvgAAkL8AAGA/AABAvwAAiL8AAAAAAACovwAA4L4AAIC/AABgPwAAkL8AAKA/AADwPwAAiD8AANg/AABAvgAAkL8AAOC+'],
    ],
    expected: {
      output: ['float32', [1, 2, 2], 'AABAvqtqgD+rqkq+jqNvPw=='],
    },
    attributes: {'groups': 2},
  },
  {
    name: 'groupStatistics float32 [2, 3, 3, 6] of 2',
    op: 'groupStatistics',
    arguments: [
      ['float32', [2, 3, 3, 6], 'AACgvwAA+L8AADC/AAAgvwAAkL8AAJg/AAAQvwAAIL8AAFC/AABgvwAAqL8AALC/AACwvwAAED8AANi/AAAAAAAAoL8AAPC/AABAPgAAiL8AAKC+AADgvwAAAL4AALi/AAC4PwAAgL8AAMC+AADgvwAAAL8AAABAAABwvwAAED8AAPi/AADIvwAAUL8AAAA+AABAvwAA4L4AADA/AACgvwAAqD8AAMC+AADgvgAAgD4AAOi/AADQvwAA6D8AAPA/AAAAwAAAAAAAAIg/AADYvwAAAAAAAEA/AACAvgAA6D8AAOA+AAD4vwAAsL8AAEA/AACIvwAAsD8AAAAAAACAvgAA4D4AAOC/AADovwAAiD8AAAA/AAAwvwAAgL4AAFC/AADgvgAAkD8AAABAAAAAwAAA4D4AAIC/AACgPwAA0D8AAFA/AACwvwAAgL4AAOC/AACQvwAA0L8AAIC9AACAPQAAAEAAAAC/AABAPwAAgD0AAADAAADYPwAAgL8AAIi/AAAAAAAAiD8AAJC/AACgPgAA4L4AAAA/AACgPwAA+L8AAIC9AADovwAAsD8AALi/'],
    ],
    expected: {
      output: ['float32', [2, 2, 2], 'tJcQv4o4WT/aS+i+ngW4P0J7CT7llLA/Ce3lvtUJmj8='],
    },
    attributes: {'groups': 2},
  },
  {
    name: 'groupStatistics float32 [1, 2, 3, 9] of 3',
    op: 'groupStatistics',
    arguments: [
      ['float32', [1, 2, 3, 9], 'AADwvwAAgL4AAIA/AAAQvwAAAL4AAFC/AACgvwAAwD8AABC/AACAPgAAyL8AADC/AADAPwAA4D4AANg/AADAPwAAgD0AAKC/AABQPwAA4L4AAAC+AACYvwAAuL8AAIA9AAAAwAAAwL8AAADAAAAgvwAAwD8AAABAAACgvgAA2D8AAJg/AAAAwAAAmL8AACC/AADQvwAAoD8AAOC+AACwPwAAsD8AAEC/AADovwAAID8AANC/AACIPwAAED8AAMC+AACgvgAAyL8AAOg/AACYPwAA2L8AAHA/'],
    ],
    expected: {
      output: ['float32', [1, 3, 2], 'chzHPDOQlT9yHGc+pCymP+Q4Jr9rHsY/'],
    },
    attributes: {'groups': 3},
  },
  {
    name: 'groupStatistics float32 [2, 5, 3] of 1',
    op: 'groupStatistics',
    arguments: [
      ['float32', [2, 5, 3], 'AADQvwAAgD4AAKC/AACQPwAA8D8AAABAAAAAwAAAkL8AAPC/AAAAwAAA+D8AAAA/AACgvwAAoL8AAIC+AADAPwAAiD8AAIg/AACoPwAAAL4AAKi/AACYPwAAQD4AAOg/AACgvgAAcD8AAPi/AABwvwAAgD8AAEC+'],
    ],
    expected: {
      output: ['float32', [2, 1, 2], 'iYiovuryBUAzM7M+/WKVPw=='],
    },
    attributes: {'groups': 1},
  },
  {
    name: 'groupStatistics float32 [1, 1, 4, 4] of 4',
    op: 'groupStatistics',
    arguments: [
      ['float32', [1, 1, 4, 4], 'AADAPgAA2L8AALC/AAAAPwAAUL8AADC/AADIPwAAwL8AAIC9AACIvwAAUL8AAEC/AADwvwAAoD8AAFC/AAD4vw=='],
    ],
    expected: {
      output: ['float32', [1, 4, 2], 'AAAYvwBAOj8AAAy/ABiaPwAAuL4AWKQ/AABsvwCwWj8='],
    },
    attributes: {'groups': 4},
  },
  {
    name: 'groupStatistics far from zero',
    op: 'groupStatistics',
    arguments: [
      ['float32', [1, 4, 4, 4], 'APx5RACoeUQAYHpEAMR5RACoeUQAVHpEAIh5RACceUQA3HlEAIB6RAAQekQASHpEALh5RADseUQAgHpEACB6RACYeUQAMHpEAHh6RABMekQA1HlEALx5RACseUQAZHpEAHx6RAA4ekQAIHpEAJh5RABoekQAgHlEAKh5RAAkekQATHpEAFR6RABYekQALHpEAHB6RABQekQAzHlEAIB5RAAIekQAcHpEAEh6RADceUQACHpEAOh5RAC4eUQATHpEAPx5RAAQekQALHpEAPB5RACoeUQAlHlEAFx6RABsekQAZHpEABh6RABsekQAhHlEABB6RAAIekQAAHpEACx6RA=='],
    ],
    expected: {
      output: ['float32', [1, 2, 2], 'wAl6RIB3sz+ADHpEAL7NPw=='],
    },
    attributes: {'groups': 2},
  },
  {
    name: 'groupNorm float32 [1, 3, 2, 4] of 2 None',
    op: 'groupNorm',
    arguments: [
      ['float32', [1, 3, 2, 4], 'AACgPgAAAL4AAKC+AADgPgAAID8AAKi/AAD4PwAAAEAAAIA/AACAvQAAQD8AAOi/AACAvwAAgL8AAAC+AAC4PwAAoD8AAHA/AABgPwAAgD4AANA/AACAvwAAwD8AAHA/'],
      ['float32', [4], 'AADAvgAAqD8AADC/AADIvw=='],
      ['float32', [4], 'AAAAvwAA4L8AAOi/AACIPw=='],
    ],
    expected: {
      output: ['float32', [1, 3, 2, 4], '5bcUvwDxA8BYVZW/mmyyP73LM78tRmvAqaoqwD42eb/AFlm/dAH9vwAA8L9psplA14qRvdEUUMBXVaW/xT34vW3zcb938R2/qqr6v7DJ1j84n4u/0RRQwP//F8C+6CI/'],
    },
    attributes: {'groups': 2, 'eps': 1e-06, 'activation': null},
  },
  {
    name: 'groupNorm float32 [2, 3, 3, 6] of 2 silu',
    op: 'groupNorm',
    arguments: [
      ['float32', [2, 3, 3, 6], 'AACAvgAAED8AAEC+AACAPwAAED8AAKC/AADwPwAA0D8AAAA+AABAvgAAgL8AAJA/AABQvwAAkL8AAFA/AAAAvwAAuD8AABC/AAAAvwAAwL4AAADAAADAPwAAuL8AAIA+AACQPwAAmD8AAJC/AAAAPwAAcL8AAJA/AAC4vwAAgL0AAPA/AAD4vwAAkL8AAIA9AADAvgAAyL8AAPg/AAD4vwAAqD8AALg/AADYvwAAgD4AAIg/AACAPgAAoD4AAIA+AABgPwAAQL4AAJC/AACAvwAAgL4AAAC+AAAAPwAAgD0AAJA/AABgPwAAID8AAKC+AACoPwAAgL8AAJi/AAAQPwAAgD4AAFA/AADQvwAAqL8AANA/AADYPwAAAEAAAJg/AAAAvgAAYL8AAGC/AADAPwAAoD4AAGA/AADwPwAAiL8AALi/AACYvwAAQD8AAPg/AADAvwAAwD8AAEC+AADYvwAAwL8AALi/AACYvwAA6D8AAKA/AAAwPwAAmD8AAOA+AACgvgAA6L8AALA/AABgPwAAuD8AAAA+AADgPgAAQD8AAOg/AACIPwAAuD8AACA/'],
      ['float32', [6], 'AABgvwAAID8AAOC+AADgPwAAAD4AAHA/'],
      ['float32', [6], 'AACYPwAAQL4AAMA+AAC4PwAAsL8AAHA/'],
    ],
    expected: {
      output: ['float32', [2, 3, 3, 6], 'a7+OP0Ewaz0uAo4+HsxFQH6Ljr67sJy9PYvPvY9g6j7OkEc+VUBpPxFGjL7tBOI/V63IP591f77LGRk9m+3cPg0rjr6o6pA+JxyoP476JL7WVl4/KPV/QOARi74pHm0/PrpNPl1/jD5Kxg8/KiAKQGZtjL7tBOI/fqkFQLba0b0GaA6+w9iCvs/zi76q9UI/BFabP11Ui76cexa+w9iCvt5Njr6FCwVAqRUTQP2l87yT3ju8snDYPzVrjr4pHm0/NGmsPuekAr5Kxg8/k162vSzKjb7A/xo/UAkaP5c2or3Gx8W7nHXgP88njr4YpXQ9blUjPkgNcL49Sw8/KDmVPymcjb6JCmY/AnIKQCiSg77X36+9Z1JUQEEojr6w/6A/+OGCP1UWZL42pu4+0nw9QC23jb4753Q/IP5lvVhudb6ZSiM/lkeIvg1Kjr7ZeAFA0jIEQLLVtD4RIY4+FIk/vquWiL4bo4e+1D3pP2KI9T5kAuG8yc6yP4+Ojr7uFhI/ATyUPwYpjb5TQkS9nHXgPxqQjr7ra6k+CiMkP1A/wz0l+uS9PG0HQBqQjr6E2To/'],
    },
    attributes: {'groups': 2, 'eps': 1e-06, 'activation': 'silu'},
  },
  {
    name: 'groupNorm float32 [1, 2, 3, 9] of 3 None',
    op: 'groupNorm',
    arguments: [
      ['float32', [1, 2, 3, 9], 'AACAvgAAwD4AAKA+AAAQvwAAAMAAABC/AACwvwAA6D8AAHC/AAAwPwAAgD4AABA/AAD4PwAAgL0AALC/AABwPwAAIL8AAPg/AADIvwAAqL8AAAA+AAAAPgAAYD8AACA/AADoPwAAiL8AAOC+AAAgvwAAAD4AALC/AACQvwAAyL8AAEA/AAAAPgAAgD4AAOC+AABQvwAAmD8AAJi/AAAwPwAAAD4AAJg/AABgPwAA4L4AAOC+AAAAQAAAkL8AAAA/AACgPwAAML8AADC/AADIPwAAMD8AAEA/'],
    ],
    expected: {
      output: ['float32', [1, 2, 3, 9], 'VuMMvnyeAz+13uU+3w7zvvlB6r/fDvO+4vDLv61fvT/j9JW/JQpXP3KAxD7iqzU/ePbwP8ePVrtu056/XM8iP+rKXr9AzMw/TsvAvwptn7/qw4E+Ea8xPhR1YT+kHCU/rV+9P3Vhpb80hTC/oFMHv+rDgT6bxKe/NqeAv5d0tb/cSEM/QNAWvnRd27w0hTC/BmE5v5pBrj/ovY6/wDI0PxGvMT7QcZY/ymITPzSFML80hTC/+1kNQFdmhr/A/CQ/3vydP6ezF7+nsxe/iYaePyc6yj5ME+k+'],
    },
    attributes: {'groups': 3, 'eps': 0.01, 'activation': null},
  },
  {
    name: 'groupNorm float32 [2, 5, 3] of 3 relu',
    op: 'groupNorm',
    arguments: [
      ['float32', [2, 5, 3], 'AADQvwAA4D8AAPA/AABQvwAAAL8AANg/AACIvwAA4L4AAIC+AADYvwAAQL8AAPi/AAAAwAAAAL4AAAA+AADgPgAA+D8AAIC/AABAPgAAwL8AAEA/AACgvwAAkL8AAKi/AAAgPwAA6L8AAGC/AAC4vwAAoD8AAMC/'],
      ['float32', [3], 'AADQPwAAwL4AAEA+'],
      ['float32', [3], 'AACgPgAAQL8AAOA+'],
    ],
    expected: {
      output: ['float32', [2, 5, 3], 'AAAAAAAAAACzJiY/THwpQAAAAABgtB8/9WHbPwAAAAAeLro+AAAAAAAAAACrSAw+AAAAAAAAAABn99M+fzzUPwAAAAANgMY+MNiYPwAAAADRP0w/AAAAAAAAAAAgAKE+3WMAQAAAAAAFgNU+AAAAAAAAAAAsgIo+'],
    },
    attributes: {'groups': 3, 'eps': 1e-05, 'activation': 'relu'},
  },
  {
    name: 'layerNorm float32 [3, 5]',
    op: 'layerNorm',
    arguments: [
      ['float32', [3, 5], 'AAAAvgAAEL8AABA/AAAwvwAA6L8AAHC/AACgPgAAsD8AAJi/AACoPwAAUD8AAEC+AAAAPwAAoD4AAOA/'],
      ['float32', [5], 'AABQvwAAEL8AAOA+AACIPwAA0D8='],
      ['float32', [5], 'AADoPwAA4D8AAKA/AADgPgAAoL8='],
    ],
    expected: {
      output: ['float32', [3, 5], 'iYuyPy144z9EQe4/BtFcPt8OfMAUfylAVdjWP4wk3j+8tWa/Wi3rPuK8yz/CHh5A/QqUPwgwyr1dVcc/'],
    },
    attributes: {'eps': 1e-05},
  },
  {
    name: 'rmsNorm float32 [3, 5]',
    op: 'rmsNorm',
    arguments: [
      ['float32', [3, 5], 'AAAAvgAAEL8AABA/AAAwvwAA6L8AAHC/AACgPgAAsD8AAJi/AACoPwAAUD8AAEC+AAAAPwAAoD4AAOA/'],
      ['float32', [5], 'AABQvwAAEL8AAOA+AACIPwAA0D8='],
    ],
    expected: {
      output: ['float32', [3, 5], 'QZLdPemRrD6ZOIY+fTNHv4vMSMB/AjI/E1EkvgKVDD+4bZO/sjb5PzyBOr9/X+49oDN3PsCbuz7y2UhA'],
    },
    attributes: {'eps': 1e-06},
  },
  {
    name: 'layerNorm float32 [2, 3, 8]',
    op: 'layerNorm',
    arguments: [
      ['float32', [2, 3, 8], 'AABQvwAAiD8AAJA/AADQvwAAiL8AABA/AACIvwAAkL8AABC/AADAPwAAQD4AAIC9AAAAPgAAgL0AAIA9AAAgvwAAgD4AAOi/AAAAwAAAAD4AAMg/AAAAQAAA8D8AAOC+AAAAwAAAML8AAJi/AABQPwAAQL4AAADAAACoPwAAwL8AALi/AADAvwAAAD4AAJA/AACAvQAAyL8AAIg/AADgvgAAgD0AAKA+AAAgvwAAoD4AAAC/AADIvwAAgD8AAOC+'],
      ['float32', [8], 'AADAvgAAgD0AANg/AAAAwAAAED8AAKg/AABQvwAA+L8='],
      ['float32', [8], 'AACAvQAA2D8AANi/AAAAPwAAqD8AAEC/AACoPwAA0D8='],
    ],
    expected: {
      output: ['float32', [2, 3, 8], 'eqPMPdof4z/e+kI/0Jc8QJ2dbj8kpt8+R1XuP4ZlQ0BDEqc+YL3qP92Grr8Xam8/jnOuP8+OhL/MVKk/z0N1QGSjnL0uDM0/LtWGwA2MGD/zHus/+HZdP1WMwz5EgR1AwJ+5PkTy1z8GFRvAHPgDwBtsxj/kNQ/ARNqdvcBSP0DIqa0+y/HOP8tebr/f1hXA6SS7PxkwFMD5m1Q+Dn7oP9chQL7KbN0/DEMuwGgyW7+sOYg/PAlQwLltBLyiCxRA'],
    },
    attributes: {'eps': 1e-05},
  },
  {
    name: 'rmsNorm float32 [2, 3, 8]',
    op: 'rmsNorm',
    arguments: [
      ['float32', [2, 3, 8], 'AABQvwAAiD8AAJA/AADQvwAAiL8AABA/AACIvwAAkL8AABC/AADAPwAAQD4AAIC9AAAAPgAAgL0AAIA9AAAgvwAAgD4AAOi/AAAAwAAAAD4AAMg/AAAAQAAA8D8AAOC+AAAAwAAAML8AAJi/AABQPwAAQL4AAADAAACoPwAAwL8AALi/AADAvwAAAD4AAJA/AACAvQAAyL8AAIg/AADgvgAAgD0AAKA+AAAgvwAAoD4AAAC/AADIvwAAgD8AAOC+'],
      ['float32', [8], 'AADAvgAAgD0AANg/AAAAwAAAED8AAKg/AABQvwAA+L8='],
    ],
    expected: {
      output: ['float32', [2, 3, 8], 'JuSOPsYkeT2elN4/iIU+QK8kDL9CHi0/4W1KPzCO/z+uyq8+YkIcPgPYAz+CWFA+k2PqPRa6CL7qR6m9Lkv8P7DFgb3gzpy9Zv4RwJYHLb6rExg/9BnjP8fMg79uqxI/a10OP0yAAr3MML6/iTqavxgpoL16I/m/02xKv3/qCUAFHv8+D3mxvTGoRz7LGgXAyxoFvYKj8r9YR0y/0pRIP/tjAL34+9U8moy0v/j7Vb/5lcC+sogvwPsWi7+rG5E/'],
    },
    attributes: {'eps': 1e-06},
  },
  {
    name: 'layerNorm float32 [1, 1]',
    op: 'layerNorm',
    arguments: [
      ['float32', [1, 1], 'AABAvw=='],
      ['float32', [1], 'AACAPQ=='],
      ['float32', [1], 'AABAvw=='],
    ],
    expected: {
      output: ['float32', [1, 1], 'AABAvw=='],
    },
    attributes: {'eps': 1e-05},
  },
  {
    name: 'rmsNorm float32 [1, 1]',
    op: 'rmsNorm',
    arguments: [
      ['float32', [1, 1], 'AABAvw=='],
      ['float32', [1], 'AACAPQ=='],
    ],
    expected: {
      output: ['float32', [1, 1], '8f9/vQ=='],
    },
    attributes: {'eps': 1e-06},
  },
  {
    name: 'groupStatistics float16 [1, 3, 2, 4] of 2',
    op: 'groupStatistics',
    arguments: [
      ['float16', [1, 3, 2, 4], 'gDyAuAC/ALUAOUA8ALkANwAyAD5APAAwADKAPAA4QDyAusC8QD0AvgAwQLxAvwC1'],
    ],
    expected: {
      output: ['float32', [1, 2, 2], 'VVVFPjm+ST+rqhq+HF+OPw=='],
    },
    attributes: {'groups': 2},
  },
  {
    name: 'groupStatistics float16 [2, 3, 3, 6] of 2',
    op: 'groupStatistics',
    arguments: [
      ['float16', [2, 3, 3, 6], 'gDnAv0A+wL2AvwA4gD8At4C+ACyAuQAyALAArAC4AL7APQA/gDsAP4C/QLwAsgC0QD8ANIA4ADsANAA1AEDAPAA2gDqAvQC9wL0AuwA4AAAAQIC5ADoAtwA8gLkAtkA/gDgAu0C+ADXAPwC3AD0AvcC/ADfAvAC/AABAPEA+ALkAOQA6ADrAvsA8ALoAtoA9gDlAvQA3ADyAuQC1ADgAPEC/AL3APoA+ADkAuIC8gL2AOIA+gD6AOAC5ALUANIA/QD8AvgCwAKzAvYA5ACyAOAA4QD9Av4C9'],
    ],
    expected: {
      output: ['float32', [2, 2, 2], '9xIaPhbAsj+hvYQ815OZP0xorz3QMJ4/JrQXPfELrj8='],
    },
    attributes: {'groups': 2},
  },
  {
    name: 'groupStatistics float16 [1, 2, 3, 9] of 3',
    op: 'groupStatistics',
    arguments: [
      ['float16', [1, 2, 3, 9], 'AKyAOgC/AL4AsEC8AD8APsC9QLyAPoC9ADAAwMA/AADAv0A9gLrAvAA/wL/APIC6ALYAvQCwgL8AAMC/wLwArAA/ALcAwMC8gD6AOoA8gD0AAAA1gLgAv0A/gD6AvAA8AD6AuAC7gDoAvAC8'],
    ],
    expected: {
      output: ['float32', [1, 3, 2], 'juM4vXUL3j/Hcdy9PP28P3Icp75YJMQ/'],
    },
    attributes: {'groups': 3},
  },
  {
    name: 'groupStatistics float16 [2, 5, 3] of 1',
    op: 'groupStatistics',
    arguments: [
      ['float16', [2, 5, 3], 'QD2AvUC/gD4ANgA+gDyAuQA9QDwAMsC+ADeAuQDAQDyAOcC8QL+AvwC1gDiAOAA+gD4AOcC8AEDAPYC9'],
    ],
    expected: {
      output: ['float32', [2, 1, 2], 'q6oqPRzHyz/e3R0+qOzTPw=='],
    },
    attributes: {'groups': 1},
  },
  {
    name: 'groupStatistics float16 [1, 1, 4, 4] of 4',
    op: 'groupStatistics',
    arguments: [
      ['float16', [1, 1, 4, 4], 'QD4Au0C9ADpAPoC4gDvAPAC8ALtAvMA9ADqAu4C9AKw='],
    ],
    expected: {
      output: ['float32', [1, 4, 2], 'AAA4PwAgjD8AAFC/AACwPAAANL8AMGk/AABUPwBgpj4='],
    },
    attributes: {'groups': 4},
  },
  {
    name: 'groupNorm float16 [1, 3, 2, 4] of 2 None',
    op: 'groupNorm',
    arguments: [
      ['float16', [1, 3, 2, 4], 'AKyAOQC+AMAAtgC3ADCAPkC/gDuAPIC4ADaAPoA5AAAAtsA+QD4ALAA5QL+APQC4'],
      ['float16', [4], 'QD4APAA/ALg='],
      ['float16', [4], 'ALiAO0A/gLw='],
    ],
    expected: {
      output: ['float16', [1, 3, 2, 4], 'urnxPTm6NrGnvEw3/j4Xv3DC3D6bQmm6yK2wQD5BNLynvM1A90NRvEc0bLpiQ6K6'],
    },
    attributes: {'groups': 2, 'eps': 1e-06, 'activation': null},
  },
  {
    name: 'groupNorm float16 [2, 3, 3, 6] of 2 silu',
    op: 'groupNorm',
    arguments: [
      ['float16', [2, 3, 3, 6], 'ALlAPsA+ADVAvQC7AL2AOQCyAECAugA3ADtAv0A/gL8AOwC1QD8AwAC6gD+AOYC6ADIAPMA9QL3AvwCswDwANcA/QD8APAA6ALUAtAC7AMAANYC+gDsAugBAQL6AvkA/AL0AMAC6QL3AvgA/ALaAOkC8ADDAvkA9wL6APAAsALcAtgA1QL0AvQA6ADRAvwC6QD5AP0C8ALRAPAC9gDmAOkA+wD2AOAC8ADjAvwAsAAAAOIC+QL1APAA9AD6AugC7ALSAPwA9gDtAvoC7ALQAuoC5wL0AvAC8'],
      ['float16', [6], 'AL+AP0A9ALSAuQA8'],
      ['float16', [6], 'ADJAvgC2gDxAvcC+'],
    ],
    expected: {
      output: ['float16', [2, 3, 3, 6], 'zzwVNXs7EDqqsw+zZUAdtBe0qjdOtHK0nbPzqEs8pTwAtCC0SrPUp2S0+TcftDSzGDHusGI5NzxasVG0cbRntNw8ETjUs0a0+DmLskm0vjxStEqxBrQrsCY9aDyvskqtZUAitGS0NzxysnuugTlLsSa08DnpsCOmrUHWKomxAjt1tFu0aEAzra4ytTn4r0yzgbOzOya0pjrQsrixX7NLsRM8RzfZs4OyIrFiqImxLDr3s5iwaECtk185EzdHtOmyJThEPF85ezi5sbayJTiKsHS0gTwStIOy'],
    },
    attributes: {'groups': 2, 'eps': 1e-06, 'activation': 'silu'},
  },
  {
    name: 'groupNorm float16 [1, 2, 3, 9] of 3 None',
    op: 'groupNorm',
    arguments: [
      ['float16', [1, 2, 3, 9], 'gDsAugAsgDsAusA+ADgAugAAAL7Av0A/gL+AvQA6AMBAPQC9gDkAOQA5gLgANgA+wD3APIA/ADWAvQC5AKwAO0C+gD7AvACyAD+APgA1gDvAPUA9QL9AvEA9ADAAMAAAACyAuwCwgD6APQA5'],
    ],
    expected: {
      output: ['float16', [1, 2, 3, 9], '8DnjurOtyjmNuqM9GzJSunSyS771v0s+ZL+QvWs4Fr+hOru8CjggNyA3Lrm0MvQ8aTvYORQ9wDDSvfC5GLJVOT++SzyJvJW1Dz6VPcAwyjm5PEQ8f74kvKE6mqeap8Cw4Kzsu+yzSzwFO580'],
    },
    attributes: {'groups': 3, 'eps': 0.01, 'activation': null},
  },
  {
    name: 'groupNorm float16 [2, 5, 3] of 3 relu',
    op: 'groupNorm',
    arguments: [
      ['float16', [2, 5, 3], 'gLzAPAC+ACwArIA5AL0AAAC6wD5APgA6wL8ArEC9QDwAsMA8QL0APsA8gDgAPwA5ALTAPQC3QD6AuwC5'],
      ['float16', [3], 'ADVAPgA4'],
      ['float16', [3], 'AD4ALIA9'],
    ],
    expected: {
      output: ['float16', [2, 5, 3], 'Zj0hPo06kD4AAM4/Rz0AANQ8FEC6QO8/mjwAAFM76T4AAI0/9zvPPI0/Sz5HPhw+Sz1xPMU6hj8AAM85'],
    },
    attributes: {'groups': 3, 'eps': 1e-05, 'activation': 'relu'},
  },
  {
    name: 'layerNorm float16 [3, 5]',
    op: 'layerNorm',
    arguments: [
      ['float16', [3, 5], 'ALTAPkA+ACwAMoA7ALxAvQCsADcArAC+AMAAu4C9'],
      ['float16', [5], 'QL6AOwC5ALfAPQ=='],
      ['float16', [5], 'ALAAtQCygD4AwA=='],
    ],
    expected: {
      output: ['float16', [3, 5], 'cj4cOyK7xT+kwXHAybwPOTc+W7t9wVu64ji8Pe7A'],
    },
    attributes: {'eps': 1e-05},
  },
  {
    name: 'rmsNorm float16 [3, 5]',
    op: 'rmsNorm',
    arguments: [
      ['float16', [3, 5], 'ALTAPkA+ACwAMoA7ALxAvQCsADcArAC+AMAAu4C9'],
      ['float16', [5], 'QL6AOwC5ALfAPQ=='],
    ],
    expected: {
      output: ['float16', [3, 5], 'BTYYPoa7vqYnNLm+TryIOwQoxjmvLDe8fjuXNOy9'],
    },
    attributes: {'eps': 1e-06},
  },
  {
    name: 'layerNorm float16 [2, 3, 8]',
    op: 'layerNorm',
    arguments: [
      ['float16', [2, 3, 8], 'ALjAvIC/ADgAPgA9ADRAPYC7AL8AuQCygDgAwEA8gLkAsgC0ALQAwABAADxAP4C7gDqAvsC+gDnAPAC+ADiAvQC/ADyAOIA6gD2AOMA9ALwAAIC+AD/Av8A9ALkArIC/'],
      ['float16', [8], 'ALKAPwC2wD+AP0A9ADwAsA=='],
      ['float16', [8], 'gD9AvQC0ADaAPgC1gLkAQA=='],
    ],
    expected: {
      output: ['float16', [2, 3, 8], '7D/1wno2lDuVQ18727iBP8g/JMNVs4c8lkN0wNQ7CECyP5W/RbC+wVVEejjiODZAwD6SwkExN0AXRDi+QCo2QH5AArMNtao8wEJOrd00UkBLPyXCvrqWvydEhbhct0hA'],
    },
    attributes: {'eps': 1e-05},
  },
  {
    name: 'rmsNorm float16 [2, 3, 8]',
    op: 'rmsNorm',
    arguments: [
      ['float16', [2, 3, 8], 'ALjAvIC/ADgAPgA9ADRAPYC7AL8AuQCygDgAwEA8gLkAsgC0ALQAwABAADxAP4C7gDqAvsC+gDnAPAC+ADiAvQC/ADyAOIA6gD2AOMA9ALwAAIC+AD/Av8A9ALkArIC/'],
      ['float16', [8], 'ALKAPwC2wD+AP0A9ADwAsA=='],
    ],
    expected: {
      output: ['float16', [2, 3, 8], 'HS2Wv8s4mjrLQJc90TJ5sPYwysGdMiC1cTuhwH872iz5JtC1piwBwtBBETyePdAt06/kwBA4RzwmP1K+bDZqMKA0mz7ysYw9i0A0ORA9DC8AgGPAj7dowcM/urjCqWYx'],
    },
    attributes: {'eps': 1e-06},
  },
  {
    name: 'layerNorm float16 [1, 1]',
    op: 'layerNorm',
    arguments: [
      ['float16', [1, 1], 'QDw='],
      ['float16', [1], 'wD4='],
      ['float16', [1], 'gDw='],
    ],
    expected: {
      output: ['float16', [1, 1], 'gDw='],
    },
    attributes: {'eps': 1e-05},
  },
  {
    name: 'rmsNorm float16 [1, 1]',
    op: 'rmsNorm',
    arguments: [
      ['float16', [1, 1], 'QDw='],
      ['float16', [1], 'wD4='],
    ],
    expected: {
      output: ['float16', [1, 1], 'wD4='],
    },
    attributes: {'eps': 1e-06},
  },
  {
    name: 'groupStatistics bfloat16 [1, 3, 2, 4] of 2',
    op: 'groupStatistics',
    arguments: [
      ['bfloat16', [1, 3, 2, 4], 'AD5gvwDA8L9QP7g/mD/gvsA+6L+wvwC/gD3Av5C/6L+Qv1A/AADQP5i/gD+YP1C/'],
    ],
    expected: {
      output: ['float32', [1, 2, 2], 'AAAgvgAgjT9VVf2+x4m7Pw=='],
    },
    attributes: {'groups': 2},
  },
  {
    name: 'groupStatistics bfloat16 [2, 3, 3, 6] of 2',
    op: 'groupStatistics',
    arguments: [
      ['bfloat16', [2, 3, 3, 6], 'ID/AP5i/ED8AvkC/UL+wv1A/0D+Avcg/AD6AvwAAML+QP7A/4D8AwBC/UD+IvzA/AD9AvrA/MD/gv+C+AL64P8C/yL9Qv+A/oD9QPwC/YL8gv8C/+D8gvyA/4D9wP/i/qD8APog/gD3Iv9g/AMDIP1C/kD/4PzC/sL9wv9i/EL+AvvA/AD7YP+i/IL+APwBAkL9wv+C/ML+Yv/i/0L+gPsC/4D4AALi/2L+gv+i/8L+AP+i/sL8gPwC+wD5AP7A/mD8AwAA+6L8wv8A/gL1wv4C9AD9wv8C+'],
    ],
    expected: {
      output: ['float32', [2, 2, 2], 'E9pLPvLQkj+hvQQ9JMG0P76ENr91ApY/JrQXvWwVvz8='],
    },
    attributes: {'groups': 2},
  },
  {
    name: 'groupStatistics bfloat16 [1, 2, 3, 9] of 3',
    op: 'groupStatistics',
    arguments: [
      ['bfloat16', [1, 2, 3, 9], 'oL64P4C/+D+AvdC/kL/Av/C/ID9AvjC/oL5AvwDAcL/gPhC/+L+wv4A9uL8Av4C+cL/QP1C/yL9APgA/UL9gP/g/mD/wP3C/IL+ovwDAkD8Av2C/qD/4vyC/oD8AQEC+uD/IP9g/wL/Yv0C/'],
    ],
    expected: {
      output: ['float32', [1, 3, 2], 'HMeRvn5YoT85jqM9rhnIP47j+L4glrY/'],
    },
    attributes: {'groups': 3},
  },
  {
    name: 'groupStatistics bfloat16 [2, 5, 3] of 1',
    op: 'groupStatistics',
    arguments: [
      ['bfloat16', [2, 5, 3], '4L/oP7g/ID+AvWC/IL+4PwA/4L9wPxC/cL9QP8i/IL+QPyC/UL+AP7g/+D+gv1A/QL8APpA/cL+gv8i/'],
    ],
    expected: {
      output: ['float32', [2, 1, 2], 'mpkZvYXrrj+JiIi8kKGdPw=='],
    },
    attributes: {'groups': 1},
  },
  {
    name: 'groupStatistics bfloat16 [1, 1, 4, 4] of 4',
    op: 'groupStatistics',
    arguments: [
      ['bfloat16', [1, 1, 4, 4], '+D8APgDAYL+wv5i/AEAgP4g/yL9gv9C/gD0gP7A/4L8='],
    ],
    expected: {
      output: ['float32', [1, 4, 2], 'AADYPgAYwj8AAAC/AIBQPwAAAD4AgClAAABovwDAZD8='],
    },
    attributes: {'groups': 4},
  },
  {
    name: 'groupNorm bfloat16 [1, 3, 2, 4] of 2 None',
    op: 'groupNorm',
    arguments: [
      ['bfloat16', [1, 3, 2, 4], 'gL2wvwA/YD+IP8A+EL/QP9A/AAAAPqA/qL9AvkA+wL7gP3C/AL8AAIC9gL/YP8A/'],
      ['bfloat16', [4], 'ED+wP6i/gL8='],
      ['bfloat16', [4], 'AD8AwKA/wD4='],
    ],
    expected: {
      output: ['bfloat16', [1, 3, 2, 4], '8T52wKU/cr2MP76/QkB+v7M//r/0Pwe/X74PwOc/vz+8P1DAO0CEP/E+VcAlv1a/'],
    },
    attributes: {'groups': 2, 'eps': 1e-06, 'activation': null},
  },
  {
    name: 'groupNorm bfloat16 [2, 3, 3, 6] of 2 silu',
    op: 'groupNorm',
    arguments: [
      ['bfloat16', [2, 3, 3, 6], 'oD9wP2A/oL8gP4A/QL8wv8i/uD+YP8A/YL/ov4A/AMAAv+A+gL7YP1C/0L/YP5i/YL+QP+A/ML/gvri/gL+APuC+sL9Qv8C+YL9wPyA/gL3IP4A/4D/QP2A/oD6wv+g/cL/ovzA/8L9APzA/6L+IP+C/sL/Av0C/gD4wP/A/4L7AP9A/MD9wP/C/MD8Av0C/wD9APuA/oD5Qv6C/wD4gP0A+qL/wv7A/6D/gPoA+gL/IP/C/sL9AP/A/YD9wv4g/oD7Yv8A+wL+wP6A/gL7gvvi/MD9wP7C/'],
      ['bfloat16', [6], 'kD+wPxC/qD/IP/C/'],
      ['bfloat16', [6], 'yL+YP8A+AAAAQAA/'],
    ],
    expected: {
      output: ['bfloat16', [2, 3, 3, 6], 'Kr7+P6+7jr4tQI2+TL4EPm0/rT9gQHy+P76NvhC9Zb6PP9u9fL4/QBQ/hb6GQAZAP74PQDK+cL6aPyJAMr6MP9c+jb44P0I/P77+P3Y9YryBQI2+KT06QK+7aT4SPk2+Ob6NvjA9c745QGG+2r3/P4E/jr4FPpY/jL7DPy2+Cb6DQFm+jL7rP4k/KD+iP5Y/Br5sPxu+oT5bPwFAjr65P2E+j77lvX6+4bubP0w+h76GQEVAD77NPy2+WT80P46+jb6JviQ+jL57QIe+d76WPo0/KD9UQA9A'],
    },
    attributes: {'groups': 2, 'eps': 1e-06, 'activation': 'silu'},
  },
  {
    name: 'groupNorm bfloat16 [1, 2, 3, 9] of 3 None',
    op: 'groupNorm',
    arguments: [
      ['bfloat16', [1, 2, 3, 9], 'cD/Iv8A/cL/oP0A+qL9APkC/QL6gvmC/oD5gP/C/sL8gP9A/oD5Av0A+gL2gv4A9AD9Avsg/cD9QP2A/cD+Iv4C94D6AvoC/qL+ovzC/+D+gP6g/0L/gPti/gL/Qv8A/2D8AALC/AL/wv6g/'],
    ],
    expected: {
      output: ['bfloat16', [1, 2, 3, 9], 'hj+xv8w/gb+0P5a8gL+8Pvm+NL0pvja/uz0WP+q/h79EP9Y/4j4Xv6Q+dL6kvwO+Jz/PPM8/hj9tP30/JD+Pv3S+GD8BvTe/kb+Rvwi/wj9qP3g/pL8YP6u/Vb+4v8w/pj87vrK/hb7Bv7I/'],
    },
    attributes: {'groups': 3, 'eps': 0.01, 'activation': null},
  },
  {
    name: 'groupNorm bfloat16 [2, 5, 3] of 3 relu',
    op: 'groupNorm',
    arguments: [
      ['bfloat16', [2, 5, 3], 'iD+oP+g/oD8gP4A/oL6YPyC/wL8Av0C/wD6Yv6C+kD/YP/g/kL+4v4C9oL7AvpC/MD9AP/C/uL+APvg/'],
      ['bfloat16', [3], '0L9APoi/'],
      ['bfloat16', [3], 'qL9AP/i/'],
    ],
    expected: {
      output: ['bfloat16', [2, 5, 3], 'AAByPwAAAABRPwAAAABsPwAAsz8ZPwAAAADvPgAAAACDPwAANz7tPgAAAAAnPwAAAABaPwAAMT9DPwAA'],
    },
    attributes: {'groups': 3, 'eps': 1e-05, 'activation': 'relu'},
  },
  {
    name: 'layerNorm bfloat16 [3, 5]',
    op: 'layerNorm',
    arguments: [
      ['bfloat16', [3, 5], 'AADAvwDAqL/AvjA/uL8AvuA/gD7gv9C/UD/AP4A+'],
      ['bfloat16', [5], 'ML/APsA+gL6APQ=='],
      ['bfloat16', [5], 'sL+gv8A/wL9Avw=='],
    ],
    expected: {
      output: ['bfloat16', [3, 5], 'FsC+v4E/tL8yv9e/7b+wP++/QL8Kv9a/5D/pvzu/'],
    },
    attributes: {'eps': 1e-05},
  },
  {
    name: 'rmsNorm bfloat16 [3, 5]',
    op: 'rmsNorm',
    arguments: [
      ['bfloat16', [3, 5], 'AADAvwDAqL/AvjA/uL8AvuA/gD7gv9C/UD/AP4A+'],
      ['bfloat16', [5], 'ML/APsA+gL6APQ=='],
    ],
    expected: {
      output: ['bfloat16', [3, 5], 'AIDivhe/hD6XvOO+Ab80vdK+cDxqP+2+bT6SvkI8'],
    },
    attributes: {'eps': 1e-06},
  },
  {
    name: 'layerNorm bfloat16 [2, 3, 8]',
    op: 'layerNorm',
    arguments: [
      ['bfloat16', [2, 3, 8], '2L8gv1C/ID/gv9A/oL6oP1C/AEBAvti/AL7ov4i/6L+Av9C/ED+QPxA/AD6AvdA/sL8Qv0A/sL/4P0C++L/QP4g/0L8AAGC/QL6Av6A/ID+IP5i/wL9gP4A9IL/gvqi/'],
      ['bfloat16', [8], 'IL/wP/C/AL7oP0A/2L9Avg=='],
      ['bfloat16', [8], 'qL/gv+A+QL9AP4A9wD/Yvw=='],
    ],
    expected: {
      output: ['bfloat16', [2, 3, 8], 'Cr8awLI/Vr/Mv5o/1D/2v6C/HUCxviW/zT8kvwJAwb8Wv6PAn75fv70/CD3xP/u/Pr8VwEy/I79iQBY9b0D3vwTAl8CDPia/Ez8kv1m/6r8TwFrAL0Bsv9E/C77NP8C/'],
    },
    attributes: {'eps': 1e-05},
  },
  {
    name: 'rmsNorm bfloat16 [2, 3, 8]',
    op: 'rmsNorm',
    arguments: [
      ['bfloat16', [2, 3, 8], '2L8gv1C/ID/gv9A/oL6oP1C/AEBAvti/AL7ov4i/6L+Av9C/ED+QPxA/AD6AvdA/sL8Qv0A/sL/4P0C++L/QP4g/0L8AAGC/QL6Av6A/ID+IP5i/wL9gP4A9IL/gvqi/'],
      ['bfloat16', [8], 'IL/wP/C/AL7oP0A/2L9Avg=='],
    ],
    expected: {
      output: ['bfloat16', [2, 3, 8], 'Xj93v6A/hL0nwIA/3j5Pvrw+LkCCPhw+KL58v6Y/fD4eP0HAhb8OvoE/vj3VPZq+Ij9Gv4S/AT4lQNO9GkBlvi+/ScAAgOc9s75GvwvA970rvxDANkDiveo98r4/P34+'],
    },
    attributes: {'eps': 1e-06},
  },
  {
    name: 'layerNorm bfloat16 [1, 1]',
    op: 'layerNorm',
    arguments: [
      ['bfloat16', [1, 1], 'ML8='],
      ['bfloat16', [1], 'AD4='],
      ['bfloat16', [1], 'UL8='],
    ],
    expected: {
      output: ['bfloat16', [1, 1], 'UL8='],
    },
    attributes: {'eps': 1e-05},
  },
  {
    name: 'rmsNorm bfloat16 [1, 1]',
    op: 'rmsNorm',
    arguments: [
      ['bfloat16', [1, 1], 'ML8='],
      ['bfloat16', [1], 'AD4='],
    ],
    expected: {
      output: ['bfloat16', [1, 1], 'AL4='],
    },
    attributes: {'eps': 1e-06},
  },
  {
    name: 'attention float32 one head',
    op: 'attention',
    arguments: [
      ['float32', [1, 1, 5, 4], 'AABAvgAAcL8AAJC/AABQPwAAQD4AAJi/AAD4vwAAAAAAALC/AABwPwAAkD8AAEC/AACIvwAAgD8AAMA/AAC4PwAAqL8AAAA/AADwPwAA4D8='],
      ['float32', [1, 1, 5, 4], 'AACwvwAA2D8AAEC/AADAvwAA4L8AAAC/AAAAvgAAUD8AAJC/AACgvwAAuD8AAIi/AAAwvwAAED8AAKA+AABAPgAA+L8AAKA+AACQvwAAUD8='],
      ['float32', [1, 1, 5, 4], 'AABAvgAAoL4AACC/AACovwAAQD8AAKC/AABwPwAAwD8AAOg/AAD4PwAA4L8AAKA/AADQvwAAwD8AADA/AADgPwAA4L4AAMi/AACwvwAAQL8='],
    ],
    expected: {
      output: ['float32', [1, 1, 5, 4], 'PDUUPSp1PL+2/Li+YlbTPk6DPbsF6y2/nZUBv73jRj6QLzY+NkuGPm06H79Q4fM9Aq6xvRJREr7Mjgu+IQpDP5csHT7LvxO+yIbdvXSlcj8='],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention float32 heads',
    op: 'attention',
    arguments: [
      ['float32', [2, 3, 4, 2], 'AACYvwAAiD8AAMA/AAAAPgAAgL8AAMC+AADovwAA4L4AANC/AACgPgAAED8AAKg/AAAAPwAAwL4AAIi/AABwvwAAyD8AAIC9AADAvwAAyD8AABC/AAAwPwAAQL8AAMg/AAAAQAAAwL4AAOC/AACgPwAAoD8AAKC+AACovwAAuL8AALA/AACYPwAAsD8AAPg/AAAAPgAAAD8AAKC+AAAQPwAAkL8AAJA/AAC4vwAA2D8AABC/AACgPwAA2D8AANC/'],
      ['float32', [2, 3, 6, 2], 'AACAvQAAQD8AADC/AACwvwAAkD8AABA/AAAwvwAAmL8AAOg/AACgPgAAED8AANA/AABQvwAA4D8AAMA+AAAQPwAAqL8AAIC9AACgvwAAoL8AAOC+AAAwPwAAYL8AANA/AAAAPwAAcD8AAJg/AACwvwAAyL8AAOi/AADQPwAAED8AANg/AACAPQAA2L8AAKC+AADoPwAAwD8AALg/AACYvwAAcL8AALA/AADovwAAyD8AAEC+AAAAQAAAuD8AAMg/AACgvwAAAD4AAOi/AAAAAAAA6L8AAIA/AAAAAAAAgL8AAKC/AADwvwAA4L4AANg/AAC4vwAAAAAAALA/AADQPwAAoD4AAGC/AADgvgAAyL8AAKi/AADAvwAAYL8AAEC/'],
      ['float32', [2, 3, 6, 2], 'AADQPwAA4D8AAMg/AACovwAAkD8AAPi/AAAgvwAAoD4AAPC/AAAgPwAAgD8AALC/AAAQvwAAYD8AAEC+AACovwAAqL8AAEC/AAAwPwAAwD8AACC/AADQPwAA+L8AAAC/AADIvwAAQL4AANA/AAD4vwAAED8AALA/AABgPwAAUL8AAGC/AADAvgAA8L8AAIC9AAAwPwAAqL8AAFA/AABwvwAA+D8AAOC/AABQPwAA4L4AANA/AADovwAAcL8AAIA9AAAwvwAA2L8AAHC/AADgPgAAoD8AANC/AABAPwAAIL8AAOi/AAAgPwAA4L4AAIi/AAAwvwAAoD4AAGC/AACovwAAoD4AAIg/AADgPgAAkD8AAJg/AADgPgAA4L4AAADA'],
    ],
    expected: {
      output: ['float32', [2, 3, 4, 2], 'JG9UPxiud7494Le9FzWmvoVvHD+2BZu+gegjPwxWnL4b4Ea/LI6UPt+BX7+3UAk+DowJv9B2Zz5Etqm+/SAJP49PAj6Na0a/9zSQv3vapryrPx2/rK8svu5/YL86EF2+P3zfPhLKYr9x3ZI/RM55v1Q3Aj/yQWq/DZ+GP2/sfb9kHii++b56v5iBTL4aQIi/8wdOvhfmUb8lEj6+Il9Uv5vieL4mlmK+eJW+vsSCkL4hdbO+7RXPvrBSaz7w+cs+'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention float32 mask',
    op: 'attention',
    arguments: [
      ['float32', [1, 2, 3, 4], 'AADAvwAAAD4AAIA+AABQPwAAgL4AACC/AACYPwAAoL8AALC/AAAQPwAA4D8AAEC/AADAPgAA6D8AAJi/AABAPwAA4L4AAHA/AABQPwAA6L8AAIA/AAAAPgAAQL8AAEA/'],
      ['float32', [1, 2, 5, 4], 'AADQvwAAUD8AAMC+AACAPQAA+D8AANi/AAC4PwAAwL4AAMA/AADgvwAAQD8AAMA/AAD4PwAAEL8AANi/AADwvwAA4L8AAOA+AAAgPwAA4L8AAPA/AACoPwAAQL8AAAAAAAD4vwAAYL8AAAAAAAAAwAAAEL8AANC/AACIPwAAwD8AANC/AADAvgAAoD8AAEC/AABgvwAAqL8AAKC/AAAAAA=='],
      ['float32', [1, 2, 5, 4], 'AAAAwAAA+L8AALA/AADAPwAAyL8AAJA/AACwPwAAkL8AAOC/AABAPwAAMD8AAAC+AACgPwAAqD8AAADAAADoPwAAoL8AAMA/AADAvwAAoD8AAEC/AAD4PwAAIL8AAIi/AABQPwAAED8AAADAAACAvwAAmD8AAJg/AADgvwAAmL8AAJC/AAAAQAAAsD8AAKi/AADovwAAgL8AAGC/AAAAAA=='],
      ['float32', [3, 5], 'AACA/wAA6L8AAPA/AABwvwAAgD4AAID/AAAAwAAAgL8AAJg/AACgPwAAgP8AANC/AAAAvwAA2L8AALA/'],
    ],
    expected: {
      output: ['float32', [1, 2, 3, 4], 'LkjEv4gNhz/a10q+RhXcPh2XVL/xHLk/e2m9v74Loj/1KqC/6JW/P68+vr/mt54/mtSlPWzU7j6p8Ku/yFdJv2u7iL8JctI/ZM53P/Z2lr/9SLm/s/U2v611dr899xy+'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention float32 mask a head',
    op: 'attention',
    arguments: [
      ['float32', [2, 2, 3, 2], 'AABQPwAAoL4AAIC+AADYPwAAAMAAAKC/AABQPwAAuD8AAMg/AABgPwAA8L8AAKA/AAAAQAAAyD8AANA/AABAvwAAkD8AADA/AACIPwAAoL8AAMA+AADwvwAAcD8AAPA/'],
      ['float32', [2, 2, 4, 2], 'AABAPwAAqL8AAOC/AADwvwAA0L8AABA/AADYvwAAIL8AAKi/AADAPgAAyD8AAPi/AAAgvwAAgD4AAJC/AACYPwAAqL8AACA/AACAPwAAUD8AAKC+AADYvwAAiD8AANC/AABgvwAAqD8AAAC/AADwPwAAoL4AALg/AACAvgAAAAA='],
      ['float32', [2, 2, 4, 2], 'AADAvwAAgD0AABA/AAAgPwAAwL4AAAA/AADoPwAAqL8AANg/AACgvwAAQD4AALC/AAAgPwAAkD8AAIA/AABAPgAA6D8AAEA/AAD4vwAAgL8AAFC/AADgvgAAsD8AALA/AADwPwAA4L8AAIC9AAC4vwAAED8AAABAAABwPwAAQD4='],
      ['float32', [2, 2, 3, 4], 'AACA/wAAID8AAKi/AADAPgAAgP8AAAC/AACgvgAA4D8AAID/AADgvwAAAMAAALA/AACA/wAAAD8AAOg/AAAAvwAAgP8AABC/AACwPwAAID8AAID/AACQPwAAAAAAAIC+AACA/wAA6L8AAAA+AAAwPwAAgP8AALC/AABAPgAAAL8AAID/AADgPgAAUL8AAEC/AACA/wAAUD8AAKi/AADIvwAAgP8AANg/AABAPgAAwD8AAID/AABAvwAAAEAAAEC+'],
    ],
    expected: {
      output: ['float32', [2, 2, 3, 2], 'iE95P6n1173aB54/QzxPv92J1T+rJo6/cQAgP85tPz86uSY/T8njPhrwXD9Go9c+4xIhPrSg9j7dkZM+FLcBP8iBwL88dTO/XMRwPjhGLb9Sr0I/RMECPc/zBT+mDdc/'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention float32 grouped heads',
    op: 'attention',
    arguments: [
      ['float32', [1, 4, 3, 2], 'AACwvwAAED8AAHC/AAAwvwAAmL8AAEC/AAAAPgAA6L8AAPC/AACovwAA+D8AAEC/AADIvwAAQL8AAADAAAAAPwAA0L8AAMi/AAAgPwAAUD8AAOi/AAD4vwAAAAAAACA/'],
      ['float32', [1, 2, 5, 2], 'AACAPQAAED8AAAAAAACAPQAAAL8AAPA/AABgvwAAID8AADC/AACgPgAAQL4AANA/AABAvwAAAD8AAPi/AACYPwAA8L8AAJi/AACAvgAAqL8='],
      ['float32', [1, 2, 5, 2], 'AACIvwAAcD8AAPg/AADAvwAA4D8AAMA+AADAvwAAUD8AAOg/AAAAvwAAQL4AAHC/AAAQvwAAUD8AAIC9AACovwAAgL8AAIC+AABAPgAAAEA='],
    ],
    expected: {
      output: ['float32', [1, 4, 3, 2], 'S4ATP1MJHz7Xewk/Re+ovG21BT9uUGi8/sMrPzqYc76Vvfw+4VMjvYShHz+XWy2+PcMLv8h8h70rC7i+HaYWv5fhI7+x6us9rtuEvuZOc76CrjC/iYrzPSW3k75ZY3a+'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention float32 one position',
    op: 'attention',
    arguments: [
      ['float32', [1, 1, 1, 3], 'AACQvwAAYD8AANC/'],
      ['float32', [1, 1, 1, 3], 'AAAAPgAAoL4AACC/'],
      ['float32', [1, 1, 1, 3], 'AADwvwAA6D8AAMC+'],
    ],
    expected: {
      output: ['float32', [1, 1, 1, 3], 'AADwvwAA6D8AAMC+'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention float16 one head',
    op: 'attention',
    arguments: [
      ['float16', [1, 1, 5, 4], 'wL8AtoC6QD4AOEA8wLyAOIC8ADqAPAAsgLgAPUA8ACwANwC1ALyAOg=='],
      ['float16', [1, 1, 5, 4], 'gLwAsgC9wLxAP8A/wL0APwC5AABAvIA6gDmAu0A/wD8AtAA3wDzAvg=='],
      ['float16', [1, 1, 5, 4], 'gDkAtgCwADmAuwC0QD9AvYA6wD3AvoC6wL9APQA2gL/APgA3QL9Avw=='],
    ],
    expected: {
      output: ['float16', [1, 1, 5, 4], 'ZTQCOzi6x7lKuSGqIj3BvIQ2AjmPukS9yTRXOKS4jb3ktpU1LzhZvA=='],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention float16 heads',
    op: 'attention',
    arguments: [
      ['float16', [2, 3, 4, 2], 'wDzAvQC8QD6AOYA6AD+AOgA1ALIANoA7ALuAOgA1AL8AQAC1ADsAAAC+wD4ANwC7gDmAukA/AL/AvEA/wL6AOoA4QL/AvAA8gDwAuwAAgDmAukA8ALdAvoA5gL9AvcC+'],
      ['float16', [2, 3, 6, 2], 'ADdAPgC+ALaAOAAAAD8ALIA6ADUAOoC8AD9APoC/QL8AOgCyADgAtQA3gLwAOsA9ADAAAIC6gD0AvoC+wL1Av0A+QL+AvIA8gLsAtACyAD0APoA9ADQANkA8gL6AvcC9ALUAOYC/gLwAuUC9ALcAt4C+wL9APwAwwD3APwCsgL8AsgC0gDkAP4C7ADXAvIA8'],
      ['float16', [2, 3, 6, 2], 'ADYAwIA9ALCAOMA+ADvAPwC1AMAAtQAwwLwAP4A4QL0AOoA/ADkANYA8ADwAPYC8gLwAtgA0wD0AuQC0ALKAPwA/gLkArAC+ADlAvwC0gDkArIA8wD4AtsC9wD0APwC6QL/APcC+QD/AvEC8ADwANwC5ALaAPgAsAD3APIC6QLwAMIA+QL/AvAC4gDhAvAC0'],
    ],
    expected: {
      output: ['float16', [2, 3, 4, 2], 'IzRbN2Y4QropNpyymTbBMA44OTiXMvo4NzgKMMc5/y9vPKS35jW5sJinHBkwNuEgKqZSNpO6FTyNNastkjm+tsm3BB8Yu+Y5tTDPLyi2KTjRuGUu8rjQtAC5iLcduaq0'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention float16 mask',
    op: 'attention',
    arguments: [
      ['float16', [1, 2, 3, 4], 'ALWAOIA/gL2AvkC+ALUANgAsQDwANUC8AL8ANEA/AKwAugC0AL4AAAC1gL0AOAA5'],
      ['float16', [1, 2, 5, 4], 'ADQAMgCyALXAv0A8gL/AP4A/wLzAvYC9ADwArACwAD3AvcC/ADSAOsA+AKxAvIA7gL4APYA+wLwAvkC/AD2AvgC4AD9APgC7AL3AvAC7AL0='],
      ['float16', [1, 2, 5, 4], 'ADfAPgA9gDoAsAAsQD8AvwA4ADfAvwC4QL9APQA6gDyAuQA+gD8APgA6AL4AwIC/wD0AOUC9ADZAPwAyALsAMAC3QL7APYC+gDxAPgC8ADQ='],
      ['float16', [3, 5], 'APwAv4C9QDzAPQD8ADSAOwC9wL0A/AA9wL4At0C+'],
    ],
    expected: {
      output: ['float16', [1, 2, 3, 4], 'xLulPcw9Sz1ytEA5Wj2utZe1JjVZPX683TD4ufc4DLwtPj04XLvmMGM9bDfluzQx'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention float16 mask a head',
    op: 'attention',
    arguments: [
      ['float16', [2, 2, 3, 2], 'gDoANQC5gLwALAA4ADjAPgA6AD2AvQA1ADwAvgA1gLkANgAsQL+AuIA9ALxAP8C/'],
      ['float16', [2, 2, 4, 2], 'gDoANYA5gDgAuQC+AL9APwC9QL/AvIA9ADnAPwA6gDzAvgA/gLsANwCswD4Au8A/gLzAvsA/AD4AOMC+gLiAOg=='],
      ['float16', [2, 2, 4, 2], 'QD0AsMA+AMAAO4A5gDgAuEA8QL6AvIA6gLkAtQA7gLkAvoC8QD2AvgA9ADiAuIA9wD4APcA+ACzAvwC3wLyAvQ=='],
      ['float16', [2, 2, 3, 4], 'APwAt4A8gD0A/AA+gLsAvgD8ADQAPEC9APyAuQBAADIA/AC+gDkANQD8AD0AsgC5APxAPMC/ADgA/ACsAMAAMAD8ADoAucA8APyAvoC8QD8A/AA/ALtAvgD8wD6AvwA4'],
    ],
    expected: {
      output: ['float16', [2, 2, 3, 2], '7jp+tak9uLytPDG4obgGtayzR7YavHo5EjxqvIY4+7Q1NEU01rxXvfk8YZ8vPACt'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention float16 grouped heads',
    op: 'attention',
    arguments: [
      ['float16', [1, 4, 3, 2], 'ALWAuUA8AL4APIA4ACwAu0A8wD4AwMC/AL0Av0C9AD3AvUC+gL8AOAA6ALSAvgCy'],
      ['float16', [1, 2, 5, 2], 'ADbAv4A6QL+AuAA/ADkAOYC9wD5APMA9gDoANoA9gDmAPAC6QL+AuA=='],
      ['float16', [1, 2, 5, 2], 'ADwAOIA+ADaAOgDAQDyAuQA3gD9AvsC9ADnAPYA8ALAAQMA9gDnAPQ=='],
    ],
    expected: {
      output: ['float16', [1, 4, 3, 2], 'ajybMjA9TDX4OzW0tjxOM6c6CLiJPDg3qjpLPXA0lzhbOlM9oDh7PH05zTdLOcI8'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention float16 one position',
    op: 'attention',
    arguments: [
      ['float16', [1, 1, 1, 3], 'AKwAtgCy'],
      ['float16', [1, 1, 1, 3], 'QD8ANIA5'],
      ['float16', [1, 1, 1, 3], 'ALkAuwC5'],
    ],
    expected: {
      output: ['float16', [1, 1, 1, 3], 'ALkAuwC5'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention bfloat16 one head',
    op: 'attention',
    arguments: [
      ['bfloat16', [1, 1, 5, 4], 'AD4Qv5C/uL+QPzA/+D/APvA/4D9AviA/qD+Avog/yD+wP5g/AL6IPw=='],
      ['bfloat16', [1, 1, 5, 4], '0L/4v1A/oD6IP+C/YD+oP7A/oD6oP2A/+L/wv7i/6L/IvyC/cL/YPw=='],
      ['bfloat16', [1, 1, 5, 4], '+L+ovwA+sD/APlA/gL5wv4C94L+Iv0C+YD+4v6g/QD7gPyC/oL/gvw=='],
    ],
    expected: {
      output: ['bfloat16', [1, 1, 5, 4], 'OT+sv4g/Dz7lu5W/WL+hvks9sr91v6e+ID7Uvh6/EL8rPo2/Yb/qvg=='],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention bfloat16 heads',
    op: 'attention',
    arguments: [
      ['bfloat16', [2, 3, 4, 2], 'IL8wP6A++D+gvoi/wD+QP6C+sL+gPjC/AD7wP1C/iL/YPwC/oD4QP4C9AD7gPuC+AL4QP4A+0L/gP0C/4D+gv5g/oL8AP7A/oD+AvQA+gL/gv4C9mD8Qv7i/mL8AQMA/'],
      ['bfloat16', [2, 3, 6, 2], '+L/QP0A/AD+AvvC/mD/gv4A+YL/gv4C9+D8AvlA/MD+APkA/yD8QP8A+YL/wvwAAmD+wv+g/mD/gPoA9sL/oPxC/wD7wP6g/2D+AviC/oL5gv6C/qL8QP9g/2D/APkA/kL8AQAAA2D+AvjA/uL/QP7C/sD8gP9A/qL9AvlC/oL74vwC/4D4AP7i/6D+4v8A/'],
      ['bfloat16', [2, 3, 6, 2], 'wD6IvxA/YD+IPyC/8L/gP3C/2D9gPyA/4D7Yv/i/cD/APqA+yD+YP0A+ED+wPwC+AL8APwC+gL0AACC/+L/IvwA+QL4AvlC/gD24PwBAwL7Yv9i/sD8gv6C+0L8gP4C/8L8wv0A/gL0Av1A/yL9wv8A+4D4AwPA/wL74v8A/4D74v3C/wD/4PyA/qL9QP5C/'],
    ],
    expected: {
      output: ['bfloat16', [2, 3, 4, 2], 'qT4IvKw+0L2IvRc/h71UP+g+Dj6rPtg9QD7FPhk/Fj51vkG+1b4Hv+2+Ab+hvom+2j49v9m9Fr+DPTI9Jz1NPkq/Jz9nv5Y+Xb8ePzy/tT4rvnS/MT8xPuq+W7+GP9g+'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention bfloat16 mask',
    op: 'attention',
    arguments: [
      ['bfloat16', [1, 2, 3, 4], 'wL64P+g/gL1gv6g/ML8AQPi/gL74PwDAwL7APvi/gD0Av0A/gL+QP3A/4L7gvui/'],
      ['bfloat16', [1, 2, 5, 4], 'AL+gvsC/qL9gv4i/UD/oPzC/UL/wP5g/ED+Av8g/wL7AvjA/AMAwP0A+qL+wv8A/UD8wP1A/EL/YP8g/wL5Qv+A+iD/Yv0A/gL1wv4A+8L8='],
      ['bfloat16', [1, 2, 5, 4], 'AL6AvoC/gD7QvwDAML/Av8i/+D9gPxC/gL3wvwA+ML+4P/g/YD/Yv2A/sD/4v/A/gL2APtA/AD4APqC+ED/wPwBAcD+AvgAA2D+Iv8C/QL4='],
      ['bfloat16', [3, 5], 'gP9gP6C+UL9gv4D/sL9gP8g/uD+A/5g/2D+QP4i/'],
    ],
    expected: {
      output: ['bfloat16', [1, 2, 3, 4], 'qr+Wvr89gb+HP+E/Uj/Hv4W/kz75Pi+/lT/dPn0+zD7pP0I/X74aPq8+J74PP58/'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention bfloat16 mask a head',
    op: 'attention',
    arguments: [
      ['bfloat16', [2, 2, 3, 2], 'ED/4P6C+AL/oPwC+sL+gP2C/qL8gv5g/AECIP6A+oL4AP4A+ML9Qv2A/gL0gP6A+'],
      ['bfloat16', [2, 2, 4, 2], 'qD+AviA/gD5Avpg/2D+Av5C/oL7wP8C+6L9gv9C/ED8QP4A9kD/ov5C/mL/wP2C/6L8APwAA+D8Avri/iD8APw=='],
      ['bfloat16', [2, 2, 4, 2], 'AECYv7i/kD+APQC/gD9wv5C/wD/Iv+A+wL/gP5i/EL/APoA+EL8gv4A9ML/ov0A/UL/IP9i/6L/AvwAAUL/Yvw=='],
      ['bfloat16', [2, 2, 3, 4], 'gP+gP4C9AMCA/4i/oL+IP4D/AMCgvrg/gP/wP4C9AL+A/1C/yD9wP4D/ML+AP9C/gP9APsA+gL6A/8g/sL+AvYD/gD1QvxC/gP+4v+i/sD+A//i/4D5gP4D/sD8AQIg/'],
    ],
    expected: {
      output: ['bfloat16', [2, 2, 3, 2], 'Zr8MPzo/O79zP2e/sL/TPrq/rz+7v68/rb+MPj6/075wvwW+bb/Av4S/m7+vv46/'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention bfloat16 grouped heads',
    op: 'attention',
    arguments: [
      ['bfloat16', [1, 4, 3, 2], 'gD8AQJi/QL6APtg/6D+QP0C/AADov9C/kD/gvgA+4L6oP+C/wD/QP8g/oD8Qv+i/'],
      ['bfloat16', [1, 2, 5, 2], 'gL/gPgC/oD6Avsg/gD7gvlC/wL+4P3A/oL6APTC/iD+4PzC/oD9APg=='],
      ['bfloat16', [1, 2, 5, 2], 'oD9gv4A+cD+oP3C/gD2AvSC/qL+Yv7C/ED/QPwDAsD8Avpg/gL6Avw=='],
    ],
    expected: {
      output: ['bfloat16', [1, 4, 3, 2], 'ej8Rv8s+Db9sPwe/QD/bvus+AL/7vV+/7r7BPf++wj6Rvtc+Ub/2vkC/276MvkY/'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'attention bfloat16 one position',
    op: 'attention',
    arguments: [
      ['bfloat16', [1, 1, 1, 3], 'gL+Iv1C/'],
      ['bfloat16', [1, 1, 1, 3], 'EL+Av6C+'],
      ['bfloat16', [1, 1, 1, 3], 'qL+4v8A/'],
    ],
    expected: {
      output: ['bfloat16', [1, 1, 1, 3], 'qL+4v8A/'],
    },
    attributes: {'scale': 0.5},
  },
  {
    name: 'convBlock float32 norm, silu, bias',
    op: 'convBlock',
    arguments: [
      ['float32', [1, 3, 4, 4], 'AAC4PwAA4L8AAIA/AADgvwAA2D8AAPA/AACAPQAAQD4AAMg/AADwPwAAID8AACA/AADwvwAAcL8AAEC/AADAPwAAAAAAALg/AADovwAA2L8AALC/AAAAPwAAwL4AALA/AADAPwAA+L8AAJi/AAAAQAAA8L8AAOA+AABAPgAAmD8AAOg/AAAAPgAAYD8AABA/AADwPwAAIL8AAKA/AABAvwAAmD8AAMC/AACwPwAAUD8AAHA/AACAvgAAAAAAAOA+'],
      ['float32', [3, 3, 3, 4], 'AAAgPwAAgL8AALi/AABwvwAAED8AALA/AADoPwAAYD8AAMA/AAAgvwAAQL8AAAC/AACgvwAAqD8AANi/AABgvwAAQD4AAAAAAABAvwAA0L8AAMA+AAAwvwAAsL8AAAAAAABAvgAAqD8AAGA/AACQvwAAgD4AAFC/AACgvgAAAD8AAOg/AAAAwAAAuL8AANg/AADgvwAAwD8AAOi/AACgvwAAqL8AAIC/AABAPwAAQL8AAFC/AACgPwAA0L8AAAC/AACAvwAAQD4AAJg/AAD4vwAAoD4AAMg/AABwvwAAUD8AAIC9AADgvwAAoL4AAIg/AABAvgAAgL8AAJC/AACQPwAAuL8AAKA/AACwPwAAyL8AAGA/AADIvwAAgD8AABA/AAAAvgAAAD4AAOi/AAC4PwAAUL8AALA/AADAPwAA2D8AADC/AACAPQAA6L8AAOi/AAAAPwAAuL8AANC/AADgPwAA4L4AALC/AABAPwAAML8AAOC/AAAAAAAAAL4AANi/AABAPgAAiD8AABC/AACgvgAAmL8AAOC/AAAgPwAA8L8AAEA/AABAPwAA4D4AAEA/'],
      ['float32', [4], 'AACwPwAAmD8AAJA/AAAAvg=='],
      ['float32', [4], 'AAAAPgAAYD8AANi/AAAAAA=='],
      ['float32', [3], 'AAAwvwAAYD8AAOA+'],
    ],
    expected: {
      output: ['float32', [1, 3, 4, 3], '2EaJwHH9FsBeCp/Ae3zRP8HuAD86JBvAJoalP2i2Gr+ac33ARguIPZLpXT/5xh/Ab48bQCKQAkBU5ZLAs60hQdZCTsC9bV3AyYF9QDYsgMBESSxAqzJ8wLWmHUAO/hm/sJUEQEKhC0DJ2h2/oXoIP1ydvT+/EKe+OdYvwP52mj/tDos9vrGdPjCO7L+i2aQ/'],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias'], 'groups': 2, 'activation': 'silu'},
  },
  {
    name: 'convBlock float32 residual',
    op: 'convBlock',
    arguments: [
      ['float32', [1, 3, 3, 6], 'AAC4vwAAAD4AADC/AADIvwAAsD8AAOC+AACAPgAAQL4AAPA/AABQvwAAyD8AAPi/AADgvwAAwD8AAOi/AACovwAAiD8AADC/AAAgPwAAAAAAAKC/AADgPgAAAL8AAABAAAAgvwAAAD4AAJC/AACAPgAAAMAAAIC/AAAAvwAAYD8AAKC+AACgPgAA6L8AAKg/AACQvwAAsL8AAJi/AAAAPwAA6L8AAMi/AAC4PwAAYL8AAKi/AADIPwAAgL4AAAC/AACQvwAAyD8AACA/AABAPgAAoL4AAIA9'],
      ['float32', [6, 3, 3, 6], 'AAAAQAAAwD8AADC/AADIvwAAmL8AAKi/AAAAwAAAAEAAAJi/AADQPwAAgL4AAJA/AAAAPwAAoD8AALg/AABQPwAAoD4AABC/AACIPwAAuD8AAOC+AACgPwAAwD4AAAA+AADAPwAA4D8AAAC+AABAPgAAiL8AAPg/AADgvwAAwL8AAAC+AADovwAAoL4AAOg/AADgvgAAwD8AAKA+AADYvwAAkL8AAPA/AABAPwAAAL8AAMi/AACgPgAAmL8AAKC+AAAAPwAAEL8AANi/AABQPwAAyL8AAFA/AADgvgAAqL8AAMA/AABAvwAA+L8AAIC9AADgPwAAgL0AAIC9AABgPwAAiD8AADA/AACAvwAAiD8AANC/AAC4vwAAAAAAAABAAAAwPwAAAL8AAKA/AADgPgAAEL8AAABAAABwPwAA4D8AAKi/AADwvwAAEL8AAIi/AACovwAAgL8AANg/AAAAQAAAAEAAANg/AADYPwAAiD8AAMi/AACAvwAA6L8AALA/AAAgPwAAUL8AAEA/AACAvgAA0D8AAEC+AABAPgAAED8AAOA/AABgPwAAqL8AAOC+AADoPwAA0D8AAJA/AACYvwAAEL8AAOi/AADwPwAAuL8AALC/AABAPwAAgL8AAGC/AAAAvgAA8D8AACA/AADAvwAAsD8AAOg/AABAvgAAyD8AAADAAABwPwAAQL8AANg/AACAvgAAgD8AAEA+AACAPgAAAMAAAMg/AACAvwAAQD4AADC/AACQvwAA4L8AAMg/AACAvQAAgL4AAIA/AADYvwAA4L8AAAAAAADoPwAAuL8AANA/AADAPgAA0L8AAEA/AAAAvwAAcD8AAEA+AACgPwAAqL8AAOC+AAC4PwAAmD8AAPC/AACAvQAA6L8AANC/AACwPwAAgD0AAPA/AACgPgAAqD8AAOC+AACYPwAAsD8AAHC/AADAvgAA4L8AABC/AAAwPwAAyD8AACA/AABAvwAAwD8AAABAAACgPwAAwD8AAGA/AAAQvwAA8L8AAOC+AAAAPwAA2L8AAIC9AADgvgAA+L8AACA/AACAvwAA8D8AAKC/AACYPwAA4D8AAJA/AAAwPwAAcL8AAOA/AAAAwAAAAAAAAOi/AACYPwAAMD8AAMA+AABAPwAAmD8AAMA/AAAAQAAA6D8AAIg/AAAgvwAA0D8AACC/AABgvwAAiL8AAJg/AADgvgAA6D8AAKA/AADgPgAAAEAAAIA+AADAvwAAoD8AAJg/AACAPwAAAD4AAPi/AAAAPwAAUD8AAAAAAAAwvwAAoD8AACC/AACAvwAAmL8AALg/AABgvwAAoD4AAFC/AAAQvwAA0L8AAKg/AADAPwAAID8AAEC+AADgPgAAAL8AAMC/AADwvwAAoL4AAHA/AADoPwAAiL8AAKC+AACAvQAAAAAAAEC+AACoPwAAcL8AABA/AACgvwAA4L8AAKA/AADYvwAA8L8AABA/AABgPwAAgD4AAPA/AACAvgAAqL8AANg/AABwvwAAoD8AAJC/AADYvwAAAL4AAJi/AACgvgAAgD8AANg/AAAQvwAAiD8AAAAAAABQPwAA2L8AAFC/AADgPwAAYL8AAAC/AADIvwAA+D8AAOA+AACQvwAAwL8AANg/AAAgPwAA4L8AAIA9AADAPgAA4D8AAKg/AACIvwAAAD4AANC/AAAwPwAA4D4AAFA/AAAAPwAAqL8AAAC+AACwvwAAkD8AAOg/'],
      ['float32', [6], 'AADQPwAAAD8AAMC/AAAQPwAAsL8AANg/'],
      ['float32', [6], 'AADIPwAA4D8AAADAAACAPQAAkL8AAAC/'],
      ['float32', [6], 'AADYvwAA6D8AADA/AADQPwAAsL8AADA/'],
      ['float32', [1, 3, 3, 6], 'AACwPwAA4L8AAOA/AADgPgAAmL8AADA/AADAvgAAgL4AAMi/AADoPwAAED8AAPi/AACQPwAA+D8AAMi/AADgvgAAkD8AAAA/AACAvwAAYD8AAIA9AACgPwAAsL8AAGC/AADQPwAAgD8AAMA+AAAgvwAAgD8AAKA/AACAPQAA0D8AAJg/AADAPwAAgL8AAIC/AACAPgAA4D8AAKA+AAAAwAAAwL8AAHA/AAAAAAAAQD4AAIA+AAAgPwAAAL8AAIg/AABAPgAA+L8AAIA+AABQPwAAmL8AANg/'],
    ],
    expected: {
      output: ['float32', [1, 3, 3, 6], 'ELtnwCqIwL8YZvhAzd9xPk7d58AJrnzAGR7sQCzKMkEDeDs/89RLQWqfxj/X6cpArGnVQCblDkH+1xa+Wm/fQBW/j0DsxkLAQPhQQVvtbUCEDSZAG/86Qff49z/I6lO/Kp5XQac2kEEyd8hBXn2rQWPmO0At2IG/lE+PQUyMukAdprBA0aMNQY0GYUHosr/APErowLLrs0B6Lvg+M2SQQIhijMDWeHtAh6tSQeVjpUDw4zRBthhJQbVf/kB75ZpAbyqOQTChmUCcfNFAzTVIQe0LEkE+Fp/A'],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias', 'residual'], 'groups': 3, 'activation': 'silu'},
  },
  {
    name: 'convBlock float32 upsample',
    op: 'convBlock',
    arguments: [
      ['float32', [1, 2, 3, 3], 'AADAvgAAiD8AAMC+AAC4PwAAUL8AAGA/AACQvwAAML8AAJA/AACAPwAAwL8AAOA/AADAvwAA2L8AAAA/AADYPwAAAEAAAIi/'],
      ['float32', [2, 3, 3, 3], 'AACYPwAAID8AAOA+AADAPwAAQD4AAOA+AAAAPgAAgD4AAABAAACQvwAAMD8AAAC+AAC4vwAAYD8AADC/AAAQPwAAAL4AALg/AACQvwAAsL8AALA/AACAPwAAAAAAAKg/AAAwPwAAED8AAJC/AAAQPwAAgD0AAAC+AABAvwAAUD8AAPi/AACAPgAA6D8AANg/AABgvwAAwL8AAGA/AACovwAAsL8AABC/AACAvwAAIL8AANA/AACgvgAAAD4AABA/AABAvgAA2L8AAOC/AADwvwAAkL8AAAA/'],
      ['float32', [2], 'AADgPgAA8D8='],
    ],
    expected: {
      output: ['float32', [1, 4, 6, 2], 'AICWPwCAw78AACpAAMAWwACAgD8AQA7AAMBSwADA9UAAAPS/AAApQQAgrkAA4N5AAICyPwCAUEAAIC5BACDcQACgkUAAYIFAAFARQQAAWL8AECJBAACuvgCg4sAAgJ8/AAAMvgDA7kAAAOi+AHBsQQAAJ0AAgIVBAGBaQQAAiL0AsCxBANAvwQAABcEAEFXBAICfQAAA6L4AgBrAAABcPgBAHcAAoAlBAAC/wADgsEAAALu/AABJPwCgqkAAwIjA'],
    },
    attributes: {'names': ['x', 'weight', 'bias'], 'upsample': 2},
  },
  {
    name: 'convBlock float32 norm, upsample, residual, activation',
    op: 'convBlock',
    arguments: [
      ['float32', [1, 2, 2, 4], 'AAAAvwAA8L8AAEC+AABwPwAAwD8AANi/AACIPwAA4L4AAKA+AAAAvwAAML8AAOC+AACAPwAA4L4AAAA+AACQvw=='],
      ['float32', [4, 3, 3, 4], 'AABAPwAAgL8AACA/AADovwAAID8AAABAAAAwvwAAgL4AAIA9AABAPgAA0D8AANC/AAAwPwAA4D8AANA/AADgPwAAMD8AAOC/AACAvwAAsL8AANg/AAD4PwAAQD4AALg/AADgvgAAyD8AAEC+AAD4vwAAuL8AAJg/AACovwAA2L8AALg/AACQPwAAEL8AALg/AACgvgAA8L8AAIA/AACIvwAAgL0AAKg/AADAPwAAgL4AAIi/AACgPwAAoD8AAFC/AACwPwAAsD8AAIg/AABAPgAAUL8AAGA/AACYPwAAAD4AAMA+AAC4vwAAgD0AAOC+AABAPgAAEL8AAEC+AADAPgAA6D8AAPi/AAAgPwAAAL4AAGA/AACQvwAA6D8AAAC/AACAvgAA2D8AAAA/AAAAPwAAQD4AAKA/AAAwvwAA0D8AAKg/AACovwAAsL8AACA/AABAPwAAuD8AAIC+AADoPwAAgL0AAGC/AAAAwAAAUL8AAHC/AADYvwAAAL8AABC/AACAvQAAYD8AAFA/AABQvwAA+L8AAKC+AABQPwAAqD8AAOC/AACYPwAAiL8AAKA/AAC4PwAA2L8AAAC+AAAAPgAAiL8AACC/AAAAvwAAED8AAAC+AAAAvwAAsL8AAADAAACgvgAAAD8AAAC/AADwvwAAAL4AANC/AACovwAAiL8AAFC/AACAvgAAsL8AAOC/AADoPwAAoL8AAMi/AACAPwAAuD8AAEC/AADoPwAAYD8AAIA+AABgPwAA8D8AAHC/'],
      ['float32', [4], 'AAAgvwAAcD8AAMA+AAC4vw=='],
      ['float32', [4], 'AACQPwAAoL8AAMC+AADAvg=='],
      ['float32', [4], 'AAAQPwAAAAAAAOC/AACIPw=='],
      ['float32', [1, 4, 4, 4], 'AACgvwAAwL4AAPC/AAAAvgAAgL0AAOC/AAAAvgAAAD4AAMA/AACQvwAAgL4AAGA/AADgvgAAwD8AAIC/AAAwvwAAYD8AAOC/AADgvwAA4L8AAAC+AAC4PwAAYD8AAGC/AADQPwAAAD8AAAC/AACYPwAAML8AALA/AACIPwAAmD8AAFC/AACgvwAAqD8AALC/AACYvwAAAD8AAPg/AACAvgAAgD8AAGA/AAAAAAAA4D4AAEC+AAAQPwAAQD8AAKC+AAAgvwAAAD4AAMA+AABAvwAAMD8AAFC/AADgvwAA6D8AAOg/AAAAQAAA4D4AAIA/AAC4PwAAwL4AAKg/AACQPw=='],
    ],
    expected: {
      output: ['float32', [1, 4, 4, 4], 'M+RlQNsrdUAAAAAAZPc7QAAAAAAAElZAAAAAAEVT5kAFHpg/F+4+QAAAAACHPMJAAAAAAJ/bGEAAAAAA7SHGP6yH2kAAAAAAAAAAAAAAAACirLJANZI9QAAAAAAYfXlAebdcQPL6Q0AAAAAAfVvxQAAAAACAaUdAAAAAAKhm00DHO2BAAAAAAAAAAAAAAAAASX63QAXRlT8AAAAAcqctQKAcakChhNQ/AAAAACxOg0AAAAAA4wwfQAAAAADF7hNAVUE3QAAAAAArPi0/AAAAAP41hUAAAAAAAAAAAAy3cT5NSTBAAAAAAB3NPj8AAAAAsQvKPwAAAABORTxA7NYrPw=='],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias', 'residual'], 'groups': 4, 'activation': 'silu', 'upsample': 2, 'outputActivation': 'relu'},
  },
  {
    name: 'convBlock float32 statistics',
    op: 'convBlock',
    arguments: [
      ['float32', [2, 3, 3, 2], 'AADgPwAAAAAAAPg/AADgPgAA4L8AALi/AADQPwAAML8AANi/AAAQvwAAwD4AAMi/AAC4vwAAyD8AAAAAAACwPwAAqL8AAOg/AAAAwAAA2L8AAGC/AADgPgAAwD4AAHC/AADgPwAA2D8AAKg/AADwvwAA+D8AAJg/AAD4PwAA+L8AAJi/AADIvwAAyL8AAADA'],
      ['float32', [4, 3, 3, 2], 'AAD4vwAAiL8AAIg/AAC4vwAAcD8AAOi/AAAAwAAA6L8AAEC+AABgvwAAkD8AAPg/AAAgvwAA8D8AACC/AADIvwAAoD4AAMC/AAD4PwAAgD8AALA/AADgPwAAsD8AAFC/AADIvwAAgD8AAADAAACgPgAAsD8AAIC+AACwvwAAwD4AAIA/AAC4vwAAqL8AAJC/AACovwAAiD8AAIA+AABAvwAAYL8AAIg/AABwvwAA2L8AAKi/AAAQPwAAUL8AANi/AAAwvwAAqL8AALC/AADQvwAA4D4AADA/AABAPwAAID8AAAA/AACYPwAAUD8AAMg/AADIvwAAAAAAAMA+AACoPwAAAAAAAIC/AAD4PwAAcL8AAOA+AAAAQAAA6L8AAEC+'],
      ['float32', [4], 'AAAQvwAAQL4AAAC/AABgvw=='],
    ],
    expected: {
      output: ['float32', [2, 3, 3, 4], 'AMAgQACAikAAQOvAAADsPwAg78AAAC3BAIDCPwAALD8AALi/ACCgQADAFkAAYELBAIB+wAAgy8AAAI6/AICYQADg2cAAYNFAAICyvwBAY8AAgNc/AABfwABAbsAAAEI/AABKQAAAAEAAgN8/AIA/wAAAwD0AAC9AAID7wACAv78AgAdAAADWvwCAM0AAgBHAAAAlPwCA1z8A4JbAAIAKwABg/EAAgA9AAEDMQACA1b8AQMjAAADavwAgj8AAoN1AAAADwAAA4L0AgJE/AACEPgCAuEAAoJrAAPAQwQCAqMAAwGxAAID0wADAI0EAAO/AAADwPgDAMUAAAJDAAADovQDAzMAAAMY+AGDiQAAAML4AoM9AAEAAQQAAYD0AACC9'],
      statistics: ['float32', [2, 2, 2], 'jmMov0V7tEFVFcO/M1WLQcdxHT+OF69BVVXXvmwa1EE='],
    },
    attributes: {'names': ['x', 'weight', 'bias'], 'statisticsGroups': 2},
  },
  {
    name: 'convBlock float32 batch 2, everything',
    op: 'convBlock',
    arguments: [
      ['float32', [2, 3, 2, 6], 'AADoPwAAgD4AAHA/AABwvwAAAD4AADC/AAAAvgAA4D8AAADAAABwPwAAED8AAIC9AABAvgAAUL8AAJC/AABAPwAA+L8AAMA+AAAQvwAAmD8AABC/AADoPwAAgD8AAAA+AADAPwAAMD8AAMC+AADAvwAAmL8AAHA/AAAgvwAA+L8AAJi/AABAvwAAED8AAJg/AADgPgAAgD0AAIC+AADYPwAAmL8AAEA+AAAgvwAAgD0AAMg/AACgPgAA2L8AAAC+AABgvwAAED8AAAA/AABQPwAAgL8AACC/AADQPwAAmD8AABA/AAAAPgAAuD8AAOi/AAAQvwAAYD8AAPC/AABgvwAA0L8AAMC/AAAwvwAAED8AAAA/AAAAAAAAgD8AAIC/'],
      ['float32', [6, 3, 3, 6], 'AADYvwAAoD8AAMA/AACIPwAAML8AAIA9AADwvwAAmD8AAKC/AACQPwAA8L8AALC/AAD4vwAAQD4AADC/AAAAwAAAkL8AAPC/AABQvwAAYD8AAOA/AAC4vwAAcL8AAMA+AADovwAA4D8AANA/AACQvwAAED8AAKA/AABwPwAAiL8AABA/AACIvwAAgD8AAFA/AAD4PwAA6D8AAOA/AAAAvgAAAMAAAMi/AADAvgAAgL0AALg/AACQvwAAUD8AAJg/AAAwPwAAqD8AAIA+AABAvgAA6D8AAIA+AABAvwAAsL8AAIA/AADwvwAAUD8AAOA+AAAAPgAAsL8AAEA+AABQvwAAYD8AAGC/AACAvgAAwL4AAMi/AACIvwAAQL8AACC/AADovwAAQL8AAOC+AADgvwAAcL8AAFC/AACgPwAAgL4AALi/AACwPwAAkD8AANC/AACQPwAAuD8AAIC+AAAAPwAAgL4AAMC/AAD4PwAAwL4AAIA+AADwPwAAQD8AAKi/AAAAAAAAQL8AAMA/AAD4vwAAYD8AANg/AACAPgAAMD8AAMi/AADwPwAAQL4AALi/AABAvgAAQD4AALg/AAAAPgAAAAAAALA/AACAvwAAID8AAAA+AABgPwAA+L8AALg/AAAAAAAAID8AACA/AAAAvgAAwL8AAIC+AAAAAAAAsL8AAPi/AADYvwAAQD4AACC/AADYPwAAAD8AAABAAABAvgAAwL4AAPA/AABgvwAAwD4AAIA+AAAAPwAAwL4AANC/AADYvwAAQD8AAHA/AADgPgAA0L8AAJi/AAAAPgAAoL4AALA/AACAvwAAcD8AAAC/AADwPwAAAD8AAAC/AADAPwAA2D8AAKi/AADgvgAAQL8AAGC/AACAvgAAwL8AAGC/AADAPgAAYL8AAIi/AACYPwAA0L8AANg/AAAAQAAAuL8AANC/AACIPwAAgD4AALg/AACAPQAAcD8AAEC+AACIPwAAkL8AAAA+AADgPwAAwD4AAIg/AAAQPwAAgL4AAADAAAAAQAAAAL4AAMi/AACAvQAAQL8AAIA9AADovwAAgL8AAJC/AABAPgAAML8AAIi/AACAvQAA0D8AAIA+AACgPwAA4L8AAPi/AABwPwAA4L8AAPA/AADwvwAAUL8AABC/AABQvwAAuD8AAMC+AADQPwAAcL8AAMA+AACQPwAAQD4AAAAAAADoPwAA4L8AALA/AACAPwAA4L4AAMA+AAAgPwAAoL8AAMC/AABAvgAA0L8AACA/AACoPwAAuL8AAHA/AABQvwAAgD8AAKC/AAD4PwAAoL4AAAA/AACYPwAAAMAAACC/AACIvwAAoD8AAFA/AAAAPwAAwL4AAMi/AADQvwAA6D8AAMC/AAAwvwAAAL8AAJi/AADovwAAQL8AAHC/AADQvwAAuL8AADA/AACYvwAA6D8AAAC/AADAPwAA6L8AALi/AADQvwAAoL4AAOg/AAAQvwAAsD8AAPi/AABAvwAAcD8AADC/AADgvwAAMD8AAKi/AACAPQAAAEAAAIA/AAAAPgAAmD8AAOA/AADYPwAAQD4AALC/AABAPwAA0D8AALA/AADwPwAA4L4AADC/AADYPwAAgL0AAOg/AADgvgAAmD8AAFA/AAAAPgAAsD8AANg/AACgvgAAkL8AABC/AABQvwAAmL8AAEC/AACAPwAAoL8AAGA/AAAwvwAAmL8AAKC+AADIvwAAwL8AABC/'],
      ['float32', [6], 'AAAgvwAAoL4AAJA/AABAPwAAQD4AAPA/'],
      ['float32', [6], 'AADIvwAA0D8AAMA/AABwPwAAuD8AAEC/'],
      ['float32', [6], 'AAAwPwAAsD8AAKA+AACYPwAAmL8AAOA/'],
      ['float32', [2, 6, 4, 6], 'AADgvgAA6D8AAJA/AAAAvwAAAAAAALA/AACwPwAAQD8AAMi/AACgPwAAiD8AAMA/AADgPgAAoD8AAKA+AACIPwAAiD8AAJi/AABgPwAAqD8AANA/AAAAAAAA4L8AAFC/AADIvwAAmL8AAIA+AABAPwAAUL8AAKA+AAAQvwAAuD8AACA/AAAQvwAAUL8AAEC/AADoPwAAmL8AAEA+AABAPwAAcD8AAIA/AACovwAAmL8AACA/AADgvgAAkD8AAFA/AADoPwAAcD8AAKC/AAAAvgAAqD8AAAC/AACgvwAAAL4AAJA/AABAPwAA2L8AAMi/AACovwAA4D4AAIC+AAAAvgAAML8AAIA/AACYvwAA+D8AAIA+AABQPwAAoD4AAPg/AABAPwAAmD8AAMA/AABAvwAA4D4AAPA/AADYvwAA2D8AAEC+AAAQvwAA2L8AAAA/AABgPwAAAD4AAIi/AABAvgAA6L8AAAC/AACYvwAAgL4AAPC/AADAvgAA6L8AAEA+AABAPwAAgL8AAOg/AABAPwAAoD8AAEA/AACwPwAAsD8AAJi/AACAPwAA0D8AAOi/AABwvwAA4D8AAJg/AAD4vwAAkD8AAAA+AAD4PwAAgD4AAPC/AACQvwAAwD8AALi/AADAPgAAQL8AABA/AACwvwAA+L8AADC/AAAwvwAAAL8AAFC/AAAwvwAAgL4AAMi/AADIPwAAkD8AAIA/AADovwAAoL4AAFA/AACovwAAMD8AAEC/AABAPwAAyD8AAIC/AABQPwAAuL8AAKg/AABAPwAAAAAAAAC/AAAwPwAAIL8AAOC+AADovwAAQL4AAOC+AADQPwAA0L8AAKg/AACYPwAA0L8AAHC/AAAAwAAAuL8AAIA+AAAAvwAAiD8AABC/AACAvwAAsL8AACC/AACAvwAAED8AACC/AABwvwAAmL8AABA/AADQPwAAID8AAOA+AACIvwAAgD8AANC/AAAwvwAAiL8AAAC/AACoPwAA+L8AAMg/AAAAPwAAAEAAAIA/AACAvgAA4L4AALA/AADYvwAAwL8AAIC/AABQvwAAoL8AAKi/AACAPQAAiL8AAMC+AABgPwAAAMAAADA/AAAAQAAAmL8AAKC/AADAvgAAqD8AAFC/AACoPwAAoL4AAKA+AADovwAAQL4AAAA/AACQPwAAYD8AAPg/AADgvgAAkD8AAGC/AACQvwAAwL8AAOC+AACgvgAAAL8AACA/AACAPgAAcD8AAIC+AACAvwAAuD8AAADAAADgPgAAAL4AALi/AACIPwAAQD8AADC/AADYvwAAYD8AAMA+AADgPwAAAD4AAKC/AAAQvwAAuD8AANA/AAAAvgAAMD8AAEC/AACQvwAAmD8AAKA+AADAvgAAAL4AADC/AABQvwAA0L8AAKC/AADgPgAAiD8AAABAAAC4PwAAwL4AADC/AACIPwAA8D8AALA/AABQPwAAkD8AAMA+AAAwvwAAEL8AAJi/AACQPwAAwD8AABC/AADAPwAAgL4AAKg/AADAvwAAyL8AADC/'],
    ],
    expected: {
      output: ['float32', [2, 6, 4, 6], '8VuOQRChKUCCSlVBc57cPRjTqrpnCJJAXsHAQbeS2EB3qAtBLNcPvJ3MU7dA5BlBcNgzQSlZ20Bk89O9BnHoumaOhrujvw5BYhILvl4IJkBou7y9h681QE9SD72KZsVAabZtQBJrL7yc8BFBNoPrtv/gt7Uwvo1A3HJFQUxvqz7oY+tABfZCty7wlbQYOS0/aURNQW9VO0DwBcY/t/A/udKoO7k7MpxAu9sHvjdiRb4llLe9iDyAvqTSL70sLcVAqOdxvk5Frz9SOWVA8O+ity8EB7r8eIy+ypPnP/ypHEAbTLVAsgust5nW47b74FM+rJG4QAgFaUDJV69ACKofurT0g7ce6ABBNY7KP1R6ib6nrau89rebPzy0jr1y81ZBzoX1QGuWDEDz3tRAVM6XvAvGpr2vBu5AyHMJQUGr1buOqWU+kNtkthr8abzj7clAkGUEQfOAiLucuCq+GYb9ttXTK7yDnJJAsUW5QEOwJ7wv14G7tjWru2B6yz0FKa1ADrVeQVJOLrwHc/5AZwD4uy5ekb3aicpAldCbQY+LJbmNDsI+18+atV3y67zTAYS+8ZR/QfDAsbnzcBW9NSgxsqYd0L3coWW+6saGQZ/99rrSKxq+hFX1t7XFjL4DLci83ALoP2oaqLyAh0xAAlH/ui1NIruSHB5BeDx1QD402LtXWV6+G2bFuTwAermNKyxBXbsAQRWsVbwQdYo/kZ5ruCpYgruVEHxBJdj7QAeDp7vZwJ8/2gcmvPG7YD8kDaFAlaWPQJEJwEDzdBZBaqWDvlF0yrl2zHg//2vZQMBohr6hh4q+eLCFvngOUrgVAntB2V+KQXWeWb5LZB5B5uRdQIytYLM7RV1BHhmkQR2ySL6FWmBA+UqIQGHLK7ekPbBByh6NPT7BY750Wg1BHs9MvlHv3rxmb2NAh0EpQX/Q3baDAA1BtU+1t3av372cVgNBwdpRQb9qWLdVmTxB2rmAs9ERl7gRanpARnK/QQNLxbxm9MZAp7Seu928mrzWmchApg2GQDkUjb3pYEtBN4OUvekF7bnQO6VADEeBQZU/wrWxR9pAUCPbt1Rj+Lya2N1ArjF+QYq+ZrfCxBxBwnOctHTKy7ox7/+9pC+EQRUstT4VupZA+DhVuskc87o6kmy+/5AevfxXAb7yJgtBh5tKul29YL1OmwZBK/EoQcadCbm3SFg/mJwEt30+ir4fjZpAsawzQb0G1Lk2UoFAkK1ot3KlpLxHCek/8ClAQeBfAj+OkTU+tH4cu1NQ+7nFeFhA5XF2PxhNer7YFiJApbmeuN89ib7074u+GFMMQen+G7sn2l9A9D2VtBVUjr7Zhhe93AYfQQEWk7w8LQtBniuctbVcF7sMEau9JqFZQQusaL7HhX8/79BUump12LiPbGpAoe+5P8E2MECZ6qs+iHd1vv37c73XRR5BiVoGP5f7Vb0L9m++lMVcuQD40LyPdUJB5phHvmSjKrt2OZQ9N1ycuWxdaLyKVThB6hY9QRsL7rzRfu68LpeMu1DQ2r2Rva5A'],
      statistics: ['float32', [2, 3, 2], 'FwGgQNgpGEJXYtE/29EcQewYOEDKG4tBQr2eQJv5NkJbZCtAnj90QQY1QkCBoctB'],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias', 'residual'], 'groups': 2, 'activation': 'gelu', 'upsample': 2, 'outputActivation': 'silu', 'statisticsGroups': 3},
  },
  {
    name: 'convBlock float16 norm, silu, bias',
    op: 'convBlock',
    arguments: [
      ['float16', [1, 3, 4, 4], 'AABAPcA9QL0APoA8ALQAtwA4ALAAuwA+ADcALAC8gDkAugC/AL4ANgC1wD8AuEA9gLsAP4A6gL1APgC5gD0AugAAQDyAOwC5AL+APMA+AL+AOwC6ADeAvUC/wL7APwAw'],
      ['float16', [3, 3, 3, 4], 'QLyAOQCwALrAPgAyADyAvcC+ADRAPAC/ALYAvEC+ADSAvQC1AADAvgAwADqAuAC4wL7APoC4ALxAPQCyAL8ALAAwQD8ANoC4ALlAvQCyALpAP8C8ADrAvQBAgLiAOkC9gD3APsC/ADJAPYA+gD0AuwAAAD7APAAsADaAuwC1AECAO4A4gDqAucC9gL8ANEC9gDyAP0A9wD0ALAA/gLoAPgC9QLwAvQBAwD8AvAC+ALUAAEC8ALfAPoC7wD3AvgCwgD0AtYA6gDmAP4A4ALzAPoC5AMDAv0C/'],
      ['float16', [4], 'AEDAvYC4gDw='],
      ['float16', [4], 'wLwAtAC4wL8='],
      ['float16', [3], 'ADgArIC6'],
    ],
    expected: {
      output: ['float16', [1, 3, 4, 3], '/y+8Nji1EENTvoa6pkEzwKO0ZkIRObUyVb+xRATEGUNmQFjGTkVYwy7CXz17QLi+90Dxw4VAWkP2wVZDtTtgRRS8FEDvRVbC'],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias'], 'groups': 2, 'activation': 'silu'},
  },
  {
    name: 'convBlock float16 residual',
    op: 'convBlock',
    arguments: [
      ['float16', [1, 3, 3, 6], 'ADYAPgA9ALqAuYC+gL0ANUC+wDyAPQA4AL5APQA9ADwAPEA+AL0At0C8AEAAtIA4QD5AvQA8ALKAPcA/QL2AOwA5ALmAucC+wL0AucC8ADsAuYC/gLqAucC/ALZAP4C+wL7AP0A8gLqAOEC8'],
      ['float16', [6, 3, 3, 6], 'AECAPUC/wL4AsgAswDwAPAA/gL0Av4A+ALjAPAC9ADWAvsA/gLqAPQC4wL8ALMA+AKyAvgA/ALoAvgC8gD2AuoC+AEBAvwA0gDoAu8C/gLiAuwAyADoANwC+AD4AuYA7ADwAtcC8QL8AOgA0gDxAvACswLyAuEC/QD0AwAC/gLiAvwC7gDpAvgC8gLhAPgA9gLoAPMA+QD8AuAA8AKwAOgC9ADbAPQC6ACwAvsA9wD0AuIA/ALyAugCyADVAvkA/wD+AOwC1AD5Av0A9AAAArAA3gD4AP4C7ADbAvgAAADvAPoC4AD2AuoA9ALCAOwDAADcAN4C8AL/APgC8ALQAOQC8wLxAv4C+wD2AuwCwAD6Au4A7gL2APgCsgDoANMA/AKyAOEA/ALmAvACwQDxAPQC3ALQAQAAwAL3AP4C5ADsAssA/QD3APMA+wL2AOgAygLsAOwBAACyAugC/AKyAuQA6wLwAuAA+ACwAtgA9gLsAOwAswD0AukC8ADkAsgC3gLsArMA+AL8AtgC2wD3AvQC1QL4AAMA9ALoAOoA9AEAAOAAAALsANQAyQD/APoC9wL9Av0C8AL8AtQA4ADgAvAA8AD0AOwA+ADKAPoA+ADcAtQA7AD8AsAC5AD1APEA8gLkAMAA+AMCAOoA4QDyAvwA/ALLAvIC5QL/APYA8QL2AOoC4gLwAOgC2gLyAuQAwgLkANoC5AECAOkA/gLwAv0C+AAAAPkA/ADQAsABAALIAOwA3gDwAQIC7AD4AOAC5AKwAtYC5wDxAPgA8AD2AvwC6QL+Au0A+ALjAPwAyADSAOEA9AMAAMgC+QL0AtcA/ADRAPgAygDsAugC/QLyAPoA9wL4AtwA+'],
      ['float16', [6], 'ALYAAAA3ADkAwAC0'],
      ['float16', [6], 'ADzAP8A/gL0AOkC8'],
      ['float16', [6], 'QD+AOwA8QL6APgCw'],
      ['float16', [1, 3, 3, 6], 'gL8AuAC7AD8AAAC1QL8APwA9ALwAvgA/gLoAwIA+ALrAPACyAD+Au4C7ADSAucC+AKyAvoA7QD+APAA3QL7AvQA8AL2AOwCwAMAAMoA+ALYAtMA/AD6AvgAwAAAAuQC8wLxAPAA/ALkAO0C/'],
    ],
    expected: {
      output: ['float16', [1, 3, 3, 6], 'hMYBOohB6jlEQ6hEq8iZRYY95kfIRsNEIMRSw/xKw8F1SPXG3r0dyrdJ5kZgR89JJMVqyqhDQEquRkJA5EVNN5ZFjUiRNuTIfsC/yPFBNjwXSdpEbURrx4o/SktZRO49P0ZDxmVE4UX6PbTI'],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias', 'residual'], 'groups': 3, 'activation': 'silu'},
  },
  {
    name: 'convBlock float16 upsample',
    op: 'convBlock',
    arguments: [
      ['float16', [1, 2, 3, 3], 'ADSAvwC1ALLAPQCwAL+APwAsALsAvAAsADvAvwCyADIAP0A+'],
      ['float16', [2, 3, 3, 3], 'ALfAPYC8wL+AuoC4gDkANwA1wL4AsgC0QL5APQC/ALUAMsA8AL0AskC/ADcAOMC/gD4AO8A9ALkAuIC/ALUANwAsQD0AucA9gLsAMoA+wL9AvQC/ALuAOMA/QL3APAA2ADxAPQA9gLkAt4A9'],
      ['float16', [2], 'AAAAvA=='],
    ],
    expected: {
      output: ['float16', [1, 4, 6, 2], 'A8V6wbC7ycTYRHjE0EKQRERF70W5SEBH2cXUvIzCaL8wNMDDDkiXxsJJIkFuRxdJRsF8PcC2MsEexQjBRkCzxLVFPcQEwJBEPD6EPhw/jEI9xKA4HcQmQ9LDPLyCw9LG'],
    },
    attributes: {'names': ['x', 'weight', 'bias'], 'upsample': 2},
  },
  {
    name: 'convBlock float16 norm, upsample, residual, activation',
    op: 'convBlock',
    arguments: [
      ['float16', [1, 2, 2, 4], 'QL1Av8C/ALIAPQC8QD8AP4C9QD4AP4C5gDrAPwC+QD0='],
      ['float16', [4, 3, 3, 4], 'gLlAPsC/QDwAtkA/ADCAuoC/QL8AOUC+gD0APkA9QLwAMAC1AD6AOkC/ALnAPAC+ALYAtgC2ALkAAACwQD+APwAwwDwANACsgL2AvgCwQD5APAC8AKyAugA+gLzAvAA2AL4AvwC6ALcAAAC6ADoAOoC8gLpAvQC9gLpAPAAswD1AvYA/ALqAPkC8gD8AvAAAgLtAv0C9wL9AvwC5QL5AvgC/wDwAukA/AD7AvgCygDoAO4C4wL4AwACswL9AvYA/gD8AMAA2QL+Av4C/AKyAOQA9QDyAvYC8AEAAP8A/ALgAOsA9ALIAMAA7gLsAskA/ADgANACwQLzAPAA/AAAAOAAwQL2APABAwLwAsgA1QL/AvgA/ALgAtwCyQLzAP0C9'],
      ['float16', [4], 'ALQAvwCyADI='],
      ['float16', [4], 'QD/AvoA+ALo='],
      ['float16', [4], 'wL9AvQDAgDo='],
      ['float16', [1, 4, 4, 4], 'ALcALIA+wLwAOUA8gDwAPQC5ADQAPQC1gL8AsgC2gD6AuwA9ACwAtoC8gLwAvgA7ADSAvkC/ALxAPoA6ALUAMgA0ADnAvYC9QLwAMAA7wL0AN4A9gDiAu8C8ACyAPgAwQD6APQC7QD8AtAC+ADkAOoA4gDoAtUA9ALaAu0C8AL8='],
    ],
    expected: {
      output: ['float16', [1, 4, 4, 4], 'FkAAAAAAk0EtRwAAAADkRNJEAAD5PH1AakAAAAAAejgAAAAAAAC2RPM0AAAAAAZL4DwAAAAANUkdQAAAAADcQwAAAAAAAB5CAAAAAAAApUk4PAAAAAB8SbQ4AAAAACJEAAAzPQAAlkcAAAAAAACwSgAAAAAAAIVKAAAAAAAAN0c='],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias', 'residual'], 'groups': 4, 'activation': 'silu', 'upsample': 2, 'outputActivation': 'relu'},
  },
  {
    name: 'convBlock float16 statistics',
    op: 'convBlock',
    arguments: [
      ['float16', [2, 3, 3, 2], 'gLiAPIC+AL0AtYC9ADIAuwAAwD8AtAAsgD9APUC+gDqAvAA7QDwAwAA1AKwAvcA/ALqAuwAAAD4APQCswDyAvwC2wLwAMAAw'],
      ['float16', [4, 3, 3, 2], 'AL8AMoC5gL+AuwA/gD6AOYC/ADiAuEC/gL2AvYC/wL0AAAC7ADwANIC/ALYAusC/ADnAvYC4wD6APIA7ALUAtQA7gLwANYA6QL3AvoC8ADxAvwA3wL4AtwCwAD8AtYA5ADwAvgA7ADkANgA1AKwAvoA+wD1APoA8wLwAPMC9ALcALIC+ALkAMAC2gD+APgCs'],
      ['float16', [4], 'gDgAPUA/QL0='],
    ],
    expected: {
      output: ['float16', [2, 3, 3, 4], 'kkRgQnJDMLs8Q4zFJkBKSFPFCLygtfg6HsoYRuBHNsiwNnJIWEMkytdIuMNsPC5DBkC6wK9ExsQ6Qpg+S0TAPzA+SkCuQRC5NLyAunjB1MKWwBlEg0QMwgAmNEZUQ8i80EFqQEbCfcdWRI5EsEqAvMLAQDmGRbC3qURExQS/sLzEv1A6sDYIP/y9WDuoujLB'],
      statistics: ['float32', [2, 2, 2], 'HMdrP7D32kEcR34/bHzNQasqZT9AixFBchyHPFz5nUE='],
    },
    attributes: {'names': ['x', 'weight', 'bias'], 'statisticsGroups': 2},
  },
  {
    name: 'convBlock float16 batch 2, everything',
    op: 'convBlock',
    arguments: [
      ['float16', [2, 3, 2, 6], 'AACAPwC3ADyAuQC4ADcAvAC4gL4AtkC/ADAAOAC1AD8AOQBAADRAPQC1gDgAtQBAADWAOsA8wL8APYC9ALcANwA3gDoAMkA+ALfAvIA4AL4AtQAAAKyAO4A/ALxAvMC8ADgANwCwALoAMgC3ALfAPYC9AD5APYC5gLuAOQAAwL6APAC7ADQANAA/gD8ANIC+'],
      ['float16', [6, 3, 3, 6], 'wD+AO4C6ALQAugA8ALkAOkA+AD8AtQA1AKyAvQC9ADxAvEC+QL+APkA/gDwALIA6gLyAuEA+ALoAOEA9wD8APgC1ALrAPMA+gDpAv4C/AD/AvACswD4AugAswD+AO4C/QL5AvUC8ADgAPUC/ALoAOgCywLzAvwC6ADcAPsA/ALUANAC1gLrAPwC2ADAAMAC4ALYAMAA1gLmAOUC+ADtAPgAyQL8AuQA6wL7APEA8QD6AuAC9gDmAOQA8ACwAOsA8wD1AvgCsgLkAuIA/wL7APsA9AECAO4C6ALIAO0C+gD+AuMA/ALeAu4C7wD6AuwAAgD7AvgC9QL5APQA6QL6AuoA6gLoANcA+ALoAwMA+ADgAOYA9AD7AvcA/AAAAvcC+ADwAPACwQD8AtUC9AD6AuUA+ADjAvwC4ALoAvgBAgLsAPoA/QL8AO4C/AL6Au0C/wLyAPwDAgLoAvIC4gDsAPgC0gDqAOUC/ADSAPQA5AMAAQMC8ALpAvQAsALKAvUA+gDkAMoA+AL0AsAAwALaAuUA/gDmAv8C/wD1APsA/QD/AvQAyADYAPwC0wL6AvoC8ADvAPAC3QL0Av4A8gLgAOgA0ADUAv8A9wL4AvIA4ADUAOQCwADsAOIA5AMBAvgA0AD9AP4C7ALsAtAA0wD0AvwA0QL8ANwA3wL4AP4C5AD1AvIC9ADgAssA8QL5APoC8ALgAvsC9ADCAPEC8ALwAPQBAwD1APQA4AKyAOYA7ADSAOQA3wLyAuQBAALQAOwA/gLhAPEC+ADXAvsC9ADvAPcC/gD0ArAAwwD+AvwC8gD4ANsA9gD0AP4C8wLyAvcA/wD2APUC/wL2AuYC7AL+AOwA8gLoALAC3'],
      ['float16', [6], 'AD+Au0C/gDyAuQA6'],
      ['float16', [6], 'wL6AuAA3wD4AO4A8'],
      ['float16', [6], 'gDpAPACygD8AtgA4'],
      ['float16', [2, 6, 4, 6], 'QD+AOQA4gDgAvAC2gDmAv4C/QL8APgCyALUAvAA8AL/APgAwAEAAN4A9QL8AOwDAACwAvAA5AAAAMAA/QLyAuwA9gD6AOQA4QD4AOAAyQD0ArAC4QLwAukA+AD8AMgAsAL4AsMA+AD+AOgCwgDyAPQC0ADYArIC6ADUAOkC9ALyAvYC+gD1APsC/ADXAvIC8ADgAwAA5QD8AOIC6QLwAsoA9AD0ANoC/ALgANwC5ADIAMAC3gL9AvQA9ADAANgA/AL9APQA/gD8ANIC+AL6AOAA0QL0AAAC7gLyAPAC3ADBAvYC7ADoAN8A8AL8APoA7QL4AQAA+AD8AOQDAALtAvwA0QD9AvoC/ALUAMsC9gL4APkA8wL5AvgA1AD+AvgCwgL8AOQC6gDiAPwC/gDwAtgA2AACAPQC1QL8AMAAyALiAOkA9AD4ANUC/gL5APwC/QLwAMgA2ADoAMMA9AL0AOYC6wL0AQIA7ADgAQEA/gDmAOQA1ALkAOYA5gD4AuUA/QL4Av4C/gDtAPgC+ALqAuQA0QD+AOACyADZAvwAyQL0AuMA9ACwAsgC5ALqAuwCywD8AOQBAwLyAOgC/QLxAvAC0wD4AsgA6gDjAvQA9ADYArMA+AAAANoC+QDyAOAA+ALUAQACyQL/AvwA1ADUAPQC8wL6AvYA+AECAPgCyALlAvoA5gD8AOgA9gLgAAAA1gLzAvQC9gD0AtEA9gDwAP4A7gD8APQC2ADqAuoA6QD0APYA6gDoAsIC6AL4AQAA6'],
    ],
    expected: {
      output: ['float16', [2, 6, 4, 6], '30i+SNJLHT28izagRks9RklMzEhwgQCA4Ui3SaJL3kWJpAOAqUVuRdRGXEgSQieAq0dGSrlKvaPdgd09uUnMSFpNhowAgE2q9UjSTBlJM4sCgIqgtEltS8eycUBWmoefBUg/SgpLH7TcgSdFIkzdRh1NE4AAgBNE8El0ST1KC4AAgAFCDUxPSI9C3rApgEeY/klxtO9GZKRYtGNMEEw6lgNNAICpjwFMb0zZrFpLAIBKgHhJhU1tp45MA4Abggw8ckUpP24vKpxYRr5IsEJZsxxGAIAKs/FNekRDtHxGAIAyinZNWUyXqDtKAIBwhgFIYbPpPiI+5kH7M0q0YjaWs8atRLEIqiVIYUa1q9w+JaQitA1Md0hhgDlMjIcuk5ZGgjLcQ2imYzk4sX03/ERrRVW0PaG6NS1CK0VEPqs0ypNztBBAC0YPpWu0ca4lrX2boj85RxEzMjhltFNCU0EiSzJI0qAjsENCfEjFSABN00E/iyyiDkd0tC9MxkyHiFGAV7ONRN9F8EDErW+0Cz6zTG5NE7TmgFe0u0igSUZQdEIAgESVS02tnNNNPUoGgACADEWsQkpIHrE6tFtDmkRSSrs/OI+mmTpINk7JSExJI4EmgJVG5lDrmUBNBYB7gOewQUBFRVVFIbJPtA1D70JPS3CcAoBtntlKfEwVSPqrAIDLgHxM/E7fjthKAIAOgNdJfT6AoOc43z78MS1EfkcsSDW0VbH/rMZFDkgKq1RFVJ/GnepKZkgXgGRKBIAYgPRK'],
      statistics: ['float32', [2, 3, 2], 'HlX7QC3wGkJhFb5Am05HQsrSV0AsOBdCqsbuQLpEg0Ih5qdAZsaGQu4NF0DcwaRB'],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias', 'residual'], 'groups': 2, 'activation': 'gelu', 'upsample': 2, 'outputActivation': 'silu', 'statisticsGroups': 3},
  },
  {
    name: 'convBlock bfloat16 norm, silu, bias',
    op: 'convBlock',
    arguments: [
      ['bfloat16', [1, 3, 4, 4], 'gL/YP8g/0L8AwIA+AAD4v1A/gD+Iv4A+cD+APwBAYD/Yv7C/8L+wv6A+AECwP+C+iD9gPxC/gL+gvoA+wD/AP4A+sL9Avrg/yL+gv3A/oD6oP5g/AL6Yv6i/8D8AwKA/'],
      ['bfloat16', [3, 3, 3, 4], '4L5gv8A+qD8APtg/+L8AQMA/AACAvpg/4L/Yv6A/YL8gP3C/wD8AvgA+sL/YP0A/oD+gPlC/cD/YP6g/gL0AvoA+4D+AvwA/AEBwPwDAgD+QvwBA2D/ov4A/ED/4P0A+wL9Qv4A/MD+Qv4A9oL4Avpg/kL+APoC++D+QP4C9gL9Av+C++D/Yv4g/4D7YP6C/QL+AvXA/QD4wv+C/oD/Iv8C+gL3APqC+AABwPwC/wD/QvwAAoL+AP3A/oD8gv4C+UD8AwIA+UD8AwKA/IL+gvgBAAECAPgA+'],
      ['bfloat16', [4], 'oL/gvuA+8D8='],
      ['bfloat16', [4], 'UD+ov3A/YD8='],
      ['bfloat16', [3], 'yD+4v9A/'],
    ],
    expected: {
      output: ['bfloat16', [1, 3, 4, 3], 'DkGmP7XA60DIP8bAEECEwA9AZ0CSwBS/z0DgvoO/oEARwbPAXEEVQYpAGEEkwZXAqUAIP2dAd75hQBU/s0D+P4JABEEfwUnA'],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias'], 'groups': 2, 'activation': 'silu'},
  },
  {
    name: 'convBlock bfloat16 residual',
    op: 'convBlock',
    arguments: [
      ['bfloat16', [1, 3, 3, 6], '+L+wv2C/IL+AvjC/AMCgvwA/8D9APgA+ED/Qv8C+4D/gvgA/gD4Av1A/AD9gPyA/ED/QP3C/gD8wP4g/sD+YP4C9QL6APaC/iD+Qv4A/QL5QPwA+AAAAP3A/oL+gPiA/iL8wvwA+UD/Iv0A/'],
      ['bfloat16', [6, 3, 3, 6], 'oD6Avug/4L7AP4A+4L/APzA/wL5Avsi/cD/4P4A+wL8APkA+ED/Qv9A/gD1wP6C+EL8AP4C/iD/wP2C/gL1APjC/ED+AvZA/gD6APYi/kL+AvuA+mL8APqC+YL8gPwC+qD+APag/2D+AvfA/AD9wPwC+oD7AvwAAwL/APwA+iL/oPxC/EL8AwMC+2L+wv5g/gD8AQNg/4L9wP8A/oD5Qv7i/mD9wP0C/ID9wP2A/QD6gv1A/2D8AAAA+AAAgv5C/EL9gv1C/uD+Av4C/UD/oP4A/uD8AvkA+IL8AQKA+wD8AAOA+ML+APdi/kL/IPzC/gL6oP3A/wL9wv8A+4L7IvwDAsD/AvnC/6L+gvyC/+D9AvqA/UL9wvwA/UL8APkA/2D9wP+A/iD+4vyA/UL8AQKC+QD64vwC+gD6oP+C+kD+APQC/wD4AACA/4L/Qv/g/AL9gP7i/yL+QP6A/AD5Av+C/mD/AP+C+oL74v1A/QL+IP8A+gD0QP3C/qD/ov6i/oD/4P4i/sD9AP5C/gD2gvqA/8L+4v7g/kL8Qv5C/ML/gPgA+6D+gvhC/2D/APsA/8D/Qv4C9QD+APaA+6L+4v/A/2L9wv4C+4L5wP4g/AD4Qv6C/uD9Av6A+wD7AP0C/4D5APlC/wD5Qv4A/UL8AP+i/ED/QP4A9AACwP4C/ML/Yv4C92L9Av6C/gL6QP4i/AD6Yv7A/mD+YP+A+yL+wv7g/kD/AvzA/AL7ov8C+QD9APwC/+L9wPwAAQL7YP0A+UL8Av1A/6D9Qv9A/ED/AvwDAgD/gP1A/wD8Avsi/ML9APsg/yD+wPwC+gL3YvxC/gL/Av5C/AL4gv2C/ID/APtA/gD5wP1A/'],
      ['bfloat16', [6], 'IL8Avug/AD+AP4i/'],
      ['bfloat16', [6], '0D9Av0A/4D8AQOC/'],
      ['bfloat16', [6], 'sL8Av7C/iL9AP1A/'],
      ['bfloat16', [1, 3, 3, 6], 'wD4QP8i/2L/wP0A/uL9APgC/gD2Av6C/0L+wP+C/YL/wv+C+gD9gv5i/uD8AvgA+QL/gv9i/AD+QPwA/2L+4P4A9AL+Iv/i/AD7IP3C/4L8AvtA/UD/ov7C/gD+AP+g/kD/gP8C+AL8AQEC+'],
    ],
    expected: {
      output: ['bfloat16', [1, 3, 3, 6], 'akCHQD7B1kAGQa5AHUDJQLPArT+ZQHq+SUC8QHHA/cD6PwpAPUA+wYDBoEAyP91ArkBTwF/BDL8kP7o/8L8bQJRAicGOwIg/McArwCLB+b8cwQpBLUE/wDfBzz5pvxFB3UCzQD7AbsAYQfg/'],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias', 'residual'], 'groups': 3, 'activation': 'silu'},
  },
  {
    name: 'convBlock bfloat16 upsample',
    op: 'convBlock',
    arguments: [
      ['bfloat16', [1, 2, 3, 3], 'gD4wP3A/QL/gv3A/oL9wv8C+uL/4v9g/6D/gvhA/yL8AwMi/'],
      ['bfloat16', [2, 3, 3, 3], 'ID8wv8C+oL/gvzA/kD+IvwA+oL+AP6A+AD9Av8g/8D8QP6A++L+oP+C/QD+wv8i/2L/gP3A/iD+QP8C/AL6Avoi/AL5APpA/0D+ov9C/AMDgvgBAgL6wv7i/0D/Iv8i/gL8AvkC+YD+gvgA/'],
      ['bfloat16', [2], 'YL/oPw=='],
    ],
    expected: {
      output: ['bfloat16', [1, 4, 6, 2], 'ST/8PrPAML7Vv4ZAfsDwQMrAxUD0P6hAlL4CQAvBMkCQPldAbsD4P63ApkAUQfxAGsAwQaC/zECkQLDA8sDkPyPBI0HfQBdByEAiQW9Bqr/HQCXBssCuQHnAO0EPQMNA'],
    },
    attributes: {'names': ['x', 'weight', 'bias'], 'upsample': 2},
  },
  {
    name: 'convBlock bfloat16 norm, upsample, residual, activation',
    op: 'convBlock',
    arguments: [
      ['bfloat16', [1, 2, 2, 4], 'oL8AP7i/gD/4v6C+2L/AvwC+8D/Avpg/mL+AvcA/QL8='],
      ['bfloat16', [4, 3, 3, 4], 'gL3gv8C+oD4AQJg/ID8wv0C+UD+4P+C/yL9Avrg/ED+APuA/4L7ov4g/uL9AvgC/ID+ovzC/sD+4vxA/yD/gP8C+wD8AwBC/ED9AP0A/ML9Av2C/oL6AvjA/AL8Av4C9iD+gP/i/oL/wv5i/wL/4v9A/AED4P7i/AD/wP0C+4L7Av9i/QL+gvog/uD/gvwC+0L9wv0A+AMCAvSC/AL6AvoC9+D/gPpA/yD+QP8i/AMDIP8C+gL6gv8C/+L/4vzC/4L/wPyC/8D+gPlA/oL/4PyA/QL/4v6C+2D+AvQC/+D9APwAA0L8AQCC/YL+AP8A+QD6Av7g/iL8gP2A/gD6gPtC/8L9AP5A/ED8wv5i/cL+gP0A/AEDQP4A+8L8AANg/'],
      ['bfloat16', [4], 'gD2wP6C+iD8='],
      ['bfloat16', [4], 'iD+gPvg/gL8='],
      ['bfloat16', [4], 'gL1APgA/ED8='],
      ['bfloat16', [1, 4, 4, 4], '6D/gPyA/MD/oP/g/AEDYP8C/oD/AvuA++D/APmC/oL6gvlC/AADAvuA+2D9AvoC+AL+gP0A/qD9QvwAA2L+YP0A/AEBAv1C/kL9Qv5A/YD8wv9i/YL/Qv9g/uL/4v8A+uD/AP5A/oL7AP3C/cD+QP6g/QL9QP8A/AD6gv0C+QD4='],
    ],
    expected: {
      output: ['bfloat16', [1, 4, 4, 4], 'AAAAAAAA30D9PQAAAAAiQQAAAAAAAPtAYkAAAAAA5kAAQQAAAAD/P2pAAAAAAPBAAAAKQAAAkUDvPwAAAACZQB5BAAAAAAAApUAAAAAA30AAABhAAAAAAGZAAAAAAChAO0EAAAAAAAATQQAAAACCQPk/ekAAAPs/DkAAAIM//j8='],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias', 'residual'], 'groups': 4, 'activation': 'silu', 'upsample': 2, 'outputActivation': 'relu'},
  },
  {
    name: 'convBlock bfloat16 statistics',
    op: 'convBlock',
    arguments: [
      ['bfloat16', [2, 3, 3, 2], '2L/4PxC/oD/wv/i/MD9wP/A/AECAvrA/4L6YPwA/4D9QvyC/wD6Iv6C+UD+gP0A+ML/Iv6C+AL/gv8A+2D+YP8g/ML+APaA/'],
      ['bfloat16', [4, 3, 3, 2], '8D8Av8C/yL+AvRA/8D/4PwBAqL9QP3A/gL4gP3A/mL/ovzC/AL/4P+C/6L+4v2C/wD8Avqg/2D/AvrA/YL8QP+A/0D+gvri/+L+4v5i/oD9APpA/4D4wv6C+wD+IvwA+gD/gP3A/8D8Av8g/4D4AAMA/4L4gv5g/oL+Yv9g/4L/YP6g/AD4AAFA/QL9wP4i/'],
      ['bfloat16', [4], 'kL9Av7g/UD8='],
    ],
    expected: {
      output: ['bfloat16', [2, 3, 3, 4], 'OcHAPyNBqMDrwOQ+VEEdwQPAxsC3QD6/or+3Py9B+D9hv61BD0GOwBFBN0FwQBHBQMCOwMBAPkDQwJnAMkDevklAur+XwBXAakBwwIHAlkASv2+/Wb8APFC+6r+/v44+5L/EPx0/wkCMwPrAP0FsP0HBT8BtQFm/kUDcQFC/JEAqQaZAVkB4QCk/rkAFQavA'],
      statistics: ['float32', [2, 2, 2], 'OY5LvZFKY0LHcdM/zBwvQjmO2z3nY+NBHIfqP+GxiEE='],
    },
    attributes: {'names': ['x', 'weight', 'bias'], 'statisticsGroups': 2},
  },
  {
    name: 'convBlock bfloat16 batch 2, everything',
    op: 'convBlock',
    arguments: [
      ['bfloat16', [2, 3, 2, 6], '8D/4P0A/cD/oP3C/QD+4v8A+sD+gP+g/MD+4v1A/gD5Av8g/yD9gv+g/QD9Av6A/0D9AvnC/0D9QP6A/+L8gPyC/oL/Qv6C+UL/gPvC/uD/wP4g/ED/APvi/sD/gP+C/qD8AAKA+UL8wvwA+8L+QPwAAqD9gP8C+4D64v4g/IL8APnA/gD4wP6A+ED8AvsA/'],
      ['bfloat16', [6, 3, 3, 6], 'mD/gvwC/oD6QPyA/AL8Av3A/ID9QP9g/2D/QPwA/+L/oP1A/wL/gPtC/2D+IP0A/oD/wvzA/gD8AQKi/qL+IP4C/wD/gPjC/AD+Iv1A/EL+Iv+i/AD+Avtg/4L/4v+i/4L+APmC/kL/gP4C9wL/AP+i/gD7gv+C/MD/wvwBAAL+AvdC/2L+gPoC+uD8QP4C/cD/IP6i/cD9wP1C/qD/wP0A+IL+4v8A+uD9gP6i/QL+gv8A+AD7QP9A/ED/QP4A9oD6IPwAAgL64v/g/+L/IP9g/AEDIP0A+oD+YP9i/QD/gPoC9IL/gP1A/ID/ov/i/6L/QvzA/gL/AP7i/YD+QvwA+sD+Yv1C/EL+APiA/ID/gP8g/gL1wP8g/mD+APeg/AD+IP0C+MD/wP7C/ID8QP7A/AMDIv5i/AD5gv2C/wD+oP+g/oL/AP7i/0L/QPzC/0L/QP5g/0D9AvpC/mD8APrC/QD6oP1A/ML8Avsi/ID9wP4A/+L9AvgAAAMDgPqA+qD/AvwA/yL+ovwC/AECoP0C+ED9wP+i/4L/gvtg/iL8wvyA/4L+APRA/QD6gPlA/8L/Qv4A9uL+gP1A/yL/gvrg/AEDIP0A/+L8AwAC/mD8gv4A9qD9gPwA+AEDoPyA/6L+YP4C/ML9AvgA/ID8AwAC/oD+gPqC/yD8wv8A/AAD4v5i/AD4AvrA/8L/AviC/qD/YP+A+gL6gv/g/2L8APhA/YL+APZA/oL4Av6A++L+Iv+A/AAAAwMA+iD8AP4C9kD9Av0A+wD6YvwAA4L9APwC/wL/gvjC/oL+oP+C/yL8AAAC+qL/ovxC/8D9gPzA/AD8AviC/kD8AP+A/0L/QP6i/oD+gP8A+'],
      ['bfloat16', [6], '2D8AQEA/+L9AP4i/'],
      ['bfloat16', [6], '0L+Av8g/gD0APqi/'],
      ['bfloat16', [6], 'uL8APpi/MD/gP4C/'],
      ['bfloat16', [2, 6, 4, 6], 'QD6Av9g/MD9wP6C/iL8wP+A+MD/Qv5C/gD8AvoC9ML8AALC/wL6gPrA/ML8AAIg/QD6wv8i/ED+Yv8g/wD9gP7C/MD9wvxA/IL+APYC92D+wv0A/wD4AABA/4D7oP8g/QL7gPsA+2L+Av2A/EL8AwIC+gD2QP8C+2D+APuC/kD/gvui/AEBwv/C/kL+gvrg/kL/AvlA/kD8AAFA/wD4AwIA94D6YvwC/yD/gPwC/wL+IP8i/yD+gv6i/AD+ov8i/ID8AwBC/oD/gP+g/uD9wv7C/gL8wPxA/AD7IP5C/uL9APwBA6D9wv4C+4D7YP9C/+D+oP9C/yD/oP0A/wD5wP+A+wD8wP4i/oL7wP+A+oL6oPwDA0D/ov/i/ID8AvgC+iL+IP4g/MD+APoA/oD/gv9A/MD8gvzC/MD+4P4i/2D/IP+A/ED9APqi/AL+4v2A/yL8AQOA+AADoPwBAcD8AwEA++L+AvVC/qL/APwAA+D+AvgA/4D6APeC+YD/wP6g/oD/QP+g/AL/APrg/QL+YPxC/wD9AP4A+gL/gv8A/EL/IP8A/wD9APsA/iD9wv0C+mL+QP/g/gD4AwIC90L/IP6g/AADYP2C/gD8QP+C+iD9gvyC/0L8gvwA+ID+AvjC/iD9gv6C/uD+AP/C/iL/gPsA/AADgv7i/AD6Qv6g/AL4QP1A/oL6Avcg/IL8gv4A/oD+gPsA/oL/Yv4A9UL9Qv0A+yD+wv5A/+D+IvwBAQD+4v9i/QD9wv6i/sL/oP7A/'],
    ],
    expected: {
      output: ['bfloat16', [2, 6, 4, 6], 'Er7iQABBRz9dQGm9x7xPQcxAiECVQDu4jr7tQHFArECwQAS4nT6vPklAdD+KQFS+0kCNQM1AykAyvae7g77NQDFApUAFQW+6UT+UQFVA1kAcQay66ECGP6U/jkBvQS2+zkAFQLdAxkBPvmK5rr0uvuJAvUC3QIe5iD8aQLZA3kC+QLa4vkCKPUa+XLwsQWG+Vb6TP+5AK0BaQAG9Q7wlPxtBYr5DPhm+jrrNQGNAGLyRvWk9JryOvnW8db1lvvRAoj9zPz1AU0DTQI++GkAoQPtAsbsFQYi9kb2PQH9AU7UdPgm+j0CHP3E+Y7zHQI1ABkCsP26+E0AtQIi+Jb40P2M/lL0rQQG9XT+Bvq5AKbx1Qay1LEGBvupA7LzhQAW4hj2JvqQ/CT+6Puc+zz+Mvr1AMEBmPYq+gb5qQFhArEASQBxAcL2tPuC9BUCHvnQ/qL29QGU/cD8iQGA/xEDePzG+cEAPQUo/0UCtQJY/G0FmQTM/5EA/vgE+/UBdQby9CkCDQPlAC7y+vZC4z0CmQHdAjr7jQDW+rkCcQApBfUCJQapAYkBWQEM/L0AhQZm9cr4mQRBBuj69QMy290D+QBtB4Lp0QBK4yEAMQTRBfb6FQAy9G76iQEtAt0ACQRi9h77YQPFAUkAGQeK2t0CIQBNBxLy2P/u2j0BlQDBBg76dQB68hr7/P7JAiECrQDO+jkArP0hB473wQEK4WEARvRxBJrxJQI66Gj+cvQlB8LvNPZG9yr2Ovlm+Qr6RQPA/'],
      statistics: ['float32', [2, 3, 2], 'nvIaQCWYIEGIlVlAeQoHQUnGP0CslZBBCQpMQCmhD0FXnXNANO5zQQ3mQkAWKpJB'],
    },
    attributes: {'names': ['x', 'weight', 'normWeight', 'normBias', 'bias', 'residual'], 'groups': 2, 'activation': 'gelu', 'upsample': 2, 'outputActivation': 'silu', 'statisticsGroups': 3},
  },
  {
    name: 'upsampleNearest float32',
    op: 'upsampleNearest',
    arguments: [
      ['float32', [1, 2, 3, 2], 'AADIvwAAQL8AACA/AACgPgAAAEAAAOi/AACAPQAA+L8AAKC/AADovwAAIL8AAMC+'],
    ],
    expected: {
      output: ['float32', [1, 4, 6, 2], 'AADIvwAAQL8AAMi/AABAvwAAID8AAKA+AAAgPwAAoD4AAABAAADovwAAAEAAAOi/AADIvwAAQL8AAMi/AABAvwAAID8AAKA+AAAgPwAAoD4AAABAAADovwAAAEAAAOi/AACAPQAA+L8AAIA9AAD4vwAAoL8AAOi/AACgvwAA6L8AACC/AADAvgAAIL8AAMC+AACAPQAA+L8AAIA9AAD4vwAAoL8AAOi/AACgvwAA6L8AACC/AADAvgAAIL8AAMC+'],
    },
    attributes: {'scale': 2},
  },
  {
    name: 'upsampleNearest float16',
    op: 'upsampleNearest',
    arguments: [
      ['float16', [1, 2, 3, 2], 'AD+AOkC8gLxAvwC4gLsAt8C+wLzAvgA8'],
    ],
    expected: {
      output: ['float16', [1, 4, 6, 2], 'AD+AOgA/gDpAvIC8QLyAvEC/ALhAvwC4AD+AOgA/gDpAvIC8QLyAvEC/ALhAvwC4gLsAt4C7ALfAvsC8wL7AvMC+ADzAvgA8gLsAt4C7ALfAvsC8wL7AvMC+ADzAvgA8'],
    },
    attributes: {'scale': 2},
  },
  {
    name: 'upsampleNearest bfloat16',
    op: 'upsampleNearest',
    arguments: [
      ['bfloat16', [1, 2, 3, 2], 'sL8AvgC+8D9APqg/iL8AwJi/MD/IP6C+'],
    ],
    expected: {
      output: ['bfloat16', [1, 4, 6, 2], 'sL8AvrC/AL4AvvA/AL7wP0A+qD9APqg/sL8AvrC/AL4AvvA/AL7wP0A+qD9APqg/iL8AwIi/AMCYvzA/mL8wP8g/oL7IP6C+iL8AwIi/AMCYvzA/mL8wP8g/oL7IP6C+'],
    },
    attributes: {'scale': 2},
  },
  {
    name: 'rope float32 [1, 2, 3, 4] interleaved',
    op: 'rope',
    arguments: [
      ['float32', [1, 2, 3, 4], 'AAAwPwAAmL8AAIg/AAD4PwAAUL8AAIA9AACgPwAA8L8AALC/AAAQvwAAyD8AACA/AADovwAAAEAAAADAAABgvwAAAL4AAFC/AADgvgAA6D8AAKA/AADoPwAAgD0AALg/'],
      ['float32', [3, 2], 'NWk4vqAfej8VM3A/9t8vPwUpHb9MgVk/'],
      ['float32', [3, 2], 'gtB7vzwlWj7xFrE+iAU6P7EUSj9qAgc/'],
    ],
    expected: {
      output: ['float32', [1, 2, 3, 4], '2FylvzvA7L6RFyA/yqMHQDmySL+CuGO+lSgOQAZ6wr4F4qQ/YXU9v4R4fz9Lcq0/LMwSQKkatj+NQ+K/Jfejv72rJz7wOk6/AQ7Pv4JjbT8yrgzA7wEBvmR7NL8CjaA/'],
    },
    attributes: {'interleaved': true},
  },
  {
    name: 'rope float32 [2, 3, 6] interleaved',
    op: 'rope',
    arguments: [
      ['float32', [2, 3, 6], 'AACAvQAAkL8AAMi/AAAAvgAAyD8AAFC/AAAAwAAAmD8AAKA/AACIvwAA2D8AAHC/AABQPwAA6L8AALC/AAAwPwAAwL4AALi/AAAAvgAA2L8AABA/AAAAvwAAAD8AAIi/AABgPwAAAL4AAOC+AABAvwAAIL8AAJC/AACgvwAA4D4AANC/AADwPwAAAAAAAMA+'],
      ['float32', [3, 3], 'U3JBvwq7Zj/+C2K/Fzx3P7+XAb81eHq/M7Ftv96pCr8b5Mq+'],
      ['float32', [3, 3], 'bqwnvx7O3b7GUvC+n9SEvnjGXL+islM+KCS+PqUxVz/KCmu/'],
    ],
    expected: {
      output: ['float32', [2, 3, 6], '14owv2QbZD+RMLu/pnEQPy9q4b+K3YK8+MzPv/011T9HSMa/20YKv36Gur8HEKI/qnmmve4H/j+/3So+hpzDv1/qlb//92k/WGKBvz2zrT9cq5Q+fb8xv/ixcL8MGDQ/SgdQPxEJsr7txNm+pMhBP18VWD9Ss3g/l4V/Px/UXr8NKTK/y2sYwBhIsD4UKxi+'],
    },
    attributes: {'interleaved': true},
  },
  {
    name: 'rope float32 [1, 2, 3, 4] halves',
    op: 'rope',
    arguments: [
      ['float32', [1, 2, 3, 4], 'AAAgvwAAMD8AAPi/AACoPwAA4L8AAAA+AABQvwAA8L8AAKC/AAAgPwAAAAAAAAC+AACgPwAAgD0AANg/AACwvwAAID8AAABAAADAvwAAiL8AADC/AADgPgAAmD8AAIC/'],
      ['float32', [3, 2], 'oOJ/v9btjz6adB4+8eJtPXnS3D4JHQW/'],
      ['float32', [3, 2], '2D/1PEWtdb+e6nw/YZF/v1r3Zr+rq1o/'],
    ],
    expected: {
      output: ['float32', [1, 2, 3, 4], 'AscuP5b2uT9rfvU/FuaUvp0rCD9oqu6/ImXtvxFLb76MAwq/wXJfvphakD/sThk/E2Wmv2inpr/4HNO/r5zkvhMRyj8ZznG/0k3FPrW7A8BhXUY/924gP4PzkD8kyGQ/'],
    },
    attributes: {'interleaved': false},
  },
  {
    name: 'rope float32 [5, 2] interleaved',
    op: 'rope',
    arguments: [
      ['float32', [5, 2], 'AACQPwAAUL8AAEA/AADYvwAAwL8AAMi/AACQvwAA0D8AALg/AABAPg=='],
      ['float32', [5, 1], 'gih/P+/8Qz9jhHi/S8lIP5CNbr8='],
      ['float32', [5, 1], '1fGlvR2yJD+RxXU+j88eP3vHub4='],
    ],
    expected: {
      output: ['float32', [5, 2], 'gRmHP+ymZr8iddQ/PjVPv+Fj6j9iEpQ/3vnxv5mdEz9mwKK/60Eyvw=='],
    },
    attributes: {'interleaved': true},
  },
  {
    name: 'rope float16 [1, 2, 3, 4] interleaved',
    op: 'rope',
    arguments: [
      ['float16', [1, 2, 3, 4], 'wD2AuABAADsAtUA/AECAOgCyAL+AO8A/ADJAPYA4wD+APQA4wL6AvkC8AD2AOYA8'],
      ['float32', [3, 2], 'FqZqv9YmGL8uFCU/VdJWv6ZfGz9GkkA/'],
      ['float32', [3, 2], 'SbTMvtbgTT9dqkM/WT0LPyx1S7+RrSi/'],
    ],
    expected: {
      output: ['float16', [1, 2, 3, 4], 'LL6Sq5K/WjxZvnA7PsB/NgW+TrvtP7g6pTUdvZK/mLkJOH49mkAiN5Q1aj4JPUs2'],
    },
    attributes: {'interleaved': true},
  },
  {
    name: 'rope float16 [2, 3, 6] interleaved',
    op: 'rope',
    arguments: [
      ['float16', [2, 3, 6], 'ALjAvwC/ALrAvYC9ADmAvYC7ADoAPwCsAL8AOgC7QL+APQA4gLkAucA/wL+APwC3ALsAOUC+wD6APMC/ALXAPQC7QD8AsoC9'],
      ['float32', [3, 3], 'w658vwcbUL8Tf7S+9UQAvzzHeL8sPBm/dJt/P0c8dD5Wbmw/'],
      ['float32', [3, 3], 'yFAkvj8XFT+TkG8/+YtdPwqCcb6+Ek0/1M1ivZ2ceD+FVMQ+'],
    ],
    expected: {
      output: ['float16', [2, 3, 6], '2DH4P3A/jbYtP+K6BDvrPFo8ELj7u8I9077EOjU+Ib1QPOo7oDjROSW3aEEGtKM/j65IvKo/Fr0IOx9AcLPPPeC/rraqNV69'],
    },
    attributes: {'interleaved': true},
  },
  {
    name: 'rope float16 [1, 2, 3, 4] halves',
    op: 'rope',
    arguments: [
      ['float16', [1, 2, 3, 4], 'gDnAPsA9gL4AOUC9gDpAv8A9gLuAvMA9ALhAPAAAwLyAOQC8ADDAvwA5AECAvAC2'],
      ['float32', [3, 2], 'G0ZUP7lqCT/7Tww/h+MnP5tX2z1n/Xk+'],
      ['float32', [3, 2], '/hcPv/z9Vz9ZH1a/g0JBPwyHfj8JQXi/'],
    ],
    expected: {
      output: ['float16', [1, 2, 3, 4], 'fz2OQHY6aTgXPA849axcwBc9qTw8PQo9orZKPnk0JTS0N3Q6DbgNwL48+i8COBDA'],
    },
    attributes: {'interleaved': false},
  },
  {
    name: 'rope float16 [5, 2] interleaved',
    op: 'rope',
    arguments: [
      ['float16', [5, 2], 'gLkAPQA0gLjAv4C5AABAPwA/gDw='],
      ['float32', [5, 1], '0ueUvg4yOz4shqi+KhF+v+7J1z4='],
      ['float32', [5, 1], 'K+90P6Gve782vHE/gDL7vQ0naL8='],
    ],
    expected: {
      output: ['float16', [5, 2], '+LsWvA+4lLUmPWq+HTMyvwg/dLw='],
    },
    attributes: {'interleaved': true},
  },
  {
    name: 'rope bfloat16 [1, 2, 3, 4] interleaved',
    op: 'rope',
    arguments: [
      ['bfloat16', [1, 2, 3, 4], 'kL/Qv8C/+D/Iv+A+AD74P4A/EL+gvkA+UD/APrC/UL+APdi/QD+4v6C+MD+4P0C+'],
      ['float32', [3, 2], 'Qm2IvqTtvL2ZwlE/0fY+v9q1fT+Pi3+/'],
      ['float32', [3, 2], 'o752P4zofj/5wBI/134qvyGmCL6MD3Q9'],
    ],
    expected: {
      output: ['bfloat16', [1, 2, 3, 4], '7z8nv+W/1r/Evwq/mT/Ev2o/Mb+aPlO+FL8vP3A/pr+CP6y/wr8TP1++OT+2v4w+'],
    },
    attributes: {'interleaved': true},
  },
  {
    name: 'rope bfloat16 [2, 3, 6] interleaved',
    op: 'rope',
    arguments: [
      ['bfloat16', [2, 3, 6], 'uL/YvzC/8L+APZg/wL/Yv1C/gD3Iv4C96L/AvuA+gL/Qv6g/UD+AP7A/wD+oP9A/YD/AvsC+qD8APtA/sL8AvwBAoD5APjC/'],
      ['float32', [3, 3], 'grqHPCUOjL7I+n8/0Qx4P2azA79n138/W6GxPo35Hz8PaRe/'],
      ['float32', [3, 3], 'Afd/v2Y8dj8Gwk68czV9PjeGW78JJhC9hhlwPzDcRz+QbE4/'],
    ],
    expected: {
      output: ['bfloat16', [2, 3, 6], '27+0P/8/GL6fPZg/hb8AwPE+Kj/Iv/W7jr7qv4c/kb7HvQbAgj9Mv+m/aj+rP84/cT8Xvqk/tb46Ps8/Bby7v4E/4T/jPg8/'],
    },
    attributes: {'interleaved': true},
  },
  {
    name: 'rope bfloat16 [1, 2, 3, 4] halves',
    op: 'rope',
    arguments: [
      ['bfloat16', [1, 2, 3, 4], 'EL+AP8C/wL4wv8i/yD+4vwC+ED9wv+i/AEBAP/C/gD6Qv8g/wL9Qv7A/sD/wP6g/'],
      ['float32', [3, 2], 'DY4LP1A3Dr899H+/x/hgP9LM+T5IMky/'],
      ['float32', [3, 2], '8J1Wv+TcVL9sL5u8PlP0Pq52Xz/JZho/'],
    ],
    expected: {
      output: ['bfloat16', [1, 2, 3, 4], 'yL9ev7G+IL84PzC/xr8BwEI/JT8Rv+Q/975Wvi3AQ7+MP+E/wz8BPXe/8r8HQF++'],
    },
    attributes: {'interleaved': false},
  },
  {
    name: 'rope bfloat16 [5, 2] interleaved',
    op: 'rope',
    arguments: [
      ['bfloat16', [5, 2], 'AD7gv0A+wL9APkC+QL6AP9C/4D4='],
      ['float32', [5, 1], '5JYUPnnTU76gVhE/EzYrv97xSL8='],
      ['float32', [5, 1], 'Xkp9v3l2er9LvlK/mlI+PzWcHj8='],
    ],
    expected: {
      output: ['bfloat16', [5, 2], '27/BvsG/Aj5EvYa+Hr9Pv4E/rb8='],
    },
    attributes: {'interleaved': true},
  },
];
