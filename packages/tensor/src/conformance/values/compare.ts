// Made by tools/fixtures/ops.py from NumPy and PyTorch: comparisons and where. Do not edit.
// biome-ignore-all format: a table
import type { OpCase } from '../opCase.js';

export const compareValues: readonly OpCase[] = [
  {
    name: 'equal float32',
    op: 'equal',
    arguments: [
      ['float32', [7, 1], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
      ['float32', [1, 7], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AQEAAAAAAAEBAAAAAAAAAAEAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAEAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'notEqual float32',
    op: 'notEqual',
    arguments: [
      ['float32', [7, 1], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
      ['float32', [1, 7], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AAABAQEBAQAAAQEBAQEBAQABAQEBAQEBAAEBAQEBAQEAAQEBAQEBAQABAQEBAQEBAQ=='],
    },
    attributes: {},
  },
  {
    name: 'less float32',
    op: 'less',
    arguments: [
      ['float32', [7, 1], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
      ['float32', [1, 7], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AAABAAEAAAAAAQABAAAAAAAAAQAAAQEBAAEAAAAAAAAAAAABAQEBAQAAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'lessEqual float32',
    op: 'lessEqual',
    arguments: [
      ['float32', [7, 1], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
      ['float32', [1, 7], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AQEBAAEAAAEBAQABAAAAAAEAAQAAAQEBAQEAAAAAAAABAAABAQEBAQEAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'greater float32',
    op: 'greater',
    arguments: [
      ['float32', [7, 1], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
      ['float32', [1, 7], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AAAAAQABAAAAAAEAAQABAQABAAEAAAAAAAABAAEBAQEAAQAAAAAAAAAAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'greaterEqual float32',
    op: 'greaterEqual',
    arguments: [
      ['float32', [7, 1], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
      ['float32', [1, 7], 'AAAAAAAAAIAAAIA/AADAvwAAgH8AAID/AADAfw=='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AQEAAQABAAEBAAEAAQABAQEBAAEAAAAAAQABAAEBAQEBAQAAAAAAAAEAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'equal float16',
    op: 'equal',
    arguments: [
      ['float16', [7, 1], 'AAAAgAA8AL4AfAD8AH4='],
      ['float16', [1, 7], 'AAAAgAA8AL4AfAD8AH4='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AQEAAAAAAAEBAAAAAAAAAAEAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAEAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'notEqual float16',
    op: 'notEqual',
    arguments: [
      ['float16', [7, 1], 'AAAAgAA8AL4AfAD8AH4='],
      ['float16', [1, 7], 'AAAAgAA8AL4AfAD8AH4='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AAABAQEBAQAAAQEBAQEBAQABAQEBAQEBAAEBAQEBAQEAAQEBAQEBAQABAQEBAQEBAQ=='],
    },
    attributes: {},
  },
  {
    name: 'less float16',
    op: 'less',
    arguments: [
      ['float16', [7, 1], 'AAAAgAA8AL4AfAD8AH4='],
      ['float16', [1, 7], 'AAAAgAA8AL4AfAD8AH4='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AAABAAEAAAAAAQABAAAAAAAAAQAAAQEBAAEAAAAAAAAAAAABAQEBAQAAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'lessEqual float16',
    op: 'lessEqual',
    arguments: [
      ['float16', [7, 1], 'AAAAgAA8AL4AfAD8AH4='],
      ['float16', [1, 7], 'AAAAgAA8AL4AfAD8AH4='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AQEBAAEAAAEBAQABAAAAAAEAAQAAAQEBAQEAAAAAAAABAAABAQEBAQEAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'greater float16',
    op: 'greater',
    arguments: [
      ['float16', [7, 1], 'AAAAgAA8AL4AfAD8AH4='],
      ['float16', [1, 7], 'AAAAgAA8AL4AfAD8AH4='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AAAAAQABAAAAAAEAAQABAQABAAEAAAAAAAABAAEBAQEAAQAAAAAAAAAAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'greaterEqual float16',
    op: 'greaterEqual',
    arguments: [
      ['float16', [7, 1], 'AAAAgAA8AL4AfAD8AH4='],
      ['float16', [1, 7], 'AAAAgAA8AL4AfAD8AH4='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AQEAAQABAAEBAAEAAQABAQEBAAEAAAAAAQABAAEBAQEBAQAAAAAAAAEAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'equal bfloat16',
    op: 'equal',
    arguments: [
      ['bfloat16', [7, 1], 'AAAAgIA/wL+Af4D/wH8='],
      ['bfloat16', [1, 7], 'AAAAgIA/wL+Af4D/wH8='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AQEAAAAAAAEBAAAAAAAAAAEAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAEAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'notEqual bfloat16',
    op: 'notEqual',
    arguments: [
      ['bfloat16', [7, 1], 'AAAAgIA/wL+Af4D/wH8='],
      ['bfloat16', [1, 7], 'AAAAgIA/wL+Af4D/wH8='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AAABAQEBAQAAAQEBAQEBAQABAQEBAQEBAAEBAQEBAQEAAQEBAQEBAQABAQEBAQEBAQ=='],
    },
    attributes: {},
  },
  {
    name: 'less bfloat16',
    op: 'less',
    arguments: [
      ['bfloat16', [7, 1], 'AAAAgIA/wL+Af4D/wH8='],
      ['bfloat16', [1, 7], 'AAAAgIA/wL+Af4D/wH8='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AAABAAEAAAAAAQABAAAAAAAAAQAAAQEBAAEAAAAAAAAAAAABAQEBAQAAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'lessEqual bfloat16',
    op: 'lessEqual',
    arguments: [
      ['bfloat16', [7, 1], 'AAAAgIA/wL+Af4D/wH8='],
      ['bfloat16', [1, 7], 'AAAAgIA/wL+Af4D/wH8='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AQEBAAEAAAEBAQABAAAAAAEAAQAAAQEBAQEAAAAAAAABAAABAQEBAQEAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'greater bfloat16',
    op: 'greater',
    arguments: [
      ['bfloat16', [7, 1], 'AAAAgIA/wL+Af4D/wH8='],
      ['bfloat16', [1, 7], 'AAAAgIA/wL+Af4D/wH8='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AAAAAQABAAAAAAEAAQABAQABAAEAAAAAAAABAAEBAQEAAQAAAAAAAAAAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'greaterEqual bfloat16',
    op: 'greaterEqual',
    arguments: [
      ['bfloat16', [7, 1], 'AAAAgIA/wL+Af4D/wH8='],
      ['bfloat16', [1, 7], 'AAAAgIA/wL+Af4D/wH8='],
    ],
    expected: {
      output: ['bool', [7, 7], 'AQEAAQABAAEBAAEAAQABAQEBAAEAAAAAAQABAAEBAQEBAQAAAAAAAAEAAAAAAAAAAA=='],
    },
    attributes: {},
  },
  {
    name: 'equal int32',
    op: 'equal',
    arguments: [
      ['int32', [16, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
      ['int32', [1, 16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['bool', [16, 16], 'AQAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAQ=='],
    },
    attributes: {},
  },
  {
    name: 'notEqual int32',
    op: 'notEqual',
    arguments: [
      ['int32', [16, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
      ['int32', [1, 16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['bool', [16, 16], 'AAEBAQEBAQEBAQEBAQEBAQEAAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQEAAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQEAAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQEAAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQEAAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAA=='],
    },
    attributes: {},
  },
  {
    name: 'less int32',
    op: 'less',
    arguments: [
      ['int32', [16, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
      ['int32', [1, 16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['bool', [16, 16], 'AAEBAQEBAQEBAAAAAAAAAAAAAQEBAQEBAQAAAAAAAAAAAAABAQEBAQEAAAAAAAAAAAAAAAEBAQEBAAAAAAAAAAAAAAAAAQEBAQAAAAAAAAAAAAAAAAABAQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAABAQAAAAAAAAAAAQEBAQEBAQEBAAAAAAAAAAEBAQEBAQEBAQEAAAAAAAABAQEBAQEBAQEBAQAAAAAAAQEBAQEBAQEBAQEBAAAAAAEBAQEBAQEBAQEBAQEAAAABAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEAAA=='],
    },
    attributes: {},
  },
  {
    name: 'lessEqual int32',
    op: 'lessEqual',
    arguments: [
      ['int32', [16, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
      ['int32', [1, 16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['bool', [16, 16], 'AQEBAQEBAQEBAAAAAAAAAAABAQEBAQEBAQAAAAAAAAAAAAEBAQEBAQEAAAAAAAAAAAAAAQEBAQEBAAAAAAAAAAAAAAABAQEBAQAAAAAAAAAAAAAAAAEBAQEAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAEBAAAAAAAAAAAAAAAAAAABAQEAAAAAAAAAAQEBAQEBAQEBAQAAAAAAAAEBAQEBAQEBAQEBAAAAAAABAQEBAQEBAQEBAQEAAAAAAQEBAQEBAQEBAQEBAQAAAAEBAQEBAQEBAQEBAQEBAAABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEAAQ=='],
    },
    attributes: {},
  },
  {
    name: 'greater int32',
    op: 'greater',
    arguments: [
      ['int32', [16, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
      ['int32', [1, 16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['bool', [16, 16], 'AAAAAAAAAAAAAQEBAQEBAQEAAAAAAAAAAAEBAQEBAQEBAQAAAAAAAAABAQEBAQEBAQEBAAAAAAAAAQEBAQEBAQEBAQEAAAAAAAEBAQEBAQEBAQEBAQAAAAABAQEBAQEBAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQAAAQEBAQEBAQEBAQEBAQEAAAABAQEBAQEBAAAAAAAAAAAAAAEBAQEBAQAAAAAAAAAAAAAAAQEBAQEAAAAAAAAAAAAAAAABAQEBAAAAAAAAAAAAAAAAAAEBAQAAAAAAAAAAAAAAAAAAAQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAA=='],
    },
    attributes: {},
  },
  {
    name: 'greaterEqual int32',
    op: 'greaterEqual',
    arguments: [
      ['int32', [16, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
      ['int32', [1, 16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['bool', [16, 16], 'AQAAAAAAAAAAAQEBAQEBAQEBAAAAAAAAAAEBAQEBAQEBAQEAAAAAAAABAQEBAQEBAQEBAQAAAAAAAQEBAQEBAQEBAQEBAAAAAAEBAQEBAQEBAQEBAQEAAAABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEAAAEBAQEBAQEBAAAAAAAAAAAAAQEBAQEBAQAAAAAAAAAAAAABAQEBAQEAAAAAAAAAAAAAAAEBAQEBAAAAAAAAAAAAAAAAAQEBAQAAAAAAAAAAAAAAAAABAQEAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAABAQ=='],
    },
    attributes: {},
  },
  {
    name: 'equal int64',
    op: 'equal',
    arguments: [
      ['int64', [18, 1], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
      ['int64', [1, 18], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
    ],
    expected: {
      output: ['bool', [18, 18], 'AQAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAB'],
    },
    attributes: {},
  },
  {
    name: 'notEqual int64',
    op: 'notEqual',
    arguments: [
      ['int64', [18, 1], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
      ['int64', [1, 18], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
    ],
    expected: {
      output: ['bool', [18, 18], 'AAEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEAAQEBAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEAAQEBAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEAAQEBAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEAAQEBAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEAAQEBAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEA'],
    },
    attributes: {},
  },
  {
    name: 'less int64',
    op: 'less',
    arguments: [
      ['int64', [18, 1], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
      ['int64', [1, 18], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
    ],
    expected: {
      output: ['bool', [18, 18], 'AAEBAQEBAQEBAAAAAAAAAAEAAAABAQEBAQEBAAAAAAAAAAEAAAAAAQEBAQEBAAAAAAAAAAEAAAAAAAEBAQEBAAAAAAAAAAEAAAAAAAABAQEBAAAAAAAAAAEAAAAAAAAAAQEBAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAQEAAAAAAAAAAAAAAQEBAQEBAQEBAAAAAAAAAAEAAQEBAQEBAQEBAQAAAAAAAAEAAQEBAQEBAQEBAQEAAAAAAAEAAQEBAQEBAQEBAQEBAAAAAAEAAQEBAQEBAQEBAQEBAQAAAAEAAQEBAQEBAQEBAQEBAQEAAQEBAQEBAQEBAQEBAQEBAQEAAAEBAAAAAAAAAQEBAAAAAAAAAAAAAQEBAQEBAQEBAQEBAQEAAAEA'],
    },
    attributes: {},
  },
  {
    name: 'lessEqual int64',
    op: 'lessEqual',
    arguments: [
      ['int64', [18, 1], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
      ['int64', [1, 18], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
    ],
    expected: {
      output: ['bool', [18, 18], 'AQEBAQEBAQEBAAAAAAAAAAEAAAEBAQEBAQEBAAAAAAAAAAEAAAABAQEBAQEBAAAAAAAAAAEAAAAAAQEBAQEBAAAAAAAAAAEAAAAAAAEBAQEBAAAAAAAAAAEAAAAAAAABAQEBAAAAAAAAAAEAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAAAAQEAAAAAAAAAAAAAAAAAAAAAAQEBAAAAAAAAAAAAAQEBAQEBAQEBAQAAAAAAAAEAAQEBAQEBAQEBAQEAAAAAAAEAAQEBAQEBAQEBAQEBAAAAAAEAAQEBAQEBAQEBAQEBAQAAAAEAAQEBAQEBAQEBAQEBAQEAAAEAAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEAAQEBAAAAAAAAAQEBAAAAAAAAAAEAAQEBAQEBAQEBAQEBAQEAAAEB'],
    },
    attributes: {},
  },
  {
    name: 'greater int64',
    op: 'greater',
    arguments: [
      ['int64', [18, 1], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
      ['int64', [1, 18], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
    ],
    expected: {
      output: ['bool', [18, 18], 'AAAAAAAAAAAAAQEBAQEBAQABAQAAAAAAAAAAAQEBAQEBAQABAQEAAAAAAAAAAQEBAQEBAQABAQEBAAAAAAAAAQEBAQEBAQABAQEBAQAAAAAAAQEBAQEBAQABAQEBAQEAAAAAAQEBAQEBAQABAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQEBAAABAQEBAQEBAQEBAQEBAQEBAAAAAQEBAQEBAQEBAAAAAAAAAAAAAAEBAQEBAQABAAAAAAAAAAAAAAABAQEBAQABAAAAAAAAAAAAAAAAAQEBAQABAAAAAAAAAAAAAAAAAAEBAQABAAAAAAAAAAAAAAAAAAABAQABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAAAAQEBAQEBAAAAAQEBAQEBAQABAAAAAAAAAAAAAAAAAAABAQAA'],
    },
    attributes: {},
  },
  {
    name: 'greaterEqual int64',
    op: 'greaterEqual',
    arguments: [
      ['int64', [18, 1], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
      ['int64', [1, 18], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
    ],
    expected: {
      output: ['bool', [18, 18], 'AQAAAAAAAAAAAQEBAQEBAQABAQEAAAAAAAAAAQEBAQEBAQABAQEBAAAAAAAAAQEBAQEBAQABAQEBAQAAAAAAAQEBAQEBAQABAQEBAQEAAAAAAQEBAQEBAQABAQEBAQEBAAAAAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAQEBAQEBAQEBAAABAQEBAQEBAQEBAAAAAAAAAAAAAQEBAQEBAQABAAAAAAAAAAAAAAEBAQEBAQABAAAAAAAAAAAAAAABAQEBAQABAAAAAAAAAAAAAAAAAQEBAQABAAAAAAAAAAAAAAAAAAEBAQABAAAAAAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAABAQAAAQEBAQEBAAAAAQEBAQEBAQEBAAAAAAAAAAAAAAAAAAABAQAB'],
    },
    attributes: {},
  },
  {
    name: 'equal uint32',
    op: 'equal',
    arguments: [
      ['uint32', [9, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
      ['uint32', [1, 9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AQAAAAAAAAAAAAEAAAAAAAAAAAABAAAAAAAAAAAAAQAAAAAAAAAAAAEAAAAAAAAAAAABAAAAAAAAAAAAAQAAAAAAAAAAAAEAAAAAAAAAAAAB'],
    },
    attributes: {},
  },
  {
    name: 'notEqual uint32',
    op: 'notEqual',
    arguments: [
      ['uint32', [9, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
      ['uint32', [1, 9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AAEBAQEBAQEBAQABAQEBAQEBAQEAAQEBAQEBAQEBAAEBAQEBAQEBAQABAQEBAQEBAQEAAQEBAQEBAQEBAAEBAQEBAQEBAQABAQEBAQEBAQEA'],
    },
    attributes: {},
  },
  {
    name: 'less uint32',
    op: 'less',
    arguments: [
      ['uint32', [9, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
      ['uint32', [1, 9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AAEBAQEBAQEBAAABAQEBAQEBAAAAAQEBAQEBAAAAAAEBAQEBAAAAAAABAQEBAAAAAAAAAQEBAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAQEA'],
    },
    attributes: {},
  },
  {
    name: 'lessEqual uint32',
    op: 'lessEqual',
    arguments: [
      ['uint32', [9, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
      ['uint32', [1, 9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AQEBAQEBAQEBAAEBAQEBAQEBAAABAQEBAQEBAAAAAQEBAQEBAAAAAAEBAQEBAAAAAAABAQEBAAAAAAAAAQAAAAAAAAAAAQEAAAAAAAAAAQEB'],
    },
    attributes: {},
  },
  {
    name: 'greater uint32',
    op: 'greater',
    arguments: [
      ['uint32', [9, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
      ['uint32', [1, 9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AAAAAAAAAAAAAQAAAAAAAAAAAQEAAAAAAAAAAQEBAAAAAAAAAQEBAQAAAAAAAQEBAQEAAAAAAQEBAQEBAAEBAQEBAQEBAAABAQEBAQEBAAAA'],
    },
    attributes: {},
  },
  {
    name: 'greaterEqual uint32',
    op: 'greaterEqual',
    arguments: [
      ['uint32', [9, 1], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
      ['uint32', [1, 9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AQAAAAAAAAAAAQEAAAAAAAAAAQEBAAAAAAAAAQEBAQAAAAAAAQEBAQEAAAAAAQEBAQEBAAAAAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAAAB'],
    },
    attributes: {},
  },
  {
    name: 'equal uint8',
    op: 'equal',
    arguments: [
      ['uint8', [9, 1], 'AAECAwdk//6A'],
      ['uint8', [1, 9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AQAAAAAAAAAAAAEAAAAAAAAAAAABAAAAAAAAAAAAAQAAAAAAAAAAAAEAAAAAAAAAAAABAAAAAAAAAAAAAQAAAAAAAAAAAAEAAAAAAAAAAAAB'],
    },
    attributes: {},
  },
  {
    name: 'notEqual uint8',
    op: 'notEqual',
    arguments: [
      ['uint8', [9, 1], 'AAECAwdk//6A'],
      ['uint8', [1, 9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AAEBAQEBAQEBAQABAQEBAQEBAQEAAQEBAQEBAQEBAAEBAQEBAQEBAQABAQEBAQEBAQEAAQEBAQEBAQEBAAEBAQEBAQEBAQABAQEBAQEBAQEA'],
    },
    attributes: {},
  },
  {
    name: 'less uint8',
    op: 'less',
    arguments: [
      ['uint8', [9, 1], 'AAECAwdk//6A'],
      ['uint8', [1, 9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AAEBAQEBAQEBAAABAQEBAQEBAAAAAQEBAQEBAAAAAAEBAQEBAAAAAAABAQEBAAAAAAAAAQEBAAAAAAAAAAAAAAAAAAAAAQAAAAAAAAAAAQEA'],
    },
    attributes: {},
  },
  {
    name: 'lessEqual uint8',
    op: 'lessEqual',
    arguments: [
      ['uint8', [9, 1], 'AAECAwdk//6A'],
      ['uint8', [1, 9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AQEBAQEBAQEBAAEBAQEBAQEBAAABAQEBAQEBAAAAAQEBAQEBAAAAAAEBAQEBAAAAAAABAQEBAAAAAAAAAQAAAAAAAAAAAQEAAAAAAAAAAQEB'],
    },
    attributes: {},
  },
  {
    name: 'greater uint8',
    op: 'greater',
    arguments: [
      ['uint8', [9, 1], 'AAECAwdk//6A'],
      ['uint8', [1, 9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AAAAAAAAAAAAAQAAAAAAAAAAAQEAAAAAAAAAAQEBAAAAAAAAAQEBAQAAAAAAAQEBAQEAAAAAAQEBAQEBAAEBAQEBAQEBAAABAQEBAQEBAAAA'],
    },
    attributes: {},
  },
  {
    name: 'greaterEqual uint8',
    op: 'greaterEqual',
    arguments: [
      ['uint8', [9, 1], 'AAECAwdk//6A'],
      ['uint8', [1, 9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['bool', [9, 9], 'AQAAAAAAAAAAAQEAAAAAAAAAAQEBAAAAAAAAAQEBAQAAAAAAAQEBAQEAAAAAAQEBAQEBAAAAAQEBAQEBAQEBAQEBAQEBAAEBAQEBAQEBAAAB'],
    },
    attributes: {},
  },
  {
    name: 'equal bool',
    op: 'equal',
    arguments: [
      ['bool', [2, 1], 'AAE='],
      ['bool', [1, 2], 'AAE='],
    ],
    expected: {
      output: ['bool', [2, 2], 'AQAAAQ=='],
    },
    attributes: {},
  },
  {
    name: 'notEqual bool',
    op: 'notEqual',
    arguments: [
      ['bool', [2, 1], 'AAE='],
      ['bool', [1, 2], 'AAE='],
    ],
    expected: {
      output: ['bool', [2, 2], 'AAEBAA=='],
    },
    attributes: {},
  },
  {
    name: 'less bool',
    op: 'less',
    arguments: [
      ['bool', [2, 1], 'AAE='],
      ['bool', [1, 2], 'AAE='],
    ],
    expected: {
      output: ['bool', [2, 2], 'AAEAAA=='],
    },
    attributes: {},
  },
  {
    name: 'lessEqual bool',
    op: 'lessEqual',
    arguments: [
      ['bool', [2, 1], 'AAE='],
      ['bool', [1, 2], 'AAE='],
    ],
    expected: {
      output: ['bool', [2, 2], 'AQEAAQ=='],
    },
    attributes: {},
  },
  {
    name: 'greater bool',
    op: 'greater',
    arguments: [
      ['bool', [2, 1], 'AAE='],
      ['bool', [1, 2], 'AAE='],
    ],
    expected: {
      output: ['bool', [2, 2], 'AAABAA=='],
    },
    attributes: {},
  },
  {
    name: 'greaterEqual bool',
    op: 'greaterEqual',
    arguments: [
      ['bool', [2, 1], 'AAE='],
      ['bool', [1, 2], 'AAE='],
    ],
    expected: {
      output: ['bool', [2, 2], 'AQABAQ=='],
    },
    attributes: {},
  },
  {
    name: 'where float32',
    op: 'where',
    arguments: [
      ['bool', [2, 1], 'AQA='],
      ['float32', [1, 3], 'AACAPwAAAAAAAEBA'],
      ['float32', [1, 2, 1], 'AAAAAAAAoEA='],
    ],
    expected: {
      output: ['float32', [1, 2, 3], 'AACAPwAAAAAAAEBAAACgQAAAoEAAAKBA'],
    },
    attributes: {},
  },
  {
    name: 'where float16',
    op: 'where',
    arguments: [
      ['bool', [2, 1], 'AQA='],
      ['float16', [1, 3], 'ADwAAABC'],
      ['float16', [1, 2, 1], 'AAAARQ=='],
    ],
    expected: {
      output: ['float16', [1, 2, 3], 'ADwAAABCAEUARQBF'],
    },
    attributes: {},
  },
  {
    name: 'where bfloat16',
    op: 'where',
    arguments: [
      ['bool', [2, 1], 'AQA='],
      ['bfloat16', [1, 3], 'gD8AAEBA'],
      ['bfloat16', [1, 2, 1], 'AACgQA=='],
    ],
    expected: {
      output: ['bfloat16', [1, 2, 3], 'gD8AAEBAoECgQKBA'],
    },
    attributes: {},
  },
  {
    name: 'where int32',
    op: 'where',
    arguments: [
      ['bool', [2, 1], 'AQA='],
      ['int32', [1, 3], 'AQAAAAAAAAADAAAA'],
      ['int32', [1, 2, 1], 'AAAAAAUAAAA='],
    ],
    expected: {
      output: ['int32', [1, 2, 3], 'AQAAAAAAAAADAAAABQAAAAUAAAAFAAAA'],
    },
    attributes: {},
  },
  {
    name: 'where int64',
    op: 'where',
    arguments: [
      ['bool', [2, 1], 'AQA='],
      ['int64', [1, 3], 'AQAAAAAAAAAAAAAAAAAAAAMAAAAAAAAA'],
      ['int64', [1, 2, 1], 'AAAAAAAAAAAFAAAAAAAAAA=='],
    ],
    expected: {
      output: ['int64', [1, 2, 3], 'AQAAAAAAAAAAAAAAAAAAAAMAAAAAAAAABQAAAAAAAAAFAAAAAAAAAAUAAAAAAAAA'],
    },
    attributes: {},
  },
  {
    name: 'where uint32',
    op: 'where',
    arguments: [
      ['bool', [2, 1], 'AQA='],
      ['uint32', [1, 3], 'AQAAAAAAAAADAAAA'],
      ['uint32', [1, 2, 1], 'AAAAAAUAAAA='],
    ],
    expected: {
      output: ['uint32', [1, 2, 3], 'AQAAAAAAAAADAAAABQAAAAUAAAAFAAAA'],
    },
    attributes: {},
  },
  {
    name: 'where uint8',
    op: 'where',
    arguments: [
      ['bool', [2, 1], 'AQA='],
      ['uint8', [1, 3], 'AQAD'],
      ['uint8', [1, 2, 1], 'AAU='],
    ],
    expected: {
      output: ['uint8', [1, 2, 3], 'AQADBQUF'],
    },
    attributes: {},
  },
  {
    name: 'where bool',
    op: 'where',
    arguments: [
      ['bool', [2, 1], 'AQA='],
      ['bool', [1, 3], 'AQAB'],
      ['bool', [1, 2, 1], 'AAE='],
    ],
    expected: {
      output: ['bool', [1, 2, 3], 'AQABAQEB'],
    },
    attributes: {},
  },
  {
    name: 'where takes NaN only where chosen',
    op: 'where',
    arguments: [
      ['bool', [2], 'AAE='],
      ['float32', [2], 'AADAfwAAgD8='],
      ['float32', [2], 'AAAAQAAAwH8='],
    ],
    expected: {
      output: ['float32', [2], 'AAAAQAAAgD8='],
    },
    attributes: {},
  },
];
