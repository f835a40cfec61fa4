// Made by tools/fixtures/ops.py from NumPy and PyTorch: unary ops over special and general values. Do not edit.
// biome-ignore-all format: a table
import type { OpCase } from '../opCase.js';

export const unaryValues: readonly OpCase[] = [
  {
    name: 'negative float32',
    op: 'negative',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AAAAgAAAAAAAAIC/AACAPwAAAL8AAAA/AADAvwAAwD8AACDAAAAgQAAAgP8AAIB/AADA/83MzL2amZk+AABAvwAAQMAAAIhAAAD8wAAAMMEAABhBbxKDugrXozwAAKDBAACIQQAAcMIAAHBC'],
    },
    attributes: {},
  },
  {
    name: 'abs float32',
    op: 'abs',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AAAAAAAAAAAAAIA/AACAPwAAAD8AAAA/AADAPwAAwD8AACBAAAAgQAAAgH8AAIB/AADAf83MzD2amZk+AABAPwAAQEAAAIhAAAD8QAAAMEEAABhBbxKDOgrXozwAAKBBAACIQQAAcEIAAHBC'],
    },
    attributes: {},
  },
  {
    name: 'sign float32',
    op: 'sign',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AAAAAAAAAAAAAIA/AACAvwAAgD8AAIC/AACAPwAAgL8AAIA/AACAvwAAgD8AAIC/AADAfwAAgD8AAIC/AACAPwAAgD8AAIC/AACAPwAAgD8AAIC/AACAPwAAgL8AAIA/AACAvwAAgD8AAIC/'],
    },
    attributes: {},
  },
  {
    name: 'sqrt float32',
    op: 'sqrt',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AAAAAAAAAIAAAIA/AADA//MENT8AAMD/ccScPwAAwP/CYso/AADA/wAAgH8AAMD/AADAf5vooT4AAMD/17NdP9ez3T8AAMD/fJkzQJVDVEAAAMD/44YBPQAAwP+9G49AAADA//be90AAAMD/'],
    },
    attributes: {},
  },
  {
    name: 'rsqrt float32',
    op: 'rsqrt',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AACAfwAAgP8AAIA/AADA//MEtT8AAMD/7AVRPwAAwP+b6CE/AADA/wAAAAAAAMD/AADAf8JiSkAAAMD/Os2TPzrNEz8AAMD/SnO2PrJfmj4AAMD/cvv8QQAAwP8u+WQ+AADA/6UyBD4AAMD/'],
    },
    attributes: {},
  },
  {
    name: 'exp float32',
    op: 'exp',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AACAPwAAgD9U+C1Aslq8PkwJ0z+YRRs//2mPQDx8ZD5/60JBLhyoPQAAgH8AAAAAAADAfz52jT9Dpj0/7nwHQC6voEGJtGk8+2okRSTiaUfF+Zw4ySCAP03uej9EWOdNGc8xM+XtvGrJcC0U'],
    },
    attributes: {},
  },
  {
    name: 'log float32',
    op: 'log',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AACA/wAAgP8AAAAAAADAfxhyMb8AAMB/H5nPPgAAwH8Ikmo/AADAfwAAgH8AAMB/AADAf45dE8AAAMB/EUuTvlSfjD8AAMB/jRMEQB53GUAAAMB/VQzdwAAAwH8Uuj9AAADAf98Eg0AAAMB/'],
    },
    attributes: {},
  },
  {
    name: 'sin float32',
    op: 'sin',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AAAAAAAAAICkalc/pGpXv0R39T5Ed/W+1Vt/P9Vbf794NRk/eDUZvwAAwP8AAMD/AADAf3d1zD1tTpe+4X8uP8OBED4GHmU/hvF/P1z/f7/V6Jk9bhKDOj7Uo7zItmk/JR52PyMQnL4jEJw+'],
    },
    attributes: {},
  },
  {
    name: 'cos float32',
    op: 'cos',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AACAPwAAgD9AUQo/QFEKP0CpYD9AqWA/qt6QParekD2/F02/vxdNvwAAwP8AAMD/AADAf5i4fj/vkHQ/9k87PyZwfb+UZeS+dyusvHIFkTutRn+/+P9/P+Xyfz8i8NA+NuKMvlbRc79W0XO/'],
    },
    attributes: {},
  },
  {
    name: 'tanh float32',
    op: 'tanh',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AAAAAAAAAIDW90I/1vdCv5+a7D6fmuy+zLdnP8y3Z7/Bknw/wZJ8vwAAgD8AAIC/AADAf7wezD3uJpW+H5kiP+m7fj9W5X+/+/9/PwAAgD8AAIC/bBKDOnPRo7wAAIA/AACAvwAAgD8AAIC/'],
    },
    attributes: {},
  },
  {
    name: 'erf float32',
    op: 'erf',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AAAAAAAAAIA9u1c/PbtXv3s/BT97PwW/q1J3P6tSd79U5X8/VOV/vwAAgD8AAIC/AADAf/VS5j3FQai+TA42P43+fz8AAIC/AACAPwAAgD8AAIC/HOaTOljZuLwAAIA/AACAvwAAgD8AAIC/'],
    },
    attributes: {},
  },
  {
    name: 'sigmoid float32',
    op: 'sigmoid',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AAAAPwAAAD+oJjs/sbKJPn9ZHz8DTcE+kExRP8LNOj6PlGw/iVubPQAAgD8AAAAAAADA/wllBj+s4tk+qN4tP+bbcz8ha2Y8Ged/P+j+fz/D9pw4YhAAP6lw/T4AAIA/GM8xMwAAgD/JcC0U'],
    },
    attributes: {},
  },
  {
    name: 'floor float32',
    op: 'floor',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAAAAAIC/AACAPwAAAMAAAABAAABAwAAAgH8AAID/AADAfwAAAAAAAIC/AAAAAAAAQEAAAKDAAADgQAAAMEEAACDBAAAAAAAAgL8AAKBBAACIwQAAcEIAAHDC'],
    },
    attributes: {},
  },
  {
    name: 'ceil float32',
    op: 'ceil',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAgD8AAACAAAAAQAAAgL8AAEBAAAAAwAAAgH8AAID/AADAfwAAgD8AAACAAACAPwAAQEAAAIDAAAAAQQAAMEEAABDBAACAPwAAAIAAAKBBAACIwQAAcEIAAHDC'],
    },
    attributes: {},
  },
  {
    name: 'round float32',
    op: 'round',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAAAAAACAAAAAQAAAAMAAAABAAAAAwAAAgH8AAID/AADAfwAAAAAAAACAAACAPwAAQEAAAIDAAAAAQQAAMEEAACDBAAAAAAAAAIAAAKBBAACIwQAAcEIAAHDC'],
    },
    attributes: {},
  },
  {
    name: 'isnan float32',
    op: 'isnan',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['bool', [27], 'AAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAA'],
    },
    attributes: {},
  },
  {
    name: 'isfinite float32',
    op: 'isfinite',
    arguments: [
      ['float32', [27], 'AAAAAAAAAIAAAIA/AACAvwAAAD8AAAC/AADAPwAAwL8AACBAAAAgwAAAgH8AAID/AADAf83MzD2amZm+AABAPwAAQEAAAIjAAAD8QAAAMEEAABjBbxKDOgrXo7wAAKBBAACIwQAAcEIAAHDC'],
    ],
    expected: {
      output: ['bool', [27], 'AQEBAQEBAQEBAQAAAAEBAQEBAQEBAQEBAQEB'],
    },
    attributes: {},
  },
  {
    name: 'negative float16',
    op: 'negative',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'AIAAAAC8ADwAuAA4AL4APgDBAEEA/AB8AP5mrs00ALoAwkBE4MeAycBIGZQfJQDNQEyA04BT'],
    },
    attributes: {},
  },
  {
    name: 'abs float16',
    op: 'abs',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'AAAAAAA8ADwAOAA4AD4APgBBAEEAfAB8AH5mLs00ADoAQkBE4EeAScBIGRQfJQBNQEyAU4BT'],
    },
    attributes: {},
  },
  {
    name: 'sign float16',
    op: 'sign',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'AAAAAAA8ALwAPAC8ADwAvAA8ALwAPAC8AH4APAC8ADwAPAC8ADwAPAC8ADwAvAA8ALwAPAC8'],
    },
    attributes: {},
  },
  {
    name: 'sqrt float16',
    op: 'sqrt',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'AAAAgAA8AP6oOQD+5jwA/lM+AP4AfAD+AH4PNQD+7jruPgD+nUGiQgD+DCgA/nlEAP6/RwD+'],
    },
    attributes: {},
  },
  {
    name: 'rsqrt float16',
    op: 'rsqrt',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'AHwA/AA8AP6oPQD+iDoA/g85AP4AAAD+AH5TQgD+njyeOAD+tDXTNAD+508A/igzAP4iMAD+'],
    },
    attributes: {},
  },
  {
    name: 'exp float16',
    op: 'exp',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'ADwAPHBB4zWYPto4e0QkMxdKQS0AfAAAAH5sPO05PEAFTU4jI2lPe+gEATzXOwB8AQAAfAAA'],
    },
    attributes: {},
  },
  {
    name: 'log float16',
    op: 'log',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'APwA/AAAAH6MuQB+fTYAflU7AH4AfAB+AH6bwAB+mrRlPAB+IUDMQAB+6MYAfv5BAH4YRAB+'],
    },
    attributes: {},
  },
  {
    name: 'sin float16',
    op: 'sin',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'AAAAgLs6u7qsN6y3+zv7u8o4yrgA/gD+AH5jLru0dDmEMCk7ADwAvM8sGRQfpU47sTvhtOE0'],
    },
    attributes: {},
  },
  {
    name: 'cos float16',
    op: 'cos',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'ADwAPFM4UzgFOwU7hyyHLGm6aboA/gD+AH72O6Q72jnsuyO3YaWIHPq7ADwAPIg2Z7Sfu5+7'],
    },
    attributes: {},
  },
  {
    name: 'tanh float16',
    op: 'tanh',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'AAAAgBg6GLplN2W3Pjs+u+U75bsAPAC8AH5hLqm0FTn2O/+7ADwAPAC8GRQfpQA8ALwAPAC8'],
    },
    attributes: {},
  },
  {
    name: 'erf float16',
    op: 'erf',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'AAAAgL46vroqOCq4uzu7u/87/7sAPAC8AH4yL0K1sDkAPAC8ADwAPAC8oBTHpQA8ALwAPAC8'],
    },
    attributes: {},
  },
  {
    name: 'sigmoid float16',
    op: 'sigmoid',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'ADgAONk5TjT7OAo2ijrWMWU72ywAPAAAAP4zOM82bzmfOzMj/zsAPOgEATjsNwA8AQAAPAAA'],
    },
    attributes: {},
  },
  {
    name: 'floor float16',
    op: 'floor',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'AAAAgAA8ALwAAAC8ADwAwABAAMIAfAD8AH4AAAC8AAAAQgDFAEeASQDJAAAAvABNQMyAU4DT'],
    },
    attributes: {},
  },
  {
    name: 'ceil float16',
    op: 'ceil',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'AAAAgAA8ALwAPACAAEAAvABCAMAAfAD8AH4APACAADwAQgDEAEiASYDIADwAgABNQMyAU4DT'],
    },
    attributes: {},
  },
  {
    name: 'round float16',
    op: 'round',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['float16', [27], 'AAAAgAA8ALwAAACAAEAAwABAAMAAfAD8AH4AAACAADwAQgDEAEiASQDJAAAAgABNQMyAU4DT'],
    },
    attributes: {},
  },
  {
    name: 'isnan float16',
    op: 'isnan',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['bool', [27], 'AAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAA'],
    },
    attributes: {},
  },
  {
    name: 'isfinite float16',
    op: 'isfinite',
    arguments: [
      ['float16', [27], 'AAAAgAA8ALwAOAC4AD4AvgBBAMEAfAD8AH5mLs20ADoAQkDE4EeAScDIGRQfpQBNQMyAU4DT'],
    ],
    expected: {
      output: ['bool', [27], 'AQEBAQEBAQEBAQAAAAEBAQEBAQEBAQEBAQEB'],
    },
    attributes: {},
  },
  {
    name: 'negative bfloat16',
    op: 'negative',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'AIAAAIC/gD8AvwA/wL/APyDAIECA/4B/wP/NvZo+QL9AwIhA/MAwwRhBg7qkPKDBiEFwwnBC'],
    },
    attributes: {},
  },
  {
    name: 'abs bfloat16',
    op: 'abs',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'AAAAAIA/gD8APwA/wD/APyBAIECAf4B/wH/NPZo+QD9AQIhA/EAwQRhBgzqkPKBBiEFwQnBC'],
    },
    attributes: {},
  },
  {
    name: 'sign bfloat16',
    op: 'sign',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'AAAAAIA/gL+AP4C/gD+Av4A/gL+AP4C/wH+AP4C/gD+AP4C/gD+AP4C/gD+Av4A/gL+AP4C/'],
    },
    attributes: {},
  },
  {
    name: 'sqrt bfloat16',
    op: 'sqrt',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'AAAAgIA/wP81P8D/nT/A/8o/wP+Af8D/wH+iPsD/Xj/eP8D/NEBUQMD/AT3A/49AwP/4QMD/'],
    },
    attributes: {},
  },
  {
    name: 'rsqrt bfloat16',
    op: 'rsqrt',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'gH+A/4A/wP+1P8D/UT/A/yI/wP8AAMD/wH9KQMD/lD8UP8D/tj6aPsD//UHA/2U+wP8EPsD/'],
    },
    attributes: {},
  },
  {
    name: 'exp bfloat16',
    op: 'exp',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'gD+APy5AvD7TPxs/j0BkPkNBqD2AfwAAwH+NPz4/B0ChQWo8JEVqR504gD97P+dNMjO9ai0U'],
    },
    attributes: {},
  },
  {
    name: 'log bfloat16',
    op: 'log',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'gP+A/wAAwH8xv8B/0D7Af2s/wH+Af8B/wH8TwMB/k76NP8B/BEAZQMB/3cDAf0BAwH+DQMB/'],
    },
    attributes: {},
  },
  {
    name: 'sin bfloat16',
    op: 'sin',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'AAAAgFc/V7/1PvW+fz9/vxk/Gb/A/8D/wH/NPZi+Lj8RPmU/gD+Av5o9gzqkvGo/dj+cvpw+'],
    },
    attributes: {},
  },
  {
    name: 'cos bfloat16',
    op: 'cos',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'gD+APwo/Cj9hP2E/kT2RPU2/Tb/A/8D/wH9/P3U/Oz99v+S+rLyRO3+/gD+AP9E+jb50v3S/'],
    },
    attributes: {},
  },
  {
    name: 'tanh bfloat16',
    op: 'tanh',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'AAAAgEM/Q7/tPu2+aD9ov30/fb+AP4C/wH/MPZa+Iz9/P4C/gD+AP4C/gzqkvIA/gL+AP4C/'],
    },
    attributes: {},
  },
  {
    name: 'erf bfloat16',
    op: 'erf',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'AAAAgFg/WL8FPwW/dz93v4A/gL+AP4C/wH/nPam+Nj+AP4C/gD+AP4C/lDq5vIA/gL+AP4C/'],
    },
    attributes: {},
  },
  {
    name: 'sigmoid bfloat16',
    op: 'sigmoid',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'AD8APzs/ij4fP8E+UT87Pm0/mz2APwAAwP8GP9o+Lj90P2Y8gD+AP504AD/9PoA/MjOAPy0U'],
    },
    attributes: {},
  },
  {
    name: 'floor bfloat16',
    op: 'floor',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'AAAAgIA/gL8AAIC/gD8AwABAQMCAf4D/wH8AAIC/AABAQKDA4EAwQSDBAACAv6BBiMFwQnDC'],
    },
    attributes: {},
  },
  {
    name: 'ceil bfloat16',
    op: 'ceil',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'AAAAgIA/gL+APwCAAECAv0BAAMCAf4D/wH+APwCAgD9AQIDAAEEwQRDBgD8AgKBBiMFwQnDC'],
    },
    attributes: {},
  },
  {
    name: 'round bfloat16',
    op: 'round',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bfloat16', [27], 'AAAAgIA/gL8AAACAAEAAwABAAMCAf4D/wH8AAACAgD9AQIDAAEEwQSDBAAAAgKBBiMFwQnDC'],
    },
    attributes: {},
  },
  {
    name: 'isnan bfloat16',
    op: 'isnan',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bool', [27], 'AAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAA'],
    },
    attributes: {},
  },
  {
    name: 'isfinite bfloat16',
    op: 'isfinite',
    arguments: [
      ['bfloat16', [27], 'AAAAgIA/gL8APwC/wD/AvyBAIMCAf4D/wH/NPZq+QD9AQIjA/EAwQRjBgzqkvKBBiMFwQnDC'],
    ],
    expected: {
      output: ['bool', [27], 'AQEBAQEBAQEBAQAAAAEBAQEBAQEBAQEBAQEB'],
    },
    attributes: {},
  },
  {
    name: 'negative int32',
    op: 'negative',
    arguments: [
      ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['int32', [16], 'AAAAAP/////+/////f////n///+c////AQAAgAIAAIAAAADAAQAAAAIAAAADAAAABwAAAGQAAAAAAACA////fw=='],
    },
    attributes: {},
  },
  {
    name: 'abs int32',
    op: 'abs',
    arguments: [
      ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABAAQAAAAIAAAADAAAABwAAAGQAAAAAAACA////fw=='],
    },
    attributes: {},
  },
  {
    name: 'sign int32',
    op: 'sign',
    arguments: [
      ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['int32', [16], 'AAAAAAEAAAABAAAAAQAAAAEAAAABAAAAAQAAAAEAAAABAAAA/////////////////////////////////////w=='],
    },
    attributes: {},
  },
  {
    name: 'bitwiseNot int32',
    op: 'bitwiseNot',
    arguments: [
      ['int32', [16], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA////f/7//38AAABA//////7////9////+f///5z///8AAACAAQAAgA=='],
    ],
    expected: {
      output: ['int32', [16], '//////7////9/////P////j///+b////AAAAgAEAAID///+/AAAAAAEAAAACAAAABgAAAGMAAAD///9//v//fw=='],
    },
    attributes: {},
  },
  {
    name: 'negative int64',
    op: 'negative',
    arguments: [
      ['int64', [18], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
    ],
    expected: {
      output: ['int64', [18], 'AAAAAAAAAAD///////////7//////////f/////////5/////////5z/////////AQAAAAAAAIACAAAAAAAAgAAAAAAAAADAAQAAAAAAAAACAAAAAAAAAAMAAAAAAAAABwAAAAAAAABkAAAAAAAAAAAAAAAAAACA/////////3/////////f/wEAAAAAACAA'],
    },
    attributes: {},
  },
  {
    name: 'abs int64',
    op: 'abs',
    arguments: [
      ['int64', [18], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
    ],
    expected: {
      output: ['int64', [18], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABAAQAAAAAAAAACAAAAAAAAAAMAAAAAAAAABwAAAAAAAABkAAAAAAAAAAAAAAAAAACA/////////38BAAAAAAAgAAEAAAAAACAA'],
    },
    attributes: {},
  },
  {
    name: 'sign int64',
    op: 'sign',
    arguments: [
      ['int64', [18], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
    ],
    expected: {
      output: ['int64', [18], 'AAAAAAAAAAABAAAAAAAAAAEAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAEAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAEAAAAAAAAA//////////////////////////////////////////////////////////////////////////8BAAAAAAAAAP//////////'],
    },
    attributes: {},
  },
  {
    name: 'bitwiseNot int64',
    op: 'bitwiseNot',
    arguments: [
      ['int64', [18], 'AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAHAAAAAAAAAGQAAAAAAAAA/////////3/+////////fwAAAAAAAABA///////////+//////////3/////////+f////////+c/////////wAAAAAAAACAAQAAAAAAAIABAAAAAAAgAP///////9//'],
    ],
    expected: {
      output: ['int64', [18], '///////////+//////////3//////////P/////////4/////////5v/////////AAAAAAAAAIABAAAAAAAAgP////////+/AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAABgAAAAAAAABjAAAAAAAAAP////////9//v///////3/+///////f/wAAAAAAACAA'],
    },
    attributes: {},
  },
  {
    name: 'negative uint32',
    op: 'negative',
    arguments: [
      ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['uint32', [9], 'AAAAAP/////+/////f////n///+c////AQAAAAIAAAAAAACA'],
    },
    attributes: {},
  },
  {
    name: 'abs uint32',
    op: 'abs',
    arguments: [
      ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    },
    attributes: {},
  },
  {
    name: 'sign uint32',
    op: 'sign',
    arguments: [
      ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['uint32', [9], 'AAAAAAEAAAABAAAAAQAAAAEAAAABAAAAAQAAAAEAAAABAAAA'],
    },
    attributes: {},
  },
  {
    name: 'bitwiseNot uint32',
    op: 'bitwiseNot',
    arguments: [
      ['uint32', [9], 'AAAAAAEAAAACAAAAAwAAAAcAAABkAAAA//////7///8AAACA'],
    ],
    expected: {
      output: ['uint32', [9], '//////7////9/////P////j///+b////AAAAAAEAAAD///9/'],
    },
    attributes: {},
  },
  {
    name: 'negative uint8',
    op: 'negative',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['uint8', [9], 'AP/+/fmcAQKA'],
    },
    attributes: {},
  },
  {
    name: 'abs uint8',
    op: 'abs',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['uint8', [9], 'AAECAwdk//6A'],
    },
    attributes: {},
  },
  {
    name: 'sign uint8',
    op: 'sign',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['uint8', [9], 'AAEBAQEBAQEB'],
    },
    attributes: {},
  },
  {
    name: 'bitwiseNot uint8',
    op: 'bitwiseNot',
    arguments: [
      ['uint8', [9], 'AAECAwdk//6A'],
    ],
    expected: {
      output: ['uint8', [9], '//79/PibAAF/'],
    },
    attributes: {},
  },
  {
    name: 'logicalNot bool',
    op: 'logicalNot',
    arguments: [
      ['bool', [3], 'AQAB'],
    ],
    expected: {
      output: ['bool', [3], 'AAEA'],
    },
    attributes: {},
  },
];
