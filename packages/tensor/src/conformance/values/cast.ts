// Made by tools/fixtures/ops.py from NumPy and PyTorch: casts between all element types. Do not edit.
// biome-ignore-all format: a table
import type { OpCase } from '../opCase.js';

export const castValues: readonly OpCase[] = [
  {
    name: 'float32 to int32',
    op: 'astype',
    arguments: [
      ['float32', [23], 'AAAAAAAAAIAAAAA/AAAAv6RwfT9SuP6/AAAgQAAAf0MAgH9DAACAQwAAgL8A4H9H////TgAAAE8AAADP//9/TwAAgE/vWf9ePRAB3+x4rWAAAIB/AACA/wAAwH8='],
    ],
    expected: {
      output: ['int32', [23], 'AAAAAAAAAAAAAAAAAAAAAAAAAAD/////AgAAAP8AAAD/AAAAAAEAAP/////g/wAAgP//f////38AAACA////f////3////9/AAAAgP///3////9/AAAAgAAAAAA='],
    },
    attributes: {'dtype': 'int32'},
  },
  {
    name: 'float32 to int64',
    op: 'astype',
    arguments: [
      ['float32', [23], 'AAAAAAAAAIAAAAA/AAAAv6RwfT9SuP6/AAAgQAAAf0MAgH9DAACAQwAAgL8A4H9H////TgAAAE8AAADP//9/TwAAgE/vWf9ePRAB3+x4rWAAAIB/AACA/wAAwH8='],
    ],
    expected: {
      output: ['int64', [23], 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP//////////AgAAAAAAAAD/AAAAAAAAAP8AAAAAAAAAAAEAAAAAAAD//////////+D/AAAAAAAAgP//fwAAAAAAAACAAAAAAAAAAID/////AP///wAAAAAAAAAAAQAAAAAAAACA96x/AAAAAAAAAID/////////f/////////9/AAAAAAAAAIAAAAAAAAAAAA=='],
    },
    attributes: {'dtype': 'int64'},
  },
  {
    name: 'float32 to uint32',
    op: 'astype',
    arguments: [
      ['float32', [23], 'AAAAAAAAAIAAAAA/AAAAv6RwfT9SuP6/AAAgQAAAf0MAgH9DAACAQwAAgL8A4H9H////TgAAAE8AAADP//9/TwAAgE/vWf9ePRAB3+x4rWAAAIB/AACA/wAAwH8='],
    ],
    expected: {
      output: ['uint32', [23], 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAP8AAAD/AAAAAAEAAAAAAADg/wAAgP//fwAAAIAAAAAAAP//////////////AAAAAP//////////AAAAAAAAAAA='],
    },
    attributes: {'dtype': 'uint32'},
  },
  {
    name: 'float32 to uint8',
    op: 'astype',
    arguments: [
      ['float32', [23], 'AAAAAAAAAIAAAAA/AAAAv6RwfT9SuP6/AAAgQAAAf0MAgH9DAACAQwAAgL8A4H9H////TgAAAE8AAADP//9/TwAAgE/vWf9ePRAB3+x4rWAAAIB/AACA/wAAwH8='],
    ],
    expected: {
      output: ['uint8', [23], 'AAAAAAAAAv///wD///8A////AP//AAA='],
    },
    attributes: {'dtype': 'uint8'},
  },
  {
    name: 'float32 to bool',
    op: 'astype',
    arguments: [
      ['float32', [23], 'AAAAAAAAAIAAAAA/AAAAv6RwfT9SuP6/AAAgQAAAf0MAgH9DAACAQwAAgL8A4H9H////TgAAAE8AAADP//9/TwAAgE/vWf9ePRAB3+x4rWAAAIB/AACA/wAAwH8='],
    ],
    expected: {
      output: ['bool', [23], 'AAABAQEBAQEBAQEBAQEBAQEBAQEBAQE='],
    },
    attributes: {'dtype': 'bool'},
  },
  {
    name: 'float32 to float32',
    op: 'astype',
    arguments: [
      ['float32', [37], 'AAAAAAAAAIAAAAA/AAAAv6RwfT9SuP6/AAAgQAAAf0MAgH9DAACAQwAAgL8A4H9H////TgAAAE8AAADP//9/TwAAgE/vWf9ePRAB3+x4rWAAAIB/AACA/wAAwH8A739HAPB/R3fMKzIAAAAzAQAAM1nZgDMAEIA/ADCAPwCAgD8AgIE/nsl/f57Jf/8AAH9/AQCAPw=='],
    ],
    expected: {
      output: ['float32', [37], 'AAAAAAAAAIAAAAA/AAAAv6RwfT9SuP6/AAAgQAAAf0MAgH9DAACAQwAAgL8A4H9H////TgAAAE8AAADP//9/TwAAgE/vWf9ePRAB3+x4rWAAAIB/AACA/wAAwH8A739HAPB/R3fMKzIAAAAzAQAAM1nZgDMAEIA/ADCAPwCAgD8AgIE/nsl/f57Jf/8AAH9/AQCAPw=='],
    },
    attributes: {'dtype': 'float32'},
  },
  {
    name: 'float32 to float16',
    op: 'astype',
    arguments: [
      ['float32', [37], 'AAAAAAAAAIAAAAA/AAAAv6RwfT9SuP6/AAAgQAAAf0MAgH9DAACAQwAAgL8A4H9H////TgAAAE8AAADP//9/TwAAgE/vWf9ePRAB3+x4rWAAAIB/AACA/wAAwH8A739HAPB/R3fMKzIAAAAzAQAAM1nZgDMAEIA/ADCAPwCAgD8AgIE/nsl/f57Jf/8AAH9/AQCAPw=='],
    ],
    expected: {
      output: ['float16', [37], 'AAAAgAA4ALjsO/a/AEH4W/xbAFwAvP97AHwAfAD8AHwAfAB8APwAfAB8APwAfv97AHwAAAAAAQABAAA8AjwEPAw8AHwA/AB8ADw='],
    },
    attributes: {'dtype': 'float16'},
  },
  {
    name: 'float32 to bfloat16',
    op: 'astype',
    arguments: [
      ['float32', [37], 'AAAAAAAAAIAAAAA/AAAAv6RwfT9SuP6/AAAgQAAAf0MAgH9DAACAQwAAgL8A4H9H////TgAAAE8AAADP//9/TwAAgE/vWf9ePRAB3+x4rWAAAIB/AACA/wAAwH8A739HAPB/R3fMKzIAAAAzAQAAM1nZgDMAEIA/ADCAPwCAgD8AgIE/nsl/f57Jf/8AAH9/AQCAPw=='],
    ],
    expected: {
      output: ['bfloat16', [37], 'AAAAgAA/AL99P/+/IEB/Q4BDgEOAv4BHAE8ATwDPgE+AT/9eAd+tYIB/gP/Af4BHgEcsMgAzADOBM4A/gD+AP4I/gH+A/39/gD8='],
    },
    attributes: {'dtype': 'bfloat16'},
  },
  {
    name: 'float16 to int32',
    op: 'astype',
    arguments: [
      ['float16', [23], 'AAAAgAA4ALjsO/a/AEH4W/xbAFwAvP97AHwAfAD8AHwAfAB8APwAfAB8APwAfg=='],
    ],
    expected: {
      output: ['int32', [23], 'AAAAAAAAAAAAAAAAAAAAAAAAAAD/////AgAAAP8AAAD/AAAAAAEAAP/////g/wAA////f////38AAACA////f////3////9/AAAAgP///3////9/AAAAgAAAAAA='],
    },
    attributes: {'dtype': 'int32'},
  },
  {
    name: 'float16 to int64',
    op: 'astype',
    arguments: [
      ['float16', [23], 'AAAAgAA4ALjsO/a/AEH4W/xbAFwAvP97AHwAfAD8AHwAfAB8APwAfAB8APwAfg=='],
    ],
    expected: {
      output: ['int64', [23], 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP//////////AgAAAAAAAAD/AAAAAAAAAP8AAAAAAAAAAAEAAAAAAAD//////////+D/AAAAAAAA/////////3//////////fwAAAAAAAACA/////////3//////////f/////////9/AAAAAAAAAID/////////f/////////9/AAAAAAAAAIAAAAAAAAAAAA=='],
    },
    attributes: {'dtype': 'int64'},
  },
  {
    name: 'float16 to uint32',
    op: 'astype',
    arguments: [
      ['float16', [23], 'AAAAgAA4ALjsO/a/AEH4W/xbAFwAvP97AHwAfAD8AHwAfAB8APwAfAB8APwAfg=='],
    ],
    expected: {
      output: ['uint32', [23], 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAP8AAAD/AAAAAAEAAAAAAADg/wAA//////////8AAAAA////////////////AAAAAP//////////AAAAAAAAAAA='],
    },
    attributes: {'dtype': 'uint32'},
  },
  {
    name: 'float16 to uint8',
    op: 'astype',
    arguments: [
      ['float16', [23], 'AAAAgAA4ALjsO/a/AEH4W/xbAFwAvP97AHwAfAD8AHwAfAB8APwAfAB8APwAfg=='],
    ],
    expected: {
      output: ['uint8', [23], 'AAAAAAAAAv///wD///8A////AP//AAA='],
    },
    attributes: {'dtype': 'uint8'},
  },
  {
    name: 'float16 to bool',
    op: 'astype',
    arguments: [
      ['float16', [23], 'AAAAgAA4ALjsO/a/AEH4W/xbAFwAvP97AHwAfAD8AHwAfAB8APwAfAB8APwAfg=='],
    ],
    expected: {
      output: ['bool', [23], 'AAABAQEBAQEBAQEBAQEBAQEBAQEBAQE='],
    },
    attributes: {'dtype': 'bool'},
  },
  {
    name: 'float16 to float32',
    op: 'astype',
    arguments: [
      ['float16', [37], 'AAAAgAA4ALjsO/a/AEH4W/xbAFwAvP97AHwAfAD8AHwAfAB8APwAfAB8APwAfv97AHwAAAAAAQABAAA8ATwEPAw8AHwA/AB8ADw='],
    ],
    expected: {
      output: ['float32', [37], 'AAAAAAAAAIAAAAA/AAAAvwCAfT8AwP6/AAAgQAAAf0MAgH9DAACAQwAAgL8A4H9HAACAfwAAgH8AAID/AACAfwAAgH8AAIB/AACA/wAAgH8AAIB/AACA/wAAwH8A4H9HAACAfwAAAAAAAAAAAACAMwAAgDMAAIA/ACCAPwCAgD8AgIE/AACAfwAAgP8AAIB/AACAPw=='],
    },
    attributes: {'dtype': 'float32'},
  },
  {
    name: 'float16 to float16',
    op: 'astype',
    arguments: [
      ['float16', [37], 'AAAAgAA4ALjsO/a/AEH4W/xbAFwAvP97AHwAfAD8AHwAfAB8APwAfAB8APwAfv97AHwAAAAAAQABAAA8ATwEPAw8AHwA/AB8ADw='],
    ],
    expected: {
      output: ['float16', [37], 'AAAAgAA4ALjsO/a/AEH4W/xbAFwAvP97AHwAfAD8AHwAfAB8APwAfAB8APwAfv97AHwAAAAAAQABAAA8ATwEPAw8AHwA/AB8ADw='],
    },
    attributes: {'dtype': 'float16'},
  },
  {
    name: 'float16 to bfloat16',
    op: 'astype',
    arguments: [
      ['float16', [37], 'AAAAgAA4ALjsO/a/AEH4W/xbAFwAvP97AHwAfAD8AHwAfAB8APwAfAB8APwAfv97AHwAAAAAAQABAAA8ATwEPAw8AHwA/AB8ADw='],
    ],
    expected: {
      output: ['bfloat16', [37], 'AAAAgAA/AL9+P/+/IEB/Q4BDgEOAv4BHgH+Af4D/gH+Af4B/gP+Af4B/gP/Af4BHgH8AAAAAgDOAM4A/gD+AP4I/gH+A/4B/gD8='],
    },
    attributes: {'dtype': 'bfloat16'},
  },
  {
    name: 'bfloat16 to int32',
    op: 'astype',
    arguments: [
      ['bfloat16', [23], 'AAAAgAA/AL99P/+/IEB/Q4BDgEOAv4BHAE8ATwDPgE+AT/9eAd+tYIB/gP/Afw=='],
    ],
    expected: {
      output: ['int32', [23], 'AAAAAAAAAAAAAAAAAAAAAAAAAAD/////AgAAAP8AAAAAAQAAAAEAAP////8AAAEA////f////38AAACA////f////3////9/AAAAgP///3////9/AAAAgAAAAAA='],
    },
    attributes: {'dtype': 'int32'},
  },
  {
    name: 'bfloat16 to int64',
    op: 'astype',
    arguments: [
      ['bfloat16', [23], 'AAAAgAA/AL99P/+/IEB/Q4BDgEOAv4BHAE8ATwDPgE+AT/9eAd+tYIB/gP/Afw=='],
    ],
    expected: {
      output: ['int64', [23], 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAP//////////AgAAAAAAAAD/AAAAAAAAAAABAAAAAAAAAAEAAAAAAAD//////////wAAAQAAAAAAAAAAgAAAAAAAAACAAAAAAAAAAID/////AAAAAAEAAAAAAAAAAQAAAAAAAAAAAIB/AAAAAAAAAID/////////f/////////9/AAAAAAAAAIAAAAAAAAAAAA=='],
    },
    attributes: {'dtype': 'int64'},
  },
  {
    name: 'bfloat16 to uint32',
    op: 'astype',
    arguments: [
      ['bfloat16', [23], 'AAAAgAA/AL99P/+/IEB/Q4BDgEOAv4BHAE8ATwDPgE+AT/9eAd+tYIB/gP/Afw=='],
    ],
    expected: {
      output: ['uint32', [23], 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAP8AAAAAAQAAAAEAAAAAAAAAAAEAAAAAgAAAAIAAAAAA////////////////AAAAAP//////////AAAAAAAAAAA='],
    },
    attributes: {'dtype': 'uint32'},
  },
  {
    name: 'bfloat16 to uint8',
    op: 'astype',
    arguments: [
      ['bfloat16', [23], 'AAAAgAA/AL99P/+/IEB/Q4BDgEOAv4BHAE8ATwDPgE+AT/9eAd+tYIB/gP/Afw=='],
    ],
    expected: {
      output: ['uint8', [23], 'AAAAAAAAAv///wD///8A////AP//AAA='],
    },
    attributes: {'dtype': 'uint8'},
  },
  {
    name: 'bfloat16 to bool',
    op: 'astype',
    arguments: [
      ['bfloat16', [23], 'AAAAgAA/AL99P/+/IEB/Q4BDgEOAv4BHAE8ATwDPgE+AT/9eAd+tYIB/gP/Afw=='],
    ],
    expected: {
      output: ['bool', [23], 'AAABAQEBAQEBAQEBAQEBAQEBAQEBAQE='],
    },
    attributes: {'dtype': 'bool'},
  },
  {
    name: 'bfloat16 to float32',
    op: 'astype',
    arguments: [
      ['bfloat16', [37], 'AAAAgAA/AL99P/+/IEB/Q4BDgEOAv4BHAE8ATwDPgE+AT/9eAd+tYIB/gP/Af4BHgEcsMgAzADOBM4A/gD+AP4I/gH+A/39/gD8='],
    ],
    expected: {
      output: ['float32', [37], 'AAAAAAAAAIAAAAA/AAAAvwAAfT8AAP+/AAAgQAAAf0MAAIBDAACAQwAAgL8AAIBHAAAATwAAAE8AAADPAACATwAAgE8AAP9eAAAB3wAArWAAAIB/AACA/wAAwH8AAIBHAACARwAALDIAAAAzAAAAMwAAgTMAAIA/AACAPwAAgD8AAII/AACAfwAAgP8AAH9/AACAPw=='],
    },
    attributes: {'dtype': 'float32'},
  },
  {
    name: 'bfloat16 to float16',
    op: 'astype',
    arguments: [
      ['bfloat16', [37], 'AAAAgAA/AL99P/+/IEB/Q4BDgEOAv4BHAE8ATwDPgE+AT/9eAd+tYIB/gP/Af4BHgEcsMgAzADOBM4A/gD+AP4I/gH+A/39/gD8='],
    ],
    expected: {
      output: ['float16', [37], 'AAAAgAA4ALjoO/i/AEH4WwBcAFwAvAB8AHwAfAD8AHwAfAB8APwAfAB8APwAfgB8AHwAAAAAAAABAAA8ADwAPBA8AHwA/AB8ADw='],
    },
    attributes: {'dtype': 'float16'},
  },
  {
    name: 'bfloat16 to bfloat16',
    op: 'astype',
    arguments: [
      ['bfloat16', [37], 'AAAAgAA/AL99P/+/IEB/Q4BDgEOAv4BHAE8ATwDPgE+AT/9eAd+tYIB/gP/Af4BHgEcsMgAzADOBM4A/gD+AP4I/gH+A/39/gD8='],
    ],
    expected: {
      output: ['bfloat16', [37], 'AAAAgAA/AL99P/+/IEB/Q4BDgEOAv4BHAE8ATwDPgE+AT/9eAd+tYIB/gP/Af4BHgEcsMgAzADOBM4A/gD+AP4I/gH+A/39/gD8='],
    },
    attributes: {'dtype': 'bfloat16'},
  },
  {
    name: 'int32 to int32',
    op: 'astype',
    arguments: [
      ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    },
    attributes: {'dtype': 'int32'},
  },
  {
    name: 'int32 to int64',
    op: 'astype',
    arguments: [
      ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['int64', [16], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA////fwAAAAD+//9/AAAAAAAAAEAAAAAA///////////+//////////3/////////+f////////+c/////////wAAAID/////AQAAgP////8='],
    },
    attributes: {'dtype': 'int64'},
  },
  {
    name: 'int32 to uint32',
    op: 'astype',
    arguments: [
      ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['uint32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    },
    attributes: {'dtype': 'uint32'},
  },
  {
    name: 'int32 to uint8',
    op: 'astype',
    arguments: [
      ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['uint8', [16], 'AAECAwdk//4A//79+ZwAAQ=='],
    },
    attributes: {'dtype': 'uint8'},
  },
  {
    name: 'int32 to bool',
    op: 'astype',
    arguments: [
      ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['bool', [16], 'AAEBAQEBAQEBAQEBAQEBAQ=='],
    },
    attributes: {'dtype': 'bool'},
  },
  {
    name: 'int32 to float32',
    op: 'astype',
    arguments: [
      ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['float32', [16], 'AAAAAAAAgD8AAABAAABAQAAA4EAAAMhCAAAATwAAAE8AAIBOAACAvwAAAMAAAEDAAADgwAAAyMIAAADPAAAAzw=='],
    },
    attributes: {'dtype': 'float32'},
  },
  {
    name: 'int32 to float16',
    op: 'astype',
    arguments: [
      ['int32', [11], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7////9////+f///5z///8='],
    ],
    expected: {
      output: ['float16', [11], 'AAAAPABAAEIAR0BWALwAwADCAMdA1g=='],
    },
    attributes: {'dtype': 'float16'},
  },
  {
    name: 'int32 to bfloat16',
    op: 'astype',
    arguments: [
      ['int32', [11], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7////9////+f///5z///8='],
    ],
    expected: {
      output: ['bfloat16', [11], 'AACAPwBAQEDgQMhCgL8AwEDA4MDIwg=='],
    },
    attributes: {'dtype': 'bfloat16'},
  },
  {
    name: 'int64 to int32',
    op: 'astype',
    arguments: [
      ['int64', [23], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//BQAAAAEAAAD///9//////wEAACAAACAA////3///3/8BAAAAQAAAQA=='],
    ],
    expected: {
      output: ['int32', [23], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAAAA//////7////9////+f///5z///8AAAAAAQAAAAEAAAD/////BQAAAP///38BAAAg////3wEAAAA='],
    },
    attributes: {'dtype': 'int32'},
  },
  {
    name: 'int64 to int64',
    op: 'astype',
    arguments: [
      ['int64', [23], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//BQAAAAEAAAD///9//////wEAACAAACAA////3///3/8BAAAAQAAAQA=='],
    ],
    expected: {
      output: ['int64', [23], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//BQAAAAEAAAD///9//////wEAACAAACAA////3///3/8BAAAAQAAAQA=='],
    },
    attributes: {'dtype': 'int64'},
  },
  {
    name: 'int64 to uint32',
    op: 'astype',
    arguments: [
      ['int64', [23], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//BQAAAAEAAAD///9//////wEAACAAACAA////3///3/8BAAAAQAAAQA=='],
    ],
    expected: {
      output: ['uint32', [23], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAAAA//////7////9////+f///5z///8AAAAAAQAAAAEAAAD/////BQAAAP///38BAAAg////3wEAAAA='],
    },
    attributes: {'dtype': 'uint32'},
  },
  {
    name: 'int64 to uint8',
    op: 'astype',
    arguments: [
      ['int64', [23], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//BQAAAAEAAAD///9//////wEAACAAACAA////3///3/8BAAAAQAAAQA=='],
    ],
    expected: {
      output: ['uint8', [23], 'AAECAwdk//4A//79+ZwAAQH/Bf8B/wE='],
    },
    attributes: {'dtype': 'uint8'},
  },
  {
    name: 'int64 to bool',
    op: 'astype',
    arguments: [
      ['int64', [23], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//BQAAAAEAAAD///9//////wEAACAAACAA////3///3/8BAAAAQAAAQA=='],
    ],
    expected: {
      output: ['bool', [23], 'AAEBAQEBAQEBAQEBAQEBAQEBAQEBAQE='],
    },
    attributes: {'dtype': 'bool'},
  },
  {
    name: 'int64 to float32',
    op: 'astype',
    arguments: [
      ['int64', [23], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//BQAAAAEAAAD///9//////wEAACAAACAA////3///3/8BAAAAQAAAQA=='],
    ],
    expected: {
      output: ['float32', [23], 'AAAAAAAAgD8AAABAAABAQAAA4EAAAMhCAAAAXwAAAF8AAIBeAACAvwAAAMAAAEDAAADgwAAAyMIAAADfAAAA3wAAAFoAAADaAACATwAAAM8BAABaAQAA2gEAgF4='],
    },
    attributes: {'dtype': 'float32'},
  },
  {
    name: 'int64 to float16',
    op: 'astype',
    arguments: [
      ['int64', [11], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA///////////+//////////3/////////+f////////+c/////////w=='],
    ],
    expected: {
      output: ['float16', [11], 'AAAAPABAAEIAR0BWALwAwADCAMdA1g=='],
    },
    attributes: {'dtype': 'float16'},
  },
  {
    name: 'int64 to bfloat16',
    op: 'astype',
    arguments: [
      ['int64', [11], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA///////////+//////////3/////////+f////////+c/////////w=='],
    ],
    expected: {
      output: ['bfloat16', [11], 'AACAPwBAQEDgQMhCgL8AwEDA4MDIwg=='],
    },
    attributes: {'dtype': 'bfloat16'},
  },
  {
    name: 'uint32 to int32',
    op: 'astype',
    arguments: [
      ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['int32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    },
    attributes: {'dtype': 'int32'},
  },
  {
    name: 'uint32 to int64',
    op: 'astype',
    arguments: [
      ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['int64', [9], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////wAAAAD+////AAAAAAAAAIAAAAAA'],
    },
    attributes: {'dtype': 'int64'},
  },
  {
    name: 'uint32 to uint32',
    op: 'astype',
    arguments: [
      ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    },
    attributes: {'dtype': 'uint32'},
  },
  {
    name: 'uint32 to uint8',
    op: 'astype',
    arguments: [
      ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['uint8', [9], 'AAECAwdk//4A'],
    },
    attributes: {'dtype': 'uint8'},
  },
  {
    name: 'uint32 to bool',
    op: 'astype',
    arguments: [
      ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['bool', [9], 'AAEBAQEBAQEB'],
    },
    attributes: {'dtype': 'bool'},
  },
  {
    name: 'uint32 to float32',
    op: 'astype',
    arguments: [
      ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['float32', [9], 'AAAAAAAAgD8AAABAAABAQAAA4EAAAMhCAACATwAAgE8AAABP'],
    },
    attributes: {'dtype': 'float32'},
  },
  {
    name: 'uint32 to float16',
    op: 'astype',
    arguments: [
      ['uint32', [6], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA'],
    ],
    expected: {
      output: ['float16', [6], 'AAAAPABAAEIAR0BW'],
    },
    attributes: {'dtype': 'float16'},
  },
  {
    name: 'uint32 to bfloat16',
    op: 'astype',
    arguments: [
      ['uint32', [6], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA'],
    ],
    expected: {
      output: ['bfloat16', [6], 'AACAPwBAQEDgQMhC'],
    },
    attributes: {'dtype': 'bfloat16'},
  },
  {
    name: 'uint8 to int32',
    op: 'astype',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['int32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA/wAAAP4AAACAAAAA'],
    },
    attributes: {'dtype': 'int32'},
  },
  {
    name: 'uint8 to int64',
    op: 'astype',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['int64', [9], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/wAAAAAAAAD+AAAAAAAAAIAAAAAAAAAA'],
    },
    attributes: {'dtype': 'int64'},
  },
  {
    name: 'uint8 to uint32',
    op: 'astype',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA/wAAAP4AAACAAAAA'],
    },
    attributes: {'dtype': 'uint32'},
  },
  {
    name: 'uint8 to uint8',
    op: 'astype',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['uint8', [9], 'AAECAwdk//6A'],
    },
    attributes: {'dtype': 'uint8'},
  },
  {
    name: 'uint8 to bool',
    op: 'astype',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['bool', [9], 'AAEBAQEBAQEB'],
    },
    attributes: {'dtype': 'bool'},
  },
  {
    name: 'uint8 to float32',
    op: 'astype',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['float32', [9], 'AAAAAAAAgD8AAABAAABAQAAA4EAAAMhCAAB/QwAAfkMAAABD'],
    },
    attributes: {'dtype': 'float32'},
  },
  {
    name: 'uint8 to float16',
    op: 'astype',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['float16', [9], 'AAAAPABAAEIAR0BW+FvwWwBY'],
    },
    attributes: {'dtype': 'float16'},
  },
  {
    name: 'uint8 to bfloat16',
    op: 'astype',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['bfloat16', [9], 'AACAPwBAQEDgQMhCf0N+QwBD'],
    },
    attributes: {'dtype': 'bfloat16'},
  },
  {
    name: 'bool to float32',
    op: 'astype',
    arguments: [
      ['bool', [3], 'AAEB'],
    ],
    expected: {
      output: ['float32', [3], 'AAAAAAAAgD8AAIA/'],
    },
    attributes: {'dtype': 'float32'},
  },
  {
    name: 'bool to float16',
    op: 'astype',
    arguments: [
      ['bool', [3], 'AAEB'],
    ],
    expected: {
      output: ['float16', [3], 'AAAAPAA8'],
    },
    attributes: {'dtype': 'float16'},
  },
  {
    name: 'bool to bfloat16',
    op: 'astype',
    arguments: [
      ['bool', [3], 'AAEB'],
    ],
    expected: {
      output: ['bfloat16', [3], 'AACAP4A/'],
    },
    attributes: {'dtype': 'bfloat16'},
  },
  {
    name: 'bool to int32',
    op: 'astype',
    arguments: [
      ['bool', [3], 'AAEB'],
    ],
    expected: {
      output: ['int32', [3], 'AAAAAAEAAAABAAAA'],
    },
    attributes: {'dtype': 'int32'},
  },
  {
    name: 'bool to int64',
    op: 'astype',
    arguments: [
      ['bool', [3], 'AAEB'],
    ],
    expected: {
      output: ['int64', [3], 'AAAAAAAAAAABAAAAAAAAAAEAAAAAAAAA'],
    },
    attributes: {'dtype': 'int64'},
  },
  {
    name: 'bool to uint32',
    op: 'astype',
    arguments: [
      ['bool', [3], 'AAEB'],
    ],
    expected: {
      output: ['uint32', [3], 'AAAAAAEAAAABAAAA'],
    },
    attributes: {'dtype': 'uint32'},
  },
  {
    name: 'bool to uint8',
    op: 'astype',
    arguments: [
      ['bool', [3], 'AAEB'],
    ],
    expected: {
      output: ['uint8', [3], 'AAEB'],
    },
    attributes: {'dtype': 'uint8'},
  },
  {
    name: 'bool to bool',
    op: 'astype',
    arguments: [
      ['bool', [3], 'AAEB'],
    ],
    expected: {
      output: ['bool', [3], 'AAEB'],
    },
    attributes: {'dtype': 'bool'},
  },
];
