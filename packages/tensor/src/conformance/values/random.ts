// Made by tools/fixtures/ops.py from NumPy and PyTorch: words of Philox4x32-10. Do not edit.
// biome-ignore-all format: a table
import type { OpCase } from '../opCase.js';

export const randomValues: readonly OpCase[] = [
  {
    name: 'seed 0',
    op: 'randomBits',
    arguments: [
    ],
    expected: {
      output: ['uint32', [13], '1egnZo3FaeFMrFe82NsAm6TM5PjbALJc63SlsWf/fgkpo/oEpjLHUa0TFSTkNZFFKe+QyQ=='],
    },
    attributes: {'seed': '0', 'shape': [13]},
  },
  {
    name: 'seed 1',
    op: 'randomBits',
    arguments: [
    ],
    expected: {
      output: ['uint32', [13], 'cAbo47wOCuXAIvKVJ6oVthsUCKy+zMXfR3rAeZNg9qfws1U/ncx2jo6qj7Z2Nu3roc/zwQ=='],
    },
    attributes: {'seed': '1', 'shape': [13]},
  },
  {
    name: 'seed 4294967295',
    op: 'randomBits',
    arguments: [
    ],
    expected: {
      output: ['uint32', [13], '4acL9qDXC/stvQzHnDmtfTyById7h7nb2S2IpOYwsAjqMW72XcmtokyehHxBUPN62rJ8gA=='],
    },
    attributes: {'seed': '4294967295', 'shape': [13]},
  },
  {
    name: 'seed 4294967296',
    op: 'randomBits',
    arguments: [
    ],
    expected: {
      output: ['uint32', [13], 'Cz7e/bZYfvpG7IAzT1zV2GoH88w09AZjZRmnvorkb9lkPDufPk7jQHIY3mKW3klhZZ1m/A=='],
    },
    attributes: {'seed': '4294967296', 'shape': [13]},
  },
  {
    name: 'seed 81985529216486895',
    op: 'randomBits',
    arguments: [
    ],
    expected: {
      output: ['uint32', [13], 'LiJQuEuwjMUgoKcU+f+EemYUyq2FDT5SJRRAZT/ambKfKc73QMs8gszj70+25o8a8HgwrA=='],
    },
    attributes: {'seed': '81985529216486895', 'shape': [13]},
  },
  {
    name: 'seed 18446744073709551615',
    op: 'randomBits',
    arguments: [
    ],
    expected: {
      output: ['uint32', [13], 'CXekcjlHRxUfsEGfWpp5IhHV/hk04GdL4gIsnbRX6J+CUmIXFoY9b6pUweKSkOOYFNCPjg=='],
    },
    attributes: {'seed': '18446744073709551615', 'shape': [13]},
  },
  {
    name: 'rank 3',
    op: 'randomBits',
    arguments: [
    ],
    expected: {
      output: ['uint32', [2, 3, 5], 'U/DqnDtJ9XetUL8S17NCVych2/z9bLpTblqPg/sGTnQlAmzTy12HqJltTZpZpQnGdQTHuqsNr6tDVR6W92cOYbwjkFO1rsvWY0mfUn8iWDwJ2JlQ0rUgS+K1QQ0HNGUKTDG5OSpCPr671Kt6kqm4LrGDvVuFTHho'],
    },
    attributes: {'seed': '42', 'shape': [2, 3, 5]},
  },
];
