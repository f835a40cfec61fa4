// Made by tools/fixtures/ops.py from NumPy and PyTorch: products of matrices. Do not edit.
// biome-ignore-all format: a table
import type { OpCase } from '../opCase.js';

export const matmulValues: readonly OpCase[] = [
  {
    name: 'float32 [1, 1] by [1, 1]',
    op: 'matmul',
    arguments: [
      ['float32', [1, 1], 'AADgPg=='],
      ['float32', [1, 1], 'AACAvw=='],
    ],
    expected: {
      output: ['float32', [1, 1], 'AADgvg=='],
    },
    attributes: {},
  },
  {
    name: 'float32 [2, 3] by [3, 4]',
    op: 'matmul',
    arguments: [
      ['float32', [2, 3], 'AAD4PwAA6D8AAOC/AACgvwAAoL8AAKi/'],
      ['float32', [3, 4], 'AACgPgAAIL8AAIC9AACQvwAA6D8AADA/AAAwPwAAyL8AALC/AADQPwAAQL8AALg/'],
    ],
    expected: {
      output: ['float32', [2, 4], 'AIDJQADAM8AAABxAAODwwAAAWr8AgA3AAABQPgCAvD8='],
    },
    attributes: {},
  },
  {
    name: 'float32 [1, 7] by [7, 1]',
    op: 'matmul',
    arguments: [
      ['float32', [1, 7], 'AACYPwAAAMAAAAC+AABAPgAAAL4AANC/AABgPw=='],
      ['float32', [7, 1], 'AACAvwAAIL8AAKC+AABQvwAAQL4AALA/AAAAvg=='],
    ],
    expected: {
      output: ['float32', [1, 1], 'AMAXwA=='],
    },
    attributes: {},
  },
  {
    name: 'float32 [5, 1] by [1, 5]',
    op: 'matmul',
    arguments: [
      ['float32', [5, 1], 'AACAPwAA4D8AAJC/AACAvwAAgD4='],
      ['float32', [1, 5], 'AACgvwAAQD8AADA/AABAPwAA6D8='],
    ],
    expected: {
      output: ['float32', [5, 5], 'AACgvwAAQD8AADA/AABAPwAA6D8AAAzAAACoPwAAmj8AAKg/AABLQAAAtD8AAFi/AABGvwAAWL8AgALAAACgPwAAQL8AADC/AABAvwAA6L8AAKC+AABAPgAAMD4AAEA+AADoPg=='],
    },
    attributes: {},
  },
  {
    name: 'float32 [7, 9] by [9, 6]',
    op: 'matmul',
    arguments: [
      ['float32', [7, 9], 'AACgvgAA2D8AAPg/AADIPwAAUL8AAOC/AAC4PwAA4D8AADC/AAAgPwAAsL8AAMA/AAC4PwAAwL4AAJg/AACQvwAA+D8AAJg/AACoPwAAMD8AAOi/AACQPwAAYD8AAJi/AAC4PwAAwL8AAOC+AACIPwAAkD8AAPi/AACAvwAA6D8AAIA+AADAvwAAIL8AAOA+AAAAwAAAoL4AAIC/AAAwvwAAED8AAKi/AADYPwAAkD8AACA/AADYPwAA2L8AAHA/AADIPwAA4D4AAEA+AABgPwAAcD8AAAA+AAAAPgAAgD4AAHA/AADQPwAAqD8AAGC/AADAPwAAkL8AACA/'],
      ['float32', [9, 6], 'AADoPwAA+D8AAOg/AACYPwAAAL4AAMi/AACgPwAAqD8AAIA/AACgPgAA6D8AABC/AADYvwAA8D8AANA/AABAPwAAAAAAAPA/AABAvgAA6D8AAEA/AAD4PwAAAD8AAEC/AACAvgAAAD8AAGC/AADAvwAA2D8AAJg/AACoPwAAAL4AANC/AADYPwAAwL4AAMC/AACIPwAAEL8AAMg/AADgPgAA8D8AALC/AACIvwAA8D8AAMg/AAAAQAAAUD8AAABAAADgvwAAoD8AAJi/AADwvwAAoL8AAKC/'],
    ],
    expected: {
      output: ['float32', [7, 6], 'AIBPwAAAGEEAsGxBACAFQQBAAkEAYMFAACDiwADQI0EAAMQ/AED+QABgnsAAgE9AACADQQCAv78AQCNAAIARwADgskAAoATBAACfQAAAUb8AwNXAAKDZwAAAAT8AgEjAAOCRwACgoMAAAEm/AIC5wACAgkAAgG5AAICJvwBg6EAAAMJAAIDcQAAA2j4AALK+AICQvwCAd0AAgFVAAIAIwAAgnUAAQAHA'],
    },
    attributes: {},
  },
  {
    name: 'float32 [2, 3, 4] by [4, 5]',
    op: 'matmul',
    arguments: [
      ['float32', [2, 3, 4], 'AADYvwAAwL4AAEA/AABAPwAAQL8AAAC+AABAPwAAgD8AANi/AABAPwAAwD8AAKi/AABQPwAAgL8AAJA/AABwvwAA4D4AAHC/AABAvgAAcD8AAKC/AACovwAA6D8AAJg/'],
      ['float32', [4, 5], 'AAC4vwAAgD4AAIA9AACAvgAAyL8AAIC+AADIvwAA4D4AAFA/AAAAAAAAyD8AAGA/AABAvgAA2D8AAJg/AACYvwAAuD8AAKC+AAAAPgAAcL8='],
    ],
    expected: {
      output: ['float32', [2, 3, 5], 'AEAzQAAA8z8AACW/AAC9PwDANEAAAIw/AIAGQAAADr8AAL0/AACQPwCAxEAAwArAAAC0PgCAWUAAwLRAAAD6PwCAsz8AAJy+AABEPwAAcj8AgOa/AIAwQAAAJL8AAIm/AIDkvwAAY0AAAKFAAICuvwAAHUAAgD9A'],
    },
    attributes: {},
  },
  {
    name: 'float32 [3, 4] by [2, 4, 5]',
    op: 'matmul',
    arguments: [
      ['float32', [3, 4], 'AACQPwAAmD8AAFC/AAAAAAAAuL8AAMi/AACgvwAAML8AAADAAADgvgAA4L8AADA/'],
      ['float32', [2, 4, 5], 'AACAPwAAIL8AANA/AADQvwAA6L8AAMC/AABgPwAAED8AAJA/AABQvwAAQD8AAABAAAAAAAAAuL8AAIC9AADgvwAAUD8AAAAAAACIvwAAqD8AAIA/AACAPgAAoL8AAFC/AADwvwAAwL8AAOA/AAAAvgAA2L8AAJA/AACgvwAA4D4AAOi/AACAPwAAAMAAAKA+AADAvwAAgL4AANg/AAAgPw=='],
    ],
    expected: {
      output: ['float32', [2, 3, 5], 'AACivwAApb8AwB9AAAAtPwAAPcAAAJY/AMBhwADATcAAwEZAAEBDQAAAd8AAwATAAMBfwABgkUAAwJ9AAAC4PgBAAEAAAKi9AMBuwAAAWj8AQBBAAAAnwADAjUAAgLI/AIBAQACAhz8AAETAAMCxQAAA4z8AAOZA'],
    },
    attributes: {},
  },
  {
    name: 'float32 [2, 1, 3, 4] by [1, 3, 4, 2]',
    op: 'matmul',
    arguments: [
      ['float32', [2, 1, 3, 4], 'AABQPwAA6D8AAMC+AACAvwAAAMAAAKA/AACoPwAAgD0AAIC9AACQvwAAuD8AAIA/AAAAAAAAQD8AANi/AAD4PwAA4L8AAKi/AACYPwAAoD4AAJC/AAAQvwAAuL8AAGA/'],
      ['float32', [1, 3, 4, 2], 'AADAvgAAAAAAAIC/AACAPQAAcL8AACC/AACYPwAAiL8AAAC+AAAAvwAAAEAAAHC/AADQvwAAkD8AAFC/AACwvwAAyD8AAGA/AACAvgAAkL8AAJA/AADgvgAAgL4AALA/'],
    ],
    expected: {
      output: ['float32', [2, 3, 3, 2], 'AAA9wACAtD8AANS/AABPvwAAfT8AAALAAECeQACAk78AABE/AACcPwCArMAAAKo/AAAlPwCAIsAAAP2/AEBpwACAxj8AgPo/AIBIQAAAdb8AAJ0/AACUvwDAV0AAAIi9AMAqQACAqMAA4JLAAMBAQAAAJD8AgN2/AIAkwADAI0AAAJO/AAAUvgAAXcAAgL0/'],
    },
    attributes: {},
  },
  {
    name: 'float32 [2, 1, 2, 2, 3] by [3, 1, 3, 2]',
    op: 'matmul',
    arguments: [
      ['float32', [2, 1, 2, 2, 3], 'AADAvgAAQD4AAMg/AABQvwAAQL8AAEA+AABAPgAAmL8AAIA+AADQPwAA8L8AAGC/AADQvwAAoD8AAIi/AACgPgAAAMAAAOC+AABAPwAAqD8AAKA+AABQvwAAIL8AAHC/'],
      ['float32', [3, 1, 3, 2], 'AACgvgAA2D8AAPC/AACgPwAAwL4AAADAAACwPwAAoL8AAPC/AAD4PwAAID8AABC/AABAPwAAAL4AAJC/AADgvwAAUL8AAMC/'],
    ],
    expected: {
      output: ['float32', [2, 3, 2, 2, 2], 'AABSvwCAYcAAgMs/AMArwADABEAAgNW/AIBVQACACUAAAOA9AABAvQAA0D4AAAu/AAApQABAK8AAgKZAAIClwACA4b8AACjAAACoPQAAkT8AAKM/AADXPwBAgUAAgIxAAAC4vwAAcj8AQHRAAICMvwAANMAAABJAAIDjPwAAjr4AwKfAAKChQAAAekAAoIDAAACevwAAtz8AAAi/AACqPgCA4b8AAMi+AMA1QADAg0AAgJW/AAA3wAAAWz8AgCZA'],
    },
    attributes: {},
  },
  {
    name: 'float32 [2, 0] by [0, 3]',
    op: 'matmul',
    arguments: [
      ['float32', [2, 0], ''],
      ['float32', [0, 3], ''],
    ],
    expected: {
      output: ['float32', [2, 3], 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    },
    attributes: {},
  },
  {
    name: 'float32 [0, 3] by [3, 2]',
    op: 'matmul',
    arguments: [
      ['float32', [0, 3], ''],
      ['float32', [3, 2], 'AACovwAAgL4AAIA+AAD4vwAAAL8AAMA/'],
    ],
    expected: {
      output: ['float32', [0, 2], ''],
    },
    attributes: {},
  },
  {
    name: 'float32 [0, 2, 3] by [1, 3, 2]',
    op: 'matmul',
    arguments: [
      ['float32', [0, 2, 3], ''],
      ['float32', [1, 3, 2], 'AADAvwAAoD8AAGC/AACYPwAAiL8AAEA/'],
    ],
    expected: {
      output: ['float32', [0, 2, 2], ''],
    },
    attributes: {},
  },
  {
    name: 'float16 [1, 1] by [1, 1]',
    op: 'matmul',
    arguments: [
      ['float16', [1, 1], 'AEA='],
      ['float16', [1, 1], 'ACw='],
    ],
    expected: {
      output: ['float16', [1, 1], 'ADA='],
    },
    attributes: {},
  },
  {
    name: 'float16 [2, 3] by [3, 4]',
    op: 'matmul',
    arguments: [
      ['float16', [2, 3], 'ADeAPgCsQDwArACw'],
      ['float16', [3, 4], 'ADUAP8A/ALwAt0C/QL+APkC9ACwAwEA+'],
    ],
    expected: {
      output: ['float16', [2, 4], '4LdewOS/NkAwONw/2EBwvQ=='],
    },
    attributes: {},
  },
  {
    name: 'float16 [1, 7] by [7, 1]',
    op: 'matmul',
    arguments: [
      ['float16', [1, 7], 'wLzAPwA3QL4AvAAAgD0='],
      ['float16', [7, 1], 'gL5APwCsQL4ANgA9ALo='],
    ],
    expected: {
      output: ['float16', [1, 1], 'c0Y='],
    },
    attributes: {},
  },
  {
    name: 'float16 [5, 1] by [1, 5]',
    op: 'matmul',
    arguments: [
      ['float16', [5, 1], 'gDlAvQBAADkAvQ=='],
      ['float16', [1, 5], 'wL1APAAsgLkAPg=='],
    ],
    expected: {
      output: ['float16', [5, 5], '6LvYOYApkLcgPIw/lL1ArTg74L/AwUBAADCAvQBCMLtQOQAp4LaAOzA/UL0AreA6gL8='],
    },
    attributes: {},
  },
  {
    name: 'float16 [7, 9] by [9, 6]',
    op: 'matmul',
    arguments: [
      ['float16', [7, 9], 'AL1APAC8gD8APwAwAKwALAC0ALwAPsC/wD0ANIA+QD3Av8C+AECAuQA6QLyAPkC+AD0AuIA+ADJAPoC5ADmAuQC+QDwAOoA6gL8APwC5ADUAuwC/gLrAvgA9ADdAPgA/gD4AtQA4ADyAPAAsAL4AOgC5QL/APAC/ALJAPgAA'],
      ['float16', [9, 6], 'QD/APAA1gLwAvgA+QD4APIA5AL/APAC1gDzAPkC9gLvAvADAwD5AvQC1ADIAsoC+gLpAv8A+AL5APkA9AD+APwA8AL5APwA0QD8AOgC9AL+AvUA+ADwAPAC1ADoAOwCsAKzAPEC8QD0AtQC7'],
    ],
    expected: {
      output: ['float16', [7, 6], 'QDLKx3hETMAnR3i67kM1xZ5FGMitRehDULq4OujA8sB3x79FPkMAOn7C8DoowSCzbsZzxLC+bUWQNHbGAUpbRpTCq8W0vNLEDshww7w97kGIROJA'],
    },
    attributes: {},
  },
  {
    name: 'float16 [2, 3, 4] by [4, 5]',
    op: 'matmul',
    arguments: [
      ['float16', [2, 3, 4], 'ALpAvAC4wD8ANgCsAL8AtoA5AD8AtwA7gL0APAA4AD0AOoA9AD4AOgC3AEDAPcA8'],
      ['float16', [4, 5], 'AEBAPYC/gD0AukC/ADQAQAC/QDwAMsC+gDsAOwA7ADuAOAAAALKAug=='],
    ],
    expected: {
      output: ['float16', [2, 3, 5], 'DkB4OcC8ACcowaAycELwwLC6TL50vCRBND9UwQA0wMLIvgxF4MIQPgCrQLqAQYCyaD5iwlS/K0Yiwn5B'],
    },
    attributes: {},
  },
  {
    name: 'float16 [3, 4] by [2, 4, 5]',
    op: 'matmul',
    arguments: [
      ['float16', [3, 4], 'gDkAMoA7gL3AvAC3ADsAOAAyADtAPQAy'],
      ['float16', [2, 4, 5], 'wL1APoA4gD4AO8A+ALUANsC8ALyAuIC/gLkANQA9ACwAPQDAQDzAvQCsgD8ANQA8ADiAPoA+gLmAPAC0QD8ANQAAALYAuIC/gDgAsAA7gDk='],
    ],
    expected: {
      output: ['float16', [2, 3, 5], 'JL3swCBBYLQgQxA4eMHewNi4QLOwN2rAwLoAsEg5ikR0PCA0QLl4vAAixMBAsEi+oLjgQpRAiLjAOji5'],
    },
    attributes: {},
  },
  {
    name: 'float16 [2, 1, 3, 4] by [1, 3, 4, 2]',
    op: 'matmul',
    arguments: [
      ['float16', [2, 1, 3, 4], 'AECAuAAsAD/AvgA/ADbAvwCsALUANgA3ALAAtgA1wD/AvYC6gDmAPgDAALmAv0A+'],
      ['float16', [1, 3, 4, 2], 'AL+AvgAwwD0AOYA9QD8ANIC6gLrAPAC3ALUAvgC1ALsAOwAswL0ALAC9ALAAOAA+'],
    ],
    expected: {
      output: ['float16', [2, 3, 3, 2], 'wLUSw8CuSkVkPHA0uMECwuBD9D6YuBC6tkJqQW7F5sGgMLA4wkOgOMpFCkEVRUAxMLyYvyi4cLvYO7BCCDysQWCwbECMQNRA'],
    },
    attributes: {},
  },
  {
    name: 'float16 [2, 1, 2, 2, 3] by [3, 1, 3, 2]',
    op: 'matmul',
    arguments: [
      ['float16', [2, 1, 2, 2, 3], 'ADvAvAC8gDzAPQA+gLiAuIA/QL+AOUA9ADSAO0C9AKwAOwA/AKwAvIA6gDvAvQA5'],
      ['float16', [3, 1, 3, 2], 'wLwAtwC7gDyAvoC+QL4AuoA+AABAP4A/ADlAPEC/QL+APgA4'],
    ],
    expected: {
      output: ['float16', [2, 3, 2, 2, 2], 'gD4ArgjFQL2Mv97CqLiIuBzFEMGYQuA/ukLgQ1RGpENMPCpBSDhIuW5DcD3gswjBEDwoQhLDVL/wtdbA+LoWwvy8TMGxRKhCAKtIPlbBgDdawy7A4Dw4ujBCTkA1RNRD'],
    },
    attributes: {},
  },
  {
    name: 'float16 [2, 0] by [0, 3]',
    op: 'matmul',
    arguments: [
      ['float16', [2, 0], ''],
      ['float16', [0, 3], ''],
    ],
    expected: {
      output: ['float16', [2, 3], 'AAAAAAAAAAAAAAAA'],
    },
    attributes: {},
  },
  {
    name: 'float16 [0, 3] by [3, 2]',
    op: 'matmul',
    arguments: [
      ['float16', [0, 3], ''],
      ['float16', [3, 2], 'QL4AvkA/ALcArIA/'],
    ],
    expected: {
      output: ['float16', [0, 2], ''],
    },
    attributes: {},
  },
  {
    name: 'float16 [0, 2, 3] by [1, 3, 2]',
    op: 'matmul',
    arguments: [
      ['float16', [0, 2, 3], ''],
      ['float16', [1, 3, 2], 'gDyAuwA8gL5AvwA/'],
    ],
    expected: {
      output: ['float16', [0, 2, 2], ''],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [1, 1] by [1, 1]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [1, 1], 'wL4='],
      ['bfloat16', [1, 1], 'mL8='],
    ],
    expected: {
      output: ['bfloat16', [1, 1], '5D4='],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [2, 3] by [3, 4]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [2, 3], 'gD7APsi/gL/gP+g/'],
      ['bfloat16', [3, 4], 'oD+APxA/mD+wP9C/QL4QvyA/uD+AvlC/'],
    ],
    expected: {
      output: ['bfloat16', [2, 4], 'GL4nwOw+rj8SQJ6/rL9pwA=='],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [1, 7] by [7, 1]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [1, 7], 'qL/Qv8g/uD8AvnC/iD8='],
      ['bfloat16', [7, 1], 'wD4AQKC/QD/IvwA/AAA='],
    ],
    expected: {
      output: ['bfloat16', [1, 1], 'nMA='],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [5, 1] by [1, 5]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [5, 1], 'gL4QP0C+kD8gvw=='],
      ['bfloat16', [1, 5], '4D/gv4A9ML9APw=='],
    ],
    expected: {
      output: ['bfloat16', [5, 5], '4L7gPoC8MD5Avnw/fL8QPca+2D6ovqg+QLwEPhC+/D/8v5A9Rr9YP4y/jD8gvdw+8L4='],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [7, 9] by [9, 6]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [7, 9], 'QL9AvwDA0D/AviC/wD7wv0A/mL+Qv7i/uL8QP6A/sL9AvkC++L8wv+A/mD9gv2C/oL6Iv+g/YL+IP6C/8L8gP4g/gD3Qv1A/oD/Iv+A+oD/QP0A+sD/4P6A+AECgPgDAmL/gPtC/gL9wv1A/8L/Av9i/gD5Avog/oD+gPsC/'],
      ['bfloat16', [9, 6], 'UL+APoA/AD7gP6i/cL/wv8i/gD/gvmA/wL6AP+C+QL/oP0A+iL/Qv+i/sD8AwMC/gL0AP3C/2D+AvaC/UD/Qv0C/+D/Av1C/2D+Yv6C/sD9Av8C/+L8QP+A+qD+Iv8C+gD8Av6C+gD+oP3A/'],
    ],
    expected: {
      output: ['bfloat16', [7, 6], 'nECPwBbAGL6GwCq/O0AlQIFAkL8QwC1AP0D0PjzAc8A0QJxA4kBOwIK/mD8aP4lAB8C6P7O/+0DzvxjBoL49QL5AcsDrQBxAhkAIwFO/EEAwwWTA'],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [2, 3, 4] by [4, 5]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [2, 3, 4], 'ML+gPpA/+L/gv1C/EL8gP0C/YL/AvrC/kL8gv1C/gD34P/C/2L/AvwAAqD/QP6C/'],
      ['bfloat16', [4, 5], 'AL7Yv4C+oD6APZg/wL8APpi/6L9QPyA/wD6AvpC/QD6AvZi/AEDAPg=='],
    ],
    expected: {
      output: ['bfloat16', [2, 3, 5], 'gT/CPzxAmMAmwIu/ckAev+g/D0DBvxxAyT/tv7k/oL8VQDS+OD8AQITAtr/cPoI+m0ApQGC/EECPwJbA'],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [3, 4] by [2, 4, 5]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [3, 4], 'mL+gv5g/ML/gPwBAQD6APrC/6D8AvlC/'],
      ['bfloat16', [2, 4, 5], 'kD9gvyA/gL6wP7g/AACQvwDAQD7wv5A/mD/gPwA+AEDYPwDAsD+oPxA/IL/APkC/kD/4v6i/gL4Av4A/ED+4P4A9wL+wv9i/ML9AvsC/mD8='],
    ],
    expected: {
      output: ['bfloat16', [2, 3, 5], '2MCcP11AfEAowKBAZr+4v3HASECqvp6+tr+UwCjAZUCSQJA9RD+hwE3AaMD4PT7AgEA/wJK/U7/EPwe/'],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [2, 1, 3, 4] by [1, 3, 4, 2]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [2, 1, 3, 4], 'sD9Qv6i/MD8gP1C/sL+gvsC/wL/wv0C+EL8gv7A/gD/YP6C+AD6gP8A/IL8gP0A/'],
      ['bfloat16', [1, 3, 4, 2], '8D+gvpi/wD+Av4A9cL+gvqg/wD7gP2C/kD+QP/A/uL8AwNA/sL/AP7i/AD8wv5C/'],
    ],
    expected: {
      output: ['bfloat16', [2, 3, 3, 2], 'h0D5v3RAtL+CP+y/SD6evy/AHL7iwIy/YL7UvgRACr/8QK3AKMB9vw9AsL8OQM2/zD/kPoVAQL8/QDw/Lr8SwH/Abj9kwHg/'],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [2, 1, 2, 2, 3] by [3, 1, 3, 2]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [2, 1, 2, 2, 3], 'EL+AvcC+ID+wv/g/AD6YPyA/0L+gPyC/uL+wPwBAgL2Av8C/oL7APtA/AL+4vyA/'],
      ['bfloat16', [3, 1, 3, 2], 'oL5AvyC/yL/Yv/A/8L/IP5i/2D+APUA/6L8gv6C/QL7oP3A/'],
    ],
    expected: {
      output: ['bfloat16', [2, 3, 2, 2, 2], 'WT88vifAqkDrv0e/SD/0v44/or8VP+A9zr8rQMM/Zr/WPkA8g0DYPxS/kj6APkg+csAsQEtAmr84wCxAAABzQJg/yj+bPzrAeD6uPyxAL8CQQCFArr+Xv0NA0z92QJY/'],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [2, 0] by [0, 3]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [2, 0], ''],
      ['bfloat16', [0, 3], ''],
    ],
    expected: {
      output: ['bfloat16', [2, 3], 'AAAAAAAAAAAAAAAA'],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [0, 3] by [3, 2]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [0, 3], ''],
      ['bfloat16', [3, 2], 'gL3Iv3C/wD/4P/g/'],
    ],
    expected: {
      output: ['bfloat16', [0, 2], ''],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 [0, 2, 3] by [1, 3, 2]',
    op: 'matmul',
    arguments: [
      ['bfloat16', [0, 2, 3], ''],
      ['bfloat16', [1, 3, 2], 'YD9AviC/2L+wP/C/'],
    ],
    expected: {
      output: ['bfloat16', [0, 2, 2], ''],
    },
    attributes: {},
  },
  {
    name: 'NaN and infinity times zero',
    op: 'matmul',
    arguments: [
      ['float32', [3, 2], 'AADAfwAAAAAAAIA/AAAAQAAAgH8AAIA/'],
      ['float32', [2, 2], 'AACAPwAAAAAAAAAAAACAPw=='],
    ],
    expected: {
      output: ['float32', [3, 2], 'AADAfwAAwH8AAIA/AAAAQAAAgH8AAMD/'],
    },
    attributes: {},
  },
];
