// Made by tools/fixtures/ops.py from NumPy and PyTorch: cross-correlation, NHWC and OHWI. Do not edit.
// biome-ignore-all format: a table
import type { OpCase } from '../opCase.js';

export const convolutionValues: readonly OpCase[] = [
  {
    name: 'float32 3x3',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 4, 5, 2], 'AADQPwAAwD8AAKg/AAC4PwAA4L8AAKA/AADoPwAAgL8AAKi/AADYvwAAmD8AAOg/AADgPgAA4D4AAJg/AAAAwAAAsD8AANg/AADAvwAAAEAAALg/AABgvwAAgL0AAKA/AADQPwAA2L8AACA/AACAvgAAIL8AAKg/AABAPwAAwL4AAMg/AACAPQAAuD8AAMi/AADYPwAAoD8AAAA+AAAAAA=='],
      ['float32', [3, 3, 3, 2], 'AABAvwAAgL8AAGC/AACQPwAA4L4AAPg/AAAAvwAAAD4AAOC+AABwPwAAEL8AAABAAAAQPwAA+L8AAOg/AADAPgAAQD8AAPA/AABgvwAAyL8AAEA/AACQvwAAAMAAAEA+AABAPgAAYD8AANA/AABAPgAAiL8AAEA+AADgvwAA6L8AAMi/AACAPwAA0D8AAEC/AADYvwAA4L8AAMC/AADwPwAAsL8AACA/AADgPgAAQL4AAAC+AABwPwAAoD8AAIC9AAAwPwAAwL8AAOg/AADgPgAAQD8AAIA/'],
    ],
    expected: {
      output: ['float32', [1, 2, 3, 3], 'AMA9wAAAlEAAQD1AAEAUwACwY8EAACvAAEDbQABAi0AAgC9AABAMwQAgC8EAAKq+AMACQAAAIcAAAG3AANBzQQDgjUAAsExB'],
    },
    attributes: {},
  },
  {
    name: 'float32 3x3 padded',
    op: 'conv2d',
    arguments: [
      ['float32', [2, 4, 3, 3], 'AACAvwAAgD8AAPA/AABAPgAAQL8AAOA/AACQPwAA6D8AAGA/AADAPwAAkD8AAAC/AACYPwAAcL8AAOg/AAAAPgAAgD0AACA/AABAvwAAsL8AAGA/AACAPgAAYD8AAIC+AACAvgAAAMAAAEA/AACgvgAA2L8AAOC+AADovwAA8D8AAJi/AADovwAAcD8AAOA/AABwvwAA2D8AAJi/AADAPgAAQD8AAKC/AACwvwAAmD8AAAAAAACwvwAAqD8AAEC/AABAvwAAMD8AAJC/AACgvgAAcD8AAEC+AAAAPgAAUL8AANA/AADwvwAA4L8AABC/AABgPwAAqD8AAKA+AACoPwAAUD8AANi/AAAQPwAAQD4AAHA/AAAgvwAAML8AAOC+'],
      ['float32', [4, 3, 3, 3], 'AABAvwAAAEAAANC/AACgPwAAgL0AAAAAAAAAwAAAAAAAALg/AADYPwAAoL4AAAC/AADAPwAAkD8AAOg/AABwPwAA+D8AAHA/AADAvwAAQL4AAKC+AABAPwAAAL4AALA/AADYvwAAUL8AAKA/AACIPwAAiD8AAIC9AADwvwAAAD4AAPi/AAAAvgAAIL8AAAC/AACQvwAAgD8AAAC+AADgvgAA4D8AAKi/AAAAAAAAmD8AAIA+AADgvgAAQL4AAKA+AACgPwAA+D8AAIA/AAAgPwAAyL8AAAA+AADwvwAAYL8AAMC+AABgPwAAAD8AAPA/AAAAvgAAYD8AAAAAAACQPwAAgD8AAEC/AAAQvwAAQL8AAOA+AAAQvwAA0D8AAIC9AACIPwAA0D8AAIA+AAAAvgAAwD8AAKi/AADoPwAAAD4AANA/AACAvwAA2D8AABA/AAAAwAAAIL8AAOg/AADoPwAA4D4AAIC+AABAPgAAoD4AAPi/AADAPgAAoL8AAMC+AAAAvgAA+D8AAOg/AADwvwAAoL4AAIA/AAC4PwAAcL8AAMC+AADovwAA4L8AAKi/'],
    ],
    expected: {
      output: ['float32', [2, 4, 3, 4], 'AKCWQABgqEAAwMpAAAAPwADA2EAAAIs/AAAkQACAjr8AwHBAAAC9PwBggMAA4L/AAEBzQAAgl8AAwJbAAEBPQABgIUEAYJnAACACQQCwlUEAAGQ+AHA1wQAAQD0A4LvAAIAEQACwS8EAAHPAAADuPwBAIkAAoMvAAGCuwADg+sAAgDjAAIBqwADALEAAAPy+AKCBwAAAnb8AgM1AAFALQQDAI8AA4JNAAAARPwAAmb8AAHQ+AKCFQAAAWz8AgIdAAAB9wAAAeUAAABi+AGCFwAAA/b8AgJlAAKCnQADAgkAAgIQ/AACIQABAbkAAAO6+AADwPQDwJ0EAwAbBAAChQAAAkD8AAP4/AIDJPwCAW8AAwKBAAOBJQQBgnsAAgNRAAMDXwAAAmD4AYIJAAACYwADAOkAAgGNAAACsPwCADEAAgAtAAADuPgDAPMAAAAe/AMCXQACA0j8AADS/AACkPwBAlcAAAHC9AADYPQCA1UAAABDAACDawADwAEEAYIjA'],
    },
    attributes: {'padding': 1},
  },
  {
    name: 'float32 1x1',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 3, 4, 5], 'AAC4vwAAgD8AAOC+AADYPwAAqL8AAJA/AAAgvwAAYL8AAFC/AAAAAAAA0D8AAMi/AACgPgAAoL4AAAA/AACAvwAAYL8AAPC/AAD4PwAAYL8AALi/AADgPwAAgD0AAAA+AACAPgAAcL8AAOi/AADIvwAA6D8AANA/AACYPwAA2L8AAKA+AADwvwAAmL8AAMi/AADQPwAAgD8AAIA/AADgPwAAAD8AANC/AADAvwAAED8AADC/AAAgPwAAML8AAAA+AAC4PwAAAMAAAIA+AABQPwAAYL8AAKC+AACIPwAA4D8AAKA+AAAAQAAAUL8AABA/'],
      ['float32', [3, 1, 1, 5], 'AADAvgAAyL8AAEA/AABAvwAAgD4AAAA/AADAPgAAwD8AAOA/AACgvgAAyL8AABC/AABAvgAA4D4AAIA9'],
    ],
    expected: {
      output: ['float32', [1, 3, 4, 3], 'AIA8wABAF0AAABtAAAACPwAAGsAAgMy/AEAbQAAAALwAgOm/AACrvwAAwDwAwExAAIALwAAAMD4AAKk/AICHPwAAVL8AAGtAAEBiQADAHsAAAO6/AADCvwAAIkAAgPE/AAAiPwCAtL8AAB4/AAAlvwCAWEAAAOC9AIDCvwCA4b8AAEG/AICNPwBAGUAAwGbA'],
    },
    attributes: {},
  },
  {
    name: 'float32 stride 2',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 5, 6, 2], 'AAC4PwAAsD8AAKC/AAAQvwAAwD4AAIC9AAAAPwAA+D8AAAC+AADQPwAAEL8AABA/AADoPwAAmD8AAKg/AACIvwAAsL8AAAC+AAAAwAAAcD8AAIC/AAAwvwAAoL4AAAC/AACwvwAA+D8AADC/AACwPwAAQD8AALi/AACAPwAA6L8AAKg/AABQvwAAoD8AACC/AABAvwAAwL8AAAA+AAD4PwAAcD8AALA/AADgPgAAoD4AAKA+AACAvQAAoD8AAPA/AADoPwAA6L8AANA/AAAwvwAAcL8AALA/AADIvwAAAD8AAGC/AAAwPwAAoD8AAEA/'],
      ['float32', [2, 3, 3, 2], 'AABAvwAAmL8AAIA/AABAPgAAwD4AAAC/AAAAQAAA8L8AAMi/AAAAvgAAqD8AACA/AADovwAA6D8AABA/AADgPgAAAD4AAAA+AACIvwAAmL8AAHC/AADQPwAA4L4AADA/AACAvQAAuD8AALC/AADgvgAAgL4AAMA/AADYvwAA4D4AAAAAAAAwvwAAQD4AAGC/'],
    ],
    expected: {
      output: ['float32', [1, 3, 3, 2], 'AMA1wAAAMMAAgK3AAIAOwACAqj8AwPpAAECDQAAAyD8AQCbAAAAfPwDgjEAAoNbAAMA2wAAAZsAAwDlAAACivgAAxb8AwAJA'],
    },
    attributes: {'stride': 2, 'padding': 1},
  },
  {
    name: 'float32 strides 1 and 3',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 4, 7, 1], 'AADgvgAAAMAAAAAAAACgvwAAgD4AAAC+AACAPQAAQD8AAKi/AABAvwAAkL8AAMC/AABwvwAAoL8AAABAAABQvwAAAAAAAOC/AABQPwAAED8AAJi/AABAvwAAgD0AAKC+AACAvgAAAEAAAJi/AACQvw=='],
      ['float32', [2, 2, 3, 1], 'AACQvwAAAAAAAIi/AAAwPwAAgD8AACA/AACAPwAAqL8AAMA/AADwvwAAML8AADA/'],
    ],
    expected: {
      output: ['float32', [1, 3, 2, 2], 'AABGvwCAlT8AAKm/AAA7PwAABD8AAOy/AEAOQAAAI0AAgDnAAOCGQABAHUAAgGzA'],
    },
    attributes: {'stride': [1, 3]},
  },
  {
    name: 'float32 dilation 2',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 6, 6, 2], 'AACAPQAAcD8AAHA/AADQvwAAgD4AAHA/AAC4PwAA0D8AAPi/AADgPwAAUD8AAKC/AADAvwAAgD0AAIA9AACoPwAA4L4AANC/AABAvgAAQL8AAIg/AAAAvwAA2L8AAMA+AADovwAAyL8AAOA/AADwvwAAgL0AANA/AADAvgAAoL4AALi/AADQPwAAAAAAABC/AAAwPwAAgD4AANA/AADQvwAA4L4AAIA9AADAvwAAuD8AAIg/AACwPwAAUL8AAHA/AABgPwAAoD4AAKA/AAAQvwAA8D8AANA/AACovwAA4L4AAHC/AABAvgAA4L4AANA/AACoPwAAQD4AAIC+AAAAwAAAgL4AAOA/AACwPwAAYL8AAMi/AABQvwAAyL8AAAAA'],
      ['float32', [2, 3, 3, 2], 'AADYvwAAoD4AAIA9AADgvwAAmL8AABA/AAAQvwAAuL8AAAAAAAAwPwAAAD4AAFA/AADgvgAAiD8AAMC/AAD4PwAAqD8AADC/AADAPwAA4D8AAIA+AAAQPwAAYL8AAEC+AAAAQAAAAD8AAMi/AAC4vwAAyD8AABC/AAAAPwAAiD8AAIC/AACIPwAAwD4AAKi/'],
    ],
    expected: {
      output: ['float32', [1, 6, 6, 2], 'AACQvQCAZcAA4MTAAICivwAAQL4AsAnBAADOvgAA8b8AwNhAAODKQABgqMAAQEZAAMAfwACA6D8AYATBAAD1wAAADj8AgNk/AIC6vwAA8L0AQGRAAIAYwAAg1UAAwHtAAAAIvwCAD0AAgHfAAKCOwADA0UAAILPAAADmwAAA7T8AACPAAIDQQABAkEAAQK5AAEBkwADgqcAAQG7AAIAgwACgyEAAQBtAAABvvwAAZb8AYKBAAACywAAA5L4AADbAACCsQAAAsb8AQDBAAIBLwAAAEEAAIAXBAMAQwADAHkAA4LrAAKAZQQAggEAAgL3AAADXPwDAQMAAwGdAACDOQACAF8AAgJe/AIAJwACgiMAAgJDAAECPQAAA4z8AAKtA'],
    },
    attributes: {'dilation': 2, 'padding': 2},
  },
  {
    name: 'float32 dilations 1 and 2',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 5, 6, 1], 'AABAPgAA0L8AAADAAAAAvgAAAL4AAKA/AACQPwAAQD4AABA/AADgPgAAwL8AAEA/AACYvwAA6L8AAFA/AADAPgAA+L8AAKg/AABAPwAAwL4AAAA+AAAAPwAAAL8AADC/AACgvgAAsL8AAIC9AADgPgAA0L8AANC/'],
      ['float32', [1, 2, 3, 1], 'AADgPwAAoL8AAKC+AACYvwAAMD8AAAC+'],
    ],
    expected: {
      output: ['float32', [1, 4, 2, 1], 'AMAGQAAARsAAgHxAAIDlPwDATsAAQEvAAADsPwAAiT8='],
    },
    attributes: {'dilation': [1, 2]},
  },
  {
    name: 'float32 groups 2',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 4, 4, 4], 'AADQvwAAAMAAAMg/AACgvgAAUD8AAJC/AACAvwAAAD4AANA/AADgvgAAyD8AAPC/AAAAvgAAEL8AAGC/AAAAwAAAqD8AAPi/AAAAwAAAAMAAAOg/AACAPQAA8D8AAIC+AADYvwAAyL8AAOg/AABQPwAAYL8AAIC+AACgPwAAyD8AAMA/AAAAQAAAqL8AAMC/AAAgvwAA4L8AAPA/AADIvwAAkD8AABC/AABQPwAA8D8AAIi/AACYPwAAcD8AAGC/AADwvwAAgL0AAHC/AABQPwAAgL8AADC/AADovwAAqL8AAAC+AAAgvwAA8L8AAIA/AAD4PwAAYL8AAIC9AAAgvw=='],
      ['float32', [6, 3, 3, 2], 'AACQPwAAqL8AAAA+AAAgvwAAwL8AAGA/AABAvgAAgL8AAADAAAAAQAAAUL8AAPC/AAAQPwAAyD8AAKi/AADwPwAA2D8AAPi/AAAQPwAAcD8AAPi/AADoPwAAoL4AAKi/AADQPwAA+D8AAIC/AACgvgAAyL8AANi/AABwvwAA4L8AAIC9AABAvwAA4L4AAKg/AACIvwAAgD8AAAC+AADIvwAAgL0AAOg/AABQPwAAUD8AAABAAAAAAAAAED8AACC/AADYvwAAkL8AALi/AAAQvwAAUL8AAPC/AADoPwAAwD4AAOC/AADQPwAAID8AAOC+AADAvgAAQL4AAIi/AACAPQAAED8AAKA/AACIPwAAUD8AAJA/AADAvgAAkL8AAIC/AACgvwAAML8AAKC/AABgPwAAkL8AAAA+AACQvwAA+D8AAIA9AABAvgAAQL8AANi/AAAAPwAA0L8AAPg/AABQvwAAmD8AALi/AADYvwAA2L8AAOg/AABAvwAA4L4AADC/AACovwAAqL8AAIi/AABQPwAA6L8AANg/AABgvwAAuD8AAAC+AABQPwAA0L8AAKA+'],
    ],
    expected: {
      output: ['float32', [1, 4, 4, 6], 'AADcvwCAYkAAQI/AAECuwAAAhD8AgIzAACDOwABwAcEAAL8/AECqwACg00AAoCvBAIAlwAAA178AQJRAAEB3wACAFEEA4N3AAABdwADg1EAAANdAAIB+QACgisAAANI+ACCkwACA0MAAQKtAAAApwAAAqj8AwI/AAKC4QADQFMEAAGA/ACCdQAAAzr8AgLDAAODDwACwFEEAIIvAAODKwABAAMAAADw+AOATQQCAv8AAIMLAAIAHQABAB8AAAPS/AKCvQABgpsAAADdBAEB7QAAALcAAQKrAAABaPwCgzkAAwCFAAGDSwAAQVcEA0HlBAABRQACAPcAAgBtAAICewADwP8EAgH3AAAA4vgBAAEAAQBTAAACcPwBAEMAAwL/AAECCQACA+kAAQCXBAADQPQCAsT8AAN0/AABYPgAA4j4AAJC/AMDawAAAQz8AgFxBACCVQACwKcEAgPE/AEDyQAAAwr8AQLZAAEB2wACAnj8AAFy+AACwvgAAqL0AgLy/'],
    },
    attributes: {'groups': 2, 'padding': 1},
  },
  {
    name: 'float32 depthwise',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 4, 4, 3], 'AADwPwAAyD8AAKC+AACIvwAAAD4AAHC/AABAvwAAAMAAANA/AADgvwAAuD8AAIg/AACAvQAAIL8AAADAAACAPgAAID8AAHA/AAAwvwAAwL8AALi/AADIPwAAAL4AAHC/AABwPwAAwL8AACA/AABgvwAA0L8AALg/AADYPwAA6L8AAIC9AABAPwAA0D8AADA/AACgvgAAML8AANA/AAAgPwAAsD8AAGA/AADwvwAAQD8AAMg/AAAAQAAAQD8AAIC/'],
      ['float32', [3, 3, 3, 1], 'AACgPgAAoL8AAADAAACIPwAAED8AACC/AAAQPwAAwL8AAMA/AAAQvwAA4L4AANg/AADgvwAAwD4AAHA/AAAAAAAAEL8AAHA/AAAwvwAAEL8AADA/AACgPwAA8L8AADA/AADwvwAAuD8AAPg/'],
    ],
    expected: {
      output: ['float32', [1, 4, 4, 3], 'AAAMQAAA0j8AAI+/AADYPgBAysAAgJlAAMBDQACAjT8AEBLBAGCQwACAg0AAgLE/AEBIwAAATb8AgPNAAKAEQQCApcAAQCfAAACOPwAAgEAAwA5AAID2PwBACkAAACa/AMADQAAAaz8AwLNAAMBbwABADcAAAFy/AMBhQAAAgkAAABM/AECAwABAiEAAAIfAAABAPAAAh78AgOe/AABMvwAAaz8AADw+AMCwwADAQUAAQEDAAICjvwAAOb8AAF9A'],
    },
    attributes: {'groups': 3, 'padding': 1},
  },
  {
    name: 'float32 depthwise doubled',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 3, 3, 3], 'AACYPwAAwD8AAIA/AACgPwAA2D8AAIC9AADIvwAA4L4AAOC/AACovwAAQD4AAPC/AADYPwAAmD8AAOA+AACAvwAAyL8AAIA/AACYvwAA6L8AAAC/AACIvwAAgL0AAKC+AADgPgAAAL8AALg/'],
      ['float32', [6, 2, 2, 1], 'AACYvwAAkD8AAJA/AAD4vwAA4L8AAMC/AADgPgAAML8AAIA+AADIvwAAgD0AAEC/AACovwAA8L8AACA/AAAgPwAAYD8AANi/AACAPgAAcL8AAKA+AADIPwAAQD4AAEC+'],
    ],
    expected: {
      output: ['float32', [1, 2, 2, 6], 'AACYwAAAtsAAAEnAAMCIwAAA0D0AAGC+AAAYPwCAyj8AgBZAAIDQvwCABEAAADfAAMCFQAAAwLwAAPC/AEBpwACADcAAAIA9AIClwAAADsAAAEdAAICCPwDALsAAgK8/'],
    },
    attributes: {'groups': 3},
  },
  {
    name: 'float32 padding right and bottom, stride 2',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 4, 5, 3], 'AACAvgAAAAAAAKA+AACwvwAAgD0AAIC/AABgvwAAgL8AALg/AACAvgAAIL8AAIC/AADQvwAAgD0AAAA/AACAvwAAuD8AAAA/AADIvwAAyL8AAPi/AADoPwAAQL8AAPA/AABwvwAAYL8AALC/AADIvwAAYL8AACA/AACgvgAAqL8AAJC/AACgvwAAAD4AANA/AADAvgAAsL8AAOC+AADIvwAAyL8AAOi/AACIPwAAEL8AAAA/AADAvwAAgD4AAAC+AABAvwAA0L8AAABAAAAwPwAAcD8AAOg/AACwPwAAQD8AAIA+AAAgvwAAAD8AAIC+'],
      ['float32', [2, 3, 3, 3], 'AABAPwAAAEAAAGC/AABgPwAAgL8AACA/AACIPwAAID8AAEC/AACAPwAA+L8AAEA+AABAvgAAkD8AALg/AACAvQAAoL4AAGA/AACAPgAAsL8AANA/AABQvwAAuL8AANi/AACovwAAUD8AAPi/AAC4PwAAEL8AADA/AADAvwAAoD4AAKA+AABgvwAAML8AAMg/AADYvwAAmL8AAHA/AADgvwAAiD8AAJA/AADYPwAAcD8AABC/AAAwvwAAQD4AAAAAAAAQPwAAyD8AAMA/AACAvwAA6D8AAEA/'],
    ],
    expected: {
      output: ['float32', [1, 2, 2, 2], 'ADBPwQCArUAAAMo+ALAnwQAAJcAAAPBAAEBXwAAAY78='],
    },
    attributes: {'stride': 2, 'padding': {'top': 0, 'bottom': 1, 'left': 0, 'right': 1}},
  },
  {
    name: 'float32 four paddings',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 3, 3, 1], 'AAAwvwAAED8AAJC/AACAPgAAcL8AAIC9AABwvwAAAL4AAJA/'],
      ['float32', [1, 2, 2, 1], 'AADovwAAAD8AALi/AADIvw=='],
    ],
    expected: {
      output: ['float32', [1, 4, 6, 1], 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAICJPwAA4D0AAHM/AADPPwAAAAAAAAAAAAA8vwCAKEAAAAy+AEAIQAAAAAAAAAAAAIDLPwAAHz8AALg9AIDAvwAAAAAAAAAA'],
    },
    attributes: {'padding': {'top': 2, 'bottom': 0, 'left': 1, 'right': 3}},
  },
  {
    name: 'float32 kernel as large as the image',
    op: 'conv2d',
    arguments: [
      ['float32', [2, 3, 4, 2], 'AACQPwAAAD8AAPA/AAAwPwAAUL8AAAAAAAAAQAAAcD8AAIC/AADgvwAAAD4AAEA/AAD4vwAA6L8AAIC9AAC4PwAAUD8AAAA+AABAPwAAsD8AAIC/AAC4vwAA8L8AAJi/AADovwAAsD8AAJi/AADYvwAAmD8AAEC/AAAwPwAAkD8AAIA/AAC4PwAAoL4AALi/AAAgPwAA4L8AABC/AAAAPwAAIL8AAJC/AAAgPwAAUL8AAKg/AADovwAAiL8AABC/'],
      ['float32', [3, 3, 4, 2], 'AADYPwAAoD8AAPg/AACgPgAAcD8AAPi/AADYPwAA4L8AAOC/AADIPwAA4L4AABA/AACYvwAAqL8AABA/AAAAPwAAEL8AAJg/AADAvgAAqD8AAAAAAAAgPwAAgL4AALi/AACovwAAuD8AAOi/AAAwPwAAmD8AAKg/AAAwvwAAAL4AACA/AADAPwAAoD4AAKA/AADQvwAAML8AAIA/AAC4vwAA+D8AAAA/AAC4vwAAmL8AAMC/AAAgvwAA0L8AAJC/AACAPwAA4L4AAOA+AAAgvwAAoL4AAFA/AACAvQAA4D4AAOA/AACovwAAkL8AACA/AACYvwAAgD8AAIg/AABAvgAAqL8AAPC/AACQPwAAmD8AAAC/AABgPwAAAMAAAOC/'],
    ],
    expected: {
      output: ['float32', [2, 1, 1, 3], 'AFBpQQAA4r4AwBFBAEBcwACgmEAAgC/A'],
    },
    attributes: {},
  },
  {
    name: 'float32 kernel larger than the image',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 2, 2, 2], 'AAAAAAAAcL8AANC/AACIPwAAoL4AABA/AAAAvgAAuL8='],
      ['float32', [2, 5, 5, 2], 'AADQPwAAIL8AAKC/AADwvwAAID8AAMg/AAAgvwAAkD8AACA/AACAvwAAkL8AAKC+AADQvwAAgD8AAOg/AAAAPgAA0L8AANC/AADwvwAAkD8AAIC/AABgPwAAuL8AAPi/AADgvwAAuD8AANi/AAAAvgAAyL8AAKA+AACAPQAAQD8AAAAAAADIPwAA2D8AAAAAAADAvgAAgL8AAOA+AADAvgAA6D8AAMA/AACovwAAED8AADC/AABAPgAAkL8AAEA+AACAvQAAgL0AAIi/AADgPwAAAL8AAOg/AACwvwAAIL8AALi/AAAAwAAA4D8AALC/AABAvwAAgL8AAIC+AADAvgAAgD8AAEA/AACoPwAAMD8AAIi/AACAvQAA4L4AAOA/AABAvwAA0L8AAIi/AADAvgAAsD8AAKA/AABwPwAAQD8AAOg/AABAPgAA2D8AAFA/AADwvwAAAMAAAKi/AABgPwAAAL4AAIA9AADAPgAAuD8AAOC/AACovwAAoD8AAOC+AAAAAAAA+D8AAJi/AABAvw=='],
    ],
    expected: {
      output: ['float32', [1, 2, 2, 2], 'AAAOQAAADMAAYNtAAIC8QADAIkAAAH3AAKDHwAAA+L4='],
    },
    attributes: {'padding': 2},
  },
  {
    name: 'float32 1x5 kernel',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 3, 6, 2], 'AADwvwAAQD8AANA/AADYPwAAID8AAEA+AACAPQAAgD0AAIg/AACAPQAAiD8AAIC/AADwPwAAgD0AAMA+AABgPwAAyD8AAAAAAADoPwAAML8AAIA+AADgvgAA0L8AANi/AABAvgAAAMAAAIg/AADgPwAAQD4AAAC/AACYPwAAcD8AAIA/AAAwPwAA4L4AAHC/'],
      ['float32', [2, 1, 5, 2], 'AACQvwAAUL8AAMg/AAAgPwAAoD4AAAAAAABAvgAAID8AAOA+AACgPgAAQL8AAAC+AACgvgAAED8AAMi/AABAvgAAkD8AAOi/AABgPwAAAD4='],
    ],
    expected: {
      output: ['float32', [1, 3, 6, 2], 'AAD+PgBACEAAAPS/AAC2vwCguUAAgNE/AAAGwAAAhD4AAJu/AABcPwCA9D8AgOm/AIDfPwBAL8AAwFdAAID6PwAAq78AAAC9AACiPgCAhMAAAOC8AACavwCA778AAKE/AABDPwCAmr8AAD+/AABIvwBAtUAAgLg/AIAgwABAgMAAgBxAAADQvgAAeL4AAJi9'],
    },
    attributes: {'padding': [0, 2]},
  },
  {
    name: 'float32 one pixel',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 1, 1, 3], 'AAAAPwAA6D8AAKA/'],
      ['float32', [2, 3, 3, 3], 'AACAPwAAAAAAAHC/AADAPgAAAAAAAJi/AADQvwAAIL8AADA/AABAPwAAAL8AAHC/AADAPgAAAL4AAPg/AACIPwAA4D4AAIC/AACgPwAAoL8AAADAAABgPwAAQL8AADA/AACgPgAA4D8AAKC/AADQvwAAQD4AAOA/AAAgvwAAwD8AAAC+AACovwAA2L8AAKC+AABgPwAAsL8AAIC/AAAAPgAAML8AAMg/AACwvwAAAD4AAIC/AAAAQAAAuL8AAIC+AAAAQAAAgL8AAKA/AADIPwAAgD8AAJi/'],
    ],
    expected: {
      output: ['float32', [1, 1, 1, 2], 'AIAYQAAART8='],
    },
    attributes: {'padding': 1},
  },
  {
    name: 'float32 no batch',
    op: 'conv2d',
    arguments: [
      ['float32', [0, 4, 4, 2], ''],
      ['float32', [3, 3, 3, 2], 'AADYvwAAgD8AAIC/AAAgPwAA2D8AAAA+AADQPwAAUL8AAKi/AAAQPwAAwD4AACA/AAAwPwAAgD8AAMC+AADovwAAML8AAEC/AACAvwAAAMAAAGA/AADoPwAAML8AAMC+AABgPwAAyD8AAPi/AADoPwAAAD4AAIC9AADIPwAAsD8AAMC/AADYPwAAAMAAAAAAAABwPwAA+L8AAKC/AACAvQAAgD4AAABAAAAAwAAAkL8AAAAAAAAAAAAAwL4AAOA/AAD4vwAAwD8AAFC/AACovwAAQL4AAKA+'],
    ],
    expected: {
      output: ['float32', [0, 4, 4, 3], ''],
    },
    attributes: {'padding': 1},
  },
  {
    name: 'float32 seven to five channels',
    op: 'conv2d',
    arguments: [
      ['float32', [1, 4, 3, 7], 'AACAPQAAgD4AAEC/AABAPwAAID8AANA/AACAPwAAsD8AANC/AAAgPwAA2D8AAIA9AAAQvwAAUD8AAOA+AACAPQAA2D8AAPi/AABAPwAAiL8AAKC+AAD4PwAAiD8AALC/AAAwvwAAoL4AAPi/AADQvwAAMD8AANg/AADgvgAAQD4AALg/AADAvwAA+L8AAFC/AABgPwAAcL8AAEC+AADAvwAA8L8AAIg/AADAvgAA4L4AAKA/AABgPwAAyD8AAGC/AAAQPwAAqD8AAGA/AABAPgAAyD8AAKC+AADgPwAAAD4AAIA9AACAvgAA8L8AAEC/AAAgPwAA2L8AAOi/AAAgvwAA4L8AAPA/AAAAAAAAML8AAOA+AAAwPwAA0L8AAIC9AAAgPwAAQL4AAIA/AAD4vwAA2D8AABA/AABAvgAA0D8AAPA/AACAPwAAmL8AABC/'],
      ['float32', [5, 3, 3, 7], 'AACgPgAAUD8AAIi/AABQvwAAEL8AAMC+AACAvwAAQD4AAABAAADAPgAA6D8AAKC/AACgPgAAQD4AAOC/AACovwAAkL8AAAA+AACwvwAA6L8AAFC/AACAvQAAgL4AAPg/AADgvgAA6L8AAEC+AADwvwAAoD8AAMC/AACgvgAAqL8AAIA9AADYPwAAgL0AAIC+AACAvwAAcL8AAMA+AABQvwAAqL8AAPA/AADIvwAAAL4AAKA+AADYvwAAUD8AAKA/AADQvwAAwL4AAAAAAAAAQAAAyL8AAJg/AAAgvwAAuD8AACA/AACAvwAAMD8AAAA+AACgvgAA4D8AAKg/AACAPwAAuD8AAMC+AACYvwAAED8AAOg/AABAPgAAiL8AALA/AADYPwAAoL8AAMA+AADYPwAA6D8AAHC/AAAwvwAA6D8AALA/AACYPwAAIL8AAHA/AABQPwAAcD8AAIA/AACAPQAAqD8AAMi/AAAAPwAAoL8AAIC+AAD4PwAAAMAAAJi/AABgPwAAgL8AAKA+AAAgPwAAyL8AAGA/AABQPwAAqD8AAAC/AACIPwAAID8AAEC+AABAvgAAwD4AAJg/AAAgPwAAcD8AAPi/AADIPwAA+L8AAMg/AABAPwAAAMAAAOi/AADgPgAAgL4AAPg/AADovwAA+L8AAEC+AACIPwAAwL4AAHC/AABgvwAAgD4AAEC/AADYvwAAsL8AACA/AAAAPwAAuD8AAFC/AACAPwAAQL4AAGA/AAD4PwAAyD8AALi/AACAPgAA4L8AAJC/AACAvQAAAD4AACC/AACoPwAAyL8AAEC/AAD4PwAAwL4AAFA/AACoPwAAAMAAAOi/AACYvwAA6L8AAOi/AAAgvwAAAEAAALg/AAAQPwAAyL8AAKA/AABAPgAAcD8AADA/AADgPwAA6L8AACC/AACwPwAAiD8AAJg/AABAPwAA+L8AAOC+AAAAvgAAML8AAKC+AAAAPwAAgD8AAEC/AAD4vwAAQD4AACC/AACAvgAA6L8AAAC/AACAPQAAYD8AAOC/AACAPQAAoD8AAOi/AAAwvwAAuD8AAADAAABAvgAAUL8AAEA+AAAAPgAAIL8AAJi/AADgPgAAwL8AADA/AACQPwAA8D8AAIA+AACgPwAA8L8AAHC/AABAPwAAEL8AANi/AAAQPwAAmD8AAAA/AACoPwAAgD8AAHC/AAAgPwAAAMAAAEC+AABAPgAAcL8AAIA+AADQPwAAML8AAMC+AADgvgAAAAAAAPi/AACQvwAA6D8AABA/AADQvwAA+D8AAEC+AACAvgAAgL8AANg/AAAAPwAAgD4AAJC/AADIPwAA6L8AAMC+AAAAAAAAqL8AAIC/AAAAwAAAID8AAMi/AABgvwAAyD8AANA/AAAgvwAAoD4AAFC/AAAAAAAA4D4AAAC+AADYPwAAoD4AAMC/AABAPgAAAL8AAAA+AACgvwAAoL8AACC/AACQPwAAgD4AAAC/AADoPwAAiL8AAJg/AADgPgAAUD8AABA/AAAAPwAAEL8AAPA/AABQPwAAYL8AAKC/AABQPwAA8L8AAAC+AACYvwAA6L8AAIg/AADgvwAAyL8AACA/AAAgPwAA2D8AAIA+AADgvgAAoD4AAEA+AAAwvwAAQL4AAMC+AACAvwAAqD8AABC/AADgvgAAoD8AAOi/'],
    ],
    expected: {
      output: ['float32', [1, 4, 3, 5], 'AOC6wADAbcAAAIY+ACBuQQBAk0AAEGPBAIAZwAAAVj8AcHRBAMB8wAAAsj4AgFLAAADpQACAb0AAANTAAIB2QADAr0AAAIC/AEBRwQAAfz8AgD7BAECvwACgzEAAyJtBAAD2vwBwmcEA8ANBAAC9vwCAL8AAsC/BAIB5wAAAQL4AANvAAABFPwAAur4AyJdBAKCXwAAAkcAAwDZAAAjZQQBAlEAAgJzAAIAQQQCAyz8AgKhAAAAzvwAArT8A4PxAAAB8PwBgocAAALtAALAdwQBgKEEAwJlAAKD3QADwQ8EAAFjAAACewABAUMAAADC/'],
    },
    attributes: {'padding': 1},
  },
  {
    name: 'float16 3x3',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 4, 5, 2], 'gDkAssC9AL+APcC9QD+AvIC+AACAOAAyALIAtkC+gL/APQC+AEAANkA9AMAAOkA8QDwANgA1ADIAP4A+AD8AvsA9ADcAOQC2ALdAPAAwADc='],
      ['float16', [3, 3, 3, 2], 'ALcANAC1ALbAvUA+ALYANEC+gLyAP4C+ALtAPwAswD6AvYA5wLyAPADAgD8AOoA7gDkAusA9ADwAtwA4AADAvIC7ADSAPYA/gDmAPwCwgLgAwAA/ADlAvIA/ALlAvQC9AKwAuQAAQD8AO0C9'],
    ],
    expected: {
      output: ['float16', [1, 2, 3, 3], '78bMPvZDREcRylzJdEE7xcxBM8cAPU1FxsTQOnPHoL7AuprI'],
    },
    attributes: {},
  },
  {
    name: 'float16 3x3 padded',
    op: 'conv2d',
    arguments: [
      ['float16', [2, 4, 3, 3], 'ACzAvIA8ALoAt8A9gL+AuoA8ALgAAACsgLsAPUA/gLiAPwA7gLsAPYC5AMBAvgA+gDyAugAAACwAucC/wL/APgA9wL5Av0A/wD4ALAA8ADuAuoA5gLnAv8A8ADrAP4C8gL3AvkC+wD7AvkC8wDwAPgC7gLwAwIA7ALbAPABAALkAPQCwQDxAPgC7wLyAuYC/'],
      ['float16', [4, 3, 3, 3], 'ADKAPAA7gD6AvgC4wD4AvQC8gLwAOwAsADSAP4C+wDyAPAA9ALkAuAA/gLoAMIA5AD8APwC5ADlAvsA/AAAAtIC7gLkAt0C/ADYAvAA+gDuAvYA8gLyAvEC+ALmAOoC+AL8AtMA+ALcArAA/gDzAPIC/wD4ANgC+AKwAugC8wD1AvkC8ALoAuYA+gL6Av8C/gDgANwCsALgAvAC5gLsAtoC7gDwAtYC+QD2AvwCswL7AvUC/AKyAOYA5AADAPMC+ADeAuACyAL+AvQAygLoAPEA9wL0APgA+'],
    ],
    expected: {
      output: ['float16', [2, 4, 3, 4], 'ssNSRjg6NkEAwBJKQEKfRqA8LEOgtnQ+4cQ6wXLGEkSIunVHSsjSwjFGKMK2yyJCc8chxUA3YED2zDdGisWEwTJC+EnMxVfG9sGGwofFQLDgMpjIO0SOwaC5tka7xkXEoMU/xPA65sNQyINGtkgmy17JdkKMRXfEpsLUvXFFu0RAOmBIakJvSGtFWEUwyLdI0kdcQ3xF6EgkQezIEkcIwuDAiEQkSQjA0kNGwyQ8pEKAsFXG6LwrRDTDYMEmyYLA'],
    },
    attributes: {'padding': 1},
  },
  {
    name: 'float16 1x1',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 3, 4, 5], 'wL7APACwAEAAvAAsALoAMsC/wL8AAIA+wD/APEC9gDhAvUA8AKyAvMA/AD2AOYA6ALzAvAC4ADwAPAAyQD8AO8A/wL2AOoA9wL8AuIA7wD3APgBAgLyAvwC9ADlAPcC/ADkAuoC+AEDAPAA5gLqAOwC1ALCAOAC5'],
      ['float16', [3, 1, 1, 5], 'QD0AvgA7gDgAMMA/gDgArAA4ALBAPEA8ALQAv8A+'],
    ],
    expected: {
      output: ['float16', [1, 3, 4, 3], 'NsLgvbDFACkovEC5oLM0PhrC7EJQNrTBaD7yRMAuODlWwPTCHEAgQkJG+0SUPwA19sFeQ19FLMH0QOAxsMO8vrrAUD8EQGC9'],
    },
    attributes: {},
  },
  {
    name: 'float16 stride 2',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 5, 6, 2], 'ADkAAMA+AL4AvgA+wD8AvQA9AKzAPgC/QL6AugAsgD9APEA8gDxAPIC8QDzAP8A8QL4Av4A6ALsAPwBAgD2AuoA+gDoAsgC8QD7AvYA+ALAANwAAADkAvQC/gDsAu0A/AEAAQIA5gLlAP0A9AD1AvYA5AL0AuAC+'],
      ['float16', [2, 3, 3, 2], 'ADQAvYC7ADiAvIC5ADCAuAAsgDmAPIA6ADtAvQC4ALkAvADAgDmAOMC8AL0AuoA/ACwAuEA8ACwAtsC9gLiAuoA6ADeAO8C9'],
    ],
    expected: {
      output: ['float16', [1, 3, 3, 2], 'OL8mwGTDcLS8wjxAUMHeR6w9tUTuwFBAbMDgPUZAHD50PzZI'],
    },
    attributes: {'stride': 2, 'padding': 1},
  },
  {
    name: 'float16 strides 1 and 3',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 4, 7, 1], 'ADaAuoA8ALkAtIC/QD8AP4A4ADYAvIA5QLyAvAA7AL1AvwA+ADAAQAA6ALUAtQC4AD8AtYA9gDo='],
      ['float16', [2, 2, 3, 1], 'ADQAtAAAgD4AOQAsgDuAOsA9QLyAuYA5'],
    ],
    expected: {
      output: ['float16', [1, 3, 2, 2], 'CENwuWy9QMOYOkg9cEBswICyMsEoQl5D'],
    },
    attributes: {'stride': [1, 3]},
  },
  {
    name: 'float16 dilation 2',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 6, 6, 2], 'gLgAOAA0QL4APAA7gDgAQMA/gDwALEC+ALTAvwA6ALsAQEC9ADrAvQA1gDwANYC4gL8AtIC/gL0ANAA9QLwAtUA8gDsANAC/AD0ANgA8ALcAsEC8QD2AOgC5QL6APYA5ADQArMA+ADUANMC+gLkAQAA+QL2APAA7gD0AugA0gDkAPgAwAL0AvQCswD9AvgC+'],
      ['float16', [2, 3, 3, 2], 'ADzAP4C7wDwAtAA/ALLAvQC3gL0AtEC/ADcAAIC6gD2AuAA/wL0AOwC9ACxAvoA6gLgAtgC+ALzAvEC9AD8ALAA3QD2AOoA+'],
    ],
    expected: {
      output: ['float16', [1, 6, 6, 2], 'mDtAuxbAGsYUwi/FSL5Ox5zCbMHew1TDukD4OiBB/kE0vvTEoEQvRni/1sTuQRBESsAEvsJHBEmlxp7HmUe4SEzE5sZ1RdZCvsZWw9PGh8ioPPxFzMh5y9hHjENMx7zJj0aPRMfE6LuGRPZAEMoQw1FG2Ls2yDDAdMF3xaQ82LhAxQLHFkU0Po3GmsExR1RA'],
    },
    attributes: {'dilation': 2, 'padding': 2},
  },
  {
    name: 'float16 dilations 1 and 2',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 5, 6, 1], 'QD0AOoC9gL8AuQCwALLAP0A+AAAAOQDAwDyAuAAyADmAucA8ADJAPoC7gLoAPIA6ADmAPgC6AMCAOIC6'],
      ['float16', [1, 2, 3, 1], 'AL0ANgA9ADqAvYC/'],
    ],
    expected: {
      output: ['float16', [1, 4, 2, 1], 'ZsbQQgxDN8hwwWBCcDxARA=='],
    },
    attributes: {'dilation': [1, 2]},
  },
  {
    name: 'float16 groups 2',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 4, 4, 4], 'ACwAPwC2gLzAvoC9ACwAPADAALbAv4C+ALtAP4A+QD3Av0C9gL0AMAC8gLkAOgA8ADfAPYA+QL4AsABAALcAMAA/QDwAtEC9wLzAPYC9ADZAvUA+ADIAsgC3gDpAvwA2ALZAvoC/ADwAOwA2ADkAAAA8ADiAPgC5ADoAN8C+ALs='],
      ['float16', [6, 3, 3, 2], 'AL4At8A8gLkAtAAwwD6AuAC/ALYAPkC8gL/Av0A8gD8AuwA8gDlAvcC/gD8AvQA4ADoAuIC7ADSAvgC4ALXAvgA7wD8AsAA7QL8AucA/ADCAvwDAADYAOACygLoANYC/QD0AOACsALrAvgA6ADqAPAC8gDgAsgA+wL0ANoC9ALIAtYA7gLoAvgC8ALUAPwC1ADiAv8C9QL+AvwA0QL8ArEC8AL0APIA8gDwAPAA1QLyAuQA0gD2Au4A5ALAAsMC9ADUAsoA+gLwAtgBAQD0ANUA+ACzAv4A+'],
    ],
    expected: {
      output: ['float16', [1, 4, 4, 6], 'K8ZAu8pB9kNUQFA53kSqRSAwQEAMyNbIzkYQSF3FwKyuSVFFmsCoPOTAeDzAM1Q/SEiESmtJwD8gSKg4DsRAM3g/kLegO5fEJL0nRSrIlL2ALgJDKDrOQsAwsMQexrjB3MlovO3E1UZAuDzEDEiwSGjHQDHvx9jHYL7DROTBtMCOQ+VHq8ZoPki6QkPhRii59kPAupJDDkHHRsjEbMUgRVLIyDnURui9IL3EPyDBnsIowQAlYDBouUg6eD+0QPi/'],
    },
    attributes: {'groups': 2, 'padding': 1},
  },
  {
    name: 'float16 depthwise',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 4, 4, 3], 'ALUAsoA8ADUAuYA9QL4AtAA3AD9APsC9gLpAv4A7wDxAPoC4ACwAMsA8gL8AAEC/ALAAtgA1ADsAtgA/wDwAtYA4QD4AOAA2QDwAOoC4gDsANAAwADwAMEA9ALcAOYA+'],
      ['float16', [3, 3, 3, 1], 'gL1AvgCsALUAv8A9QLwAtgC+wDwAv0C9gL1APUC+ALUAO0C8ALUAsIC5gDgAvQC+gDrAPgC5'],
    ],
    expected: {
      output: ['float16', [1, 4, 4, 3], 'sLcIwSS+vsBAPljBrkZ4wBBFwL+sQICqqkA0w+y/WMOSRew9/sTyxB5DoDqCwRFE8DpsPozDBMPFxPbE3sAAM5ZApLxEPwZD8LX4PtC5OL9wtErC1MXYvuLEPsPIuBC+'],
    },
    attributes: {'groups': 3, 'padding': 1},
  },
  {
    name: 'float16 depthwise doubled',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 3, 3, 3], 'ALwANkA/gLzAPMC+QD0AOwC0gDpAvoA6QL7APAC8ALQAvoC8gLtAPgC3ALQAN4A9wD3AvgDA'],
      ['float16', [6, 2, 2, 1], 'wL+APEC+QD3APoA9gDkAOgA6AMAAPcC9wD8AugC0gDiAvgC2gDvAv0A9ALUAOkC+'],
    ],
    expected: {
      output: ['float16', [1, 2, 2, 6], 'TMGyw8HFKDswNhRFxUVsvZBBCDgURIS8ZMBwvnLAEMQFxGS8BkUmwN1GvEA2R2RC'],
    },
    attributes: {'groups': 3},
  },
  {
    name: 'float16 padding right and bottom, stride 2',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 4, 5, 3], 'AL2AOgA7wD8AMIA+ADxAPgA5AD7APoC9ALzAPoC4gL6AvwA8gDhAPQC1gLhAPgA/wL3APgA3AEBAPsA9ALDAvwA3wL9APwA4AD7APADAALAANgC+gLkAvQCyQL0AvAA/wD8AuYA4ADWAuAC8gDkAtcC9QL3APQBA'],
      ['float16', [2, 3, 3, 3], 'QD6AOYA5ALyAvQA6ADpAPQDAALfAvsA+ALJAvcC8QD4AOUC8ADpAPQAAALTAvAA+wD/AvIA8wL0APwA+QL6AOAC/ADaAv0C8ADgANYA9wL0AuAA6AEAAvUA8gLtAvMA/ADyAuQC2ALsAvsA9'],
    ],
    expected: {
      output: ['float16', [1, 2, 2, 2], 'MsDgysA9xkO+Sdg5WsO6wg=='],
    },
    attributes: {'stride': 2, 'padding': {'top': 0, 'bottom': 1, 'left': 0, 'right': 1}},
  },
  {
    name: 'float16 four paddings',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 3, 3, 1], 'AMBAvMC+QL9AvcA8gDkAuYC6'],
      ['float16', [1, 2, 2, 1], 'gL4AvUA9ALI='],
    ],
    expected: {
      output: ['float16', [1, 4, 6, 1], 'AAAAAAAAAAAAAAAAADbawFC8bsAAAAAArkHkQJA/TUQAAAAARkCbRQCl/sEAAAAA'],
    },
    attributes: {'padding': {'top': 2, 'bottom': 0, 'left': 1, 'right': 3}},
  },
  {
    name: 'float16 kernel as large as the image',
    op: 'conv2d',
    arguments: [
      ['float16', [2, 3, 4, 2], 'AD1AvwA6ADeAOwC8QL4ANEA8ADAAQMA8AECAuoC+AD0AMEC/wL8AQIA4ALsAP8C/wD+AuQA0QDyAvQC9gLrAvQA/gDwAPwA7gLkAtYC/wD2AuIA7AD1Av8C+ALyAvgAy'],
      ['float16', [3, 3, 4, 2], 'gD4AugCwALwAtQC2ALSAvAC1wD8At4A9AKwAMgC5AD+AuYC4gLuAOoC9ACwAv8C8AEAAuQC6ALQAvsC/ADUALIC8QL3APMA8gD4Av4A/ADIAOwC5ADUAPsC/gLqAu4A8gDzAvwC+gLuAP4C+AABAvUC+ADSAvwA+ADgAwEC8gLxAvgA8gL0AuQA9AMAAMgA0'],
    ],
    expected: {
      output: ['float16', [2, 1, 1, 3], 't0i+Rn1HkEpCRqA4'],
    },
    attributes: {},
  },
  {
    name: 'float16 kernel larger than the image',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 2, 2, 2], 'ALKAuUA8wD8ALMC9AD8AOQ=='],
      ['float16', [2, 5, 5, 2], 'ALkAMkA+QD8AuYA+ADsANIA8gLyAOwA5ADbAvwAwALKAOwA2gD0AtoA7ADoAtIC8gLiAOQA2ALsAt0A/gDsANQC2ALoAQAC3QL1Av8A8ALAAvAC/QD1AvAA1ALKAuQA+ADjAvABAwD6AvgC2ADSAvsA8gDoAPUC+ADvAvAA4AEBAvgCyAD/APAC6ADgAvwC8gLyAuYC8gL5APcC/ALmAvAA0wL+APQA7ALqAPgA5gDlAPgC0ALUAAAA1gDmAOQC8gL8ANEA8wD4='],
    ],
    expected: {
      output: ['float16', [1, 2, 2, 2], 'V8SQv9ZFIcVQO+9HKECPxQ=='],
    },
    attributes: {'padding': 2},
  },
  {
    name: 'float16 1x5 kernel',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 3, 6, 2], 'gDqAO8A9wLyAP4A6ALcAvMC/gDkANcC+gLiAPcA9gDgAOoA5ADeAOkA8ALkANQC/QL+APAC8QDwAN4C5AD8APQAsALWAPwC0'],
      ['float16', [2, 1, 5, 2], 'QD0AAIA/ALgAMgC3gL/APgC7gL8APgC4ACyAOAA8gDrAvYC7QD4AMg=='],
    ],
    expected: {
      output: ['float16', [1, 3, 6, 2], 'EMhoQ9Q/jsLIQ4A9hEpjRNS/SD6Cw5i7ZsToub7D/D6eQGA1RkFAQay+BkJoQ5S8fENALjzJvEILxYTGXsDsQni4uLoQQgBD'],
    },
    attributes: {'padding': [0, 2]},
  },
  {
    name: 'float16 one pixel',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 1, 1, 3], 'AL4AuQDA'],
      ['float16', [2, 3, 3, 3], 'wDwAtoA6AL3AvwDAgLjAvYA9wL+AOQC9QD/APAA7gL+AvcC8gL0AO4A/gL/AvgDAgLyAOAAsADIAtYA9wLwAtoA5gD+APAC0gDmAuABAADYAMgC1gL9Av0A8QD4ANkC+AL0AvgCsgLsAwMA9'],
    ],
    expected: {
      output: ['float16', [1, 1, 1, 2], 'NsUAqw=='],
    },
    attributes: {'padding': 1},
  },
  {
    name: 'float16 no batch',
    op: 'conv2d',
    arguments: [
      ['float16', [0, 4, 4, 2], ''],
      ['float16', [3, 3, 3, 2], 'ALWAvACygD4APgC6AL1AvIC9gLsAvwC4AD4AOwC3ALuAOACwgD5AP4A8ADZAvgC1ALmAOgC+gLoAwMA9AL/APwC4gL1APQC8QL2AvcC+ALsALAC4QL3APQC0gD3AvAA9ALeAPwA3AD7APgC4'],
    ],
    expected: {
      output: ['float16', [0, 4, 4, 3], ''],
    },
    attributes: {'padding': 1},
  },
  {
    name: 'float16 seven to five channels',
    op: 'conv2d',
    arguments: [
      ['float16', [1, 4, 3, 7], 'gDuAucC9AAAAuQCwgLnAPYC5wL0ANIC9AEBAv4A6QL/APUA+QL8AuEA/ALrAvMC+ADQANAC1gDkAPgA+wDyAOoC4ALYAwEC9wDzAPwA3gDgAPgC0ALlAP4A+gD4AOgC7wD4AsAC5QD4AsgC+ADgAOgA1QL2AOIA9ALvAvYC/ADUAvkA+wD3APUC+ALRAPQC1QD6Au8C/QD3AvAA+AABAvwA9gLgAMgC7'],
      ['float16', [5, 3, 3, 7], 'QL0AOUC+AMAAvIC5ALgAt4A/AMAAtwBAADkAvgA/ALQAugA6AL3APQDAACwAOAA4ADwAvQCsALgAtgCwQL+AvwCyQL5APMC9ALlAvUA/ALXAvsC9ACwAMIA6ALXAvgA3gDyAOAC1ALiAuEA+AACAvcA9ALKAOACyADUAvgA/ADiAuQA6ADIAsAC4ALoArMC/gD2APsC9QL9APwC1gDyAucC9AD8Au0C9gLiAuEC+wD2AugC5gDmAuQC5AD8AuIC/ADVAvkA9ACwANYA4AL9AvACwQLwAvwBAQL4AsgC7ALDAvgC9ALyAPQC7gLlAvUC+gD0AAIA5AL3AvQC3gDwAQAC+wL8Av4A9gDwAvwC8ADaAvgC/QLwAtAA0AL2APEC9QDwAtwA/ALtAPYC9wD6AOgC5ADCAOAA2gL5AvgC5QL0AtYC7QD4ANkA/AD4ANwDAAADAvAA7ADqAOgA0gLjAvQA/QD4ANIC8AD2AuQC4ADeAOQAyALKAPoA4QLzAPAA8wL8AAMC+AADAvACsADxAPQC3AD6AP0A8ALwAsIC9AL8AuAA/ADAAssA9AEAAQIA+ALyAuwC+ALKAOQC9ADjAvAA/gL0AvgCygD7APIA6ALgALIC4QD1Av4A5ADWAPQC3AADAPoC9AD8AMkC+QL0APwA8wL+APQC9wDwAMoC7QD7APQC2gLwAPwCsALYANgC2gD7Av4A4AD4AtAA4AMAAtgDAALeAPoC9QD4AsgA5ADuAOgA3ALgAvgAyADQAPoC7AL/APwC2ALcAPsA+gDiAPgA5ALvAvgC4ALUAMoC6QD0AvQCyADQAPIC9ALKAPQC8ALaAOgA4'],
    ],
    expected: {
      output: ['float16', [1, 4, 3, 5], 'pD7KR1bA/0Y9xh3HGUnqQYhJiUS6wKi5pkGOQ3tFc0v4xE5HILzlRzTJAMn5SW5B9ktkyaZO4LWHRSS/ODg8QEjL1cTUS2hDpEcXR6DIOD0mQbxIyMgfTOTDhslqQgTIREiwxsDIJUvQv5FMisZqw0AvIMFIvCrI'],
    },
    attributes: {'padding': 1},
  },
  {
    name: 'bfloat16 3x3',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 4, 5, 2], 'ID9wvxC/qL/Qv+g/uL8Av7A/UD/ov+C+kD9gP8C+8D/Yv8A+YL+Avei/QL9gP/C/kL8AP5g/gL8APtC/AD7gP5C/+D8APqC/4L6AP0C+oD8='],
      ['bfloat16', [3, 3, 3, 2], 'kD9Qv6C+UD8wP/i/0L+ov7A/QD4AAKC+8L/Av8A+AL7AP0A/cL+Iv8g/uL+Av/C/gL9gPyA/iL/gPgAAyD8wv5i/AL6Av/g/QD/AP+i/MD9AvkC+cL/gvgAA+D+4PwDAoD9QP8C/wD/gv6C+'],
    ],
    expected: {
      output: ['bfloat16', [1, 2, 3, 3], 'jECwvtjAWz9YwLY/4sA1wcK/nMCIPs6/lr4EwfNAYkBqQBlB'],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 3x3 padded',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [2, 4, 3, 3], 'mD+ov2C/2L/ov8g/MD8Avsg/gL0wP8A/sD9wP4g/2L9Qv7C/+L/YP+i/gD+gPwA/AL+YP8A+sD8AP+C/gL2Yv+g/wD+wv2C/mL9AP0C/qL+wv4i/YL9gv4i/4D+Qv5g/8L+AvmC/wD6Iv5i/ML/Av7i/gL4wv4C9QD/4PxA/ML9QP6A/oD8gP6C+oL+gPwC/'],
      ['bfloat16', [4, 3, 3, 3], 'yD9wv7C/wD6wv/i/kL8APsi/wD/IP+A+4L5Av8C/ID/gPyC/wL7gPmA/4D+Yv4C+2D+wP4C/EL+QP9g/YL9QvwBA+D8AAKi/gL+Qv4A/wD4APsC+gD7Qv1A/QL/Av6C/mD/wv5g/sL/wP+g/2L8APpA/MD+AvfC/kD8Qv1A/QD7AvqA+kL/gP+g/ID/YP+A/AL4QPwA/gL/wv+C/oD/oP8C/4L+gvkC/sL+AvpC/QD6gPpg/4L+AvTA/0D/AvwC+4D4AvqA+6D/Av7g/UL8Av8A+AAAAvoA/'],
    ],
    expected: {
      output: ['bfloat16', [2, 4, 3, 4], 'DMDUQArBpkDMv3TA1L5ewAHBb78TQRJBdD5awX9BCz8kwNhAKsHgwFC9QsC0vzPAXsAUQHg+ocA0wCrAgDyuwC9BEEDQQAy+OcAmQJg9+0CewKLA9r+IPxTAu0DZwGBAQLzjQN3AnsDWvw7BYsD6QMA9tUBRPzXARL5swLG/j0AWQSVBG0B7v4k/E8AHwSVBzUDMvxbBXMAGQZ8/RUBOwLfA5sAEQZxAmUBCwAJB9j5wQFvAar/hQHC9iMAMQPjA'],
    },
    attributes: {'padding': 1},
  },
  {
    name: 'bfloat16 1x1',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 3, 4, 5], 'AMBgv3A/4D4wP5i/yD+AP0C/0D8AwAC/+L8AwMg/AACQv9g/yD/wP8A/ID+APrg/gL+APtg/oL/AvgA/4D/gvgA++D+Qv+g/+L8AQLA/qD8AP4g/0D8Avpg/AL4AP/A/2L/AP4A9ML+4v4C/yL8APqA+iL9Av7g/'],
      ['bfloat16', [3, 1, 1, 5], 'gD/wPwC+ML+4P7A/AD8gP3A/AAAAPvC/4D4Avog/'],
    ],
    expected: {
      output: ['bfloat16', [1, 3, 4, 3], 'RMAMwB5Aj0Buv1K/bT/DwOA/M7/6P5VAXD54QAjAkkBgPUbAAsCDQLC+kL+CQL9Ag0AIQHA9eUCqvtY/J8AGwF6/W0CFvxY/'],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 stride 2',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 5, 6, 2], 'iL9wv+i/2D8wv7g/AMD4P+A/EL/ov8C+gD2QP8g/uL/gv8C/YL/wP4A+8D+ovxC/MD9AvsC/AL+Av7C/yD/QvwBAgD1wv4A9qD+Qv0C/wL+gv9g/0L+wP8g/yD/Avvi/QD6wv/g/oL7IP9g/6D8Avug/+D9wv5g/'],
      ['bfloat16', [2, 3, 3, 2], 'ED+YP+g/IL+gvtg/+D8AP6C+uD+gP+A/+D+APRA/gD+QP0C+6D/QP9A/gL2AP7A/uD8gP6A/mD+Av1C/QD/gviC/8D+IvyA/'],
    ],
    expected: {
      output: ['bfloat16', [1, 3, 3, 2], 'N0AfwMK+9D8CwZ1A9sBpvwDB9j7UPmtAID9swJxAVb/AQLhA'],
    },
    attributes: {'stride': 2, 'padding': 1},
  },
  {
    name: 'bfloat16 strides 1 and 3',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 4, 7, 1], 'AL4AvgBA2L/gvyC/wD6Iv+C/6D/QP4i/AD9gvwBAsD9gP+C/sL/gPrg/MD/ov+A+qL+gPoC9AD8='],
      ['bfloat16', [2, 2, 3, 1], 'iL8wP6A+2D9gP+i/QL5QPzC/wL7gv4i/'],
    ],
    expected: {
      output: ['bfloat16', [1, 3, 2, 2], 'vsCoPaY/MD1fQNLA6MCLPwjAJkBHv4q/'],
    },
    attributes: {'stride': [1, 3]},
  },
  {
    name: 'bfloat16 dilation 2',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 6, 6, 2], 'YL+Iv2A/QL7Av/C/2L+AvyC/UD/Av2C/0L+APoA+2L+QP8g/yL+gP8A/gL3Yv0A+4L/ov8g/wD4gv8A+iD9QvwC/sD/Iv6C/QD5Av3A/EL+APgBAUL8Av3A/MD/QP+C+QD/gv9A/gD2APSC/gD6wv5g/uL/Av4i/4D6APQC+yD9Qv+i/kD+AvSC/AL/AP7A/'],
      ['bfloat16', [2, 3, 3, 2], 'gD6QP/A/wL5Qv+C/uL/gvgAAuD+Yv5g/oL+gP5g/AD8wvxA/EL9QP/A/4D/Yv4A/oL74v9g/IL/APjC/cL+wP5C/UD8APqA/'],
    ],
    expected: {
      output: ['bfloat16', [1, 6, 6, 2], 'isBNP7Q/ML+cP/8/CMDVwLBAqkBOwGS/1z/svwJADcAfQCpAUL0ewKA/mz+CQODAuz8DwYVAREBWwAXBpcDdwLa/w8A2wcTAtsDIwNy+m0A8Pw5AqsCJQBlAZb/0vss/w8AOwME/l0AiwcpAMEANQETAx0CNwLXAhcAQQItAbD/FwPw/QsAAwaJA70A1QHJA'],
    },
    attributes: {'dilation': 2, 'padding': 2},
  },
  {
    name: 'bfloat16 dilations 1 and 2',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 5, 6, 1], 'mD+IP9A/QL9gvwC/gD+AP9C/ED/gPpC/2L+AvwA/gL6IP3A/4L/wv5A/AEBAvzC/mD/4PwA+4D+ov9i/'],
      ['bfloat16', [1, 2, 3, 1], '2L/gvtC/4D9wP1A/'],
    ],
    expected: {
      output: ['bfloat16', [1, 4, 2, 1], 'Nr82P1TAqr/cv9i/mkDiQA=='],
    },
    attributes: {'dilation': [1, 2]},
  },
  {
    name: 'bfloat16 groups 2',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 4, 4, 4], '4L6IPwA+mL+Av6C+2L9QPzC/AMDYP6i/YL/gvoi/UD+QP8C/iL+AvUC/wD4gv7g/8D/AP7C/gD3wvyC/cL9QvwC+cL8gv6A+uD8gvwBAAADQvyC/oD/Qv6C/uL8wP+g/4L6gv5i/AD7APhA/QD6AP8g/yL/gvwC+qD8AQLg/QD8='],
      ['bfloat16', [6, 3, 3, 2], 'YD9gP6A+wD8AwMg/iL+IP0A/cL9Avsi/4D7AP6C+oL7gPjA/QD8QP4A94L8AP+g/wD+APrA/oL5gP7i/oD7Yv7i/AL4AAJA/gD7oP4A+IL9APgC/IL+gvgDA2D+APvA/8D+wPwA/6D/wv4A/sL8AP4C/wD7ovwBAsL+gP5i/ID8Qv4C+qL/Av8A+iD/wP9g/wD/YP9C/mD/Av0A+QL9Qv0C+0L8AQAA+8D+gvkC+kD+gv4A/AL7gv4C+4L9wv1A/6D/gPoA+ED8wP4C/uD9Avti/wL+Avqi/'],
    ],
    expected: {
      output: ['bfloat16', [1, 4, 4, 6], 'Gr8YwLo/JT97Px3Ak0DHQIbACz+UQBC+Xj/QwFZAgMAJvw3ADkDiv7JA2b+VwF9AqkAiwCLBE0Hevw1ANMGXwAVB4Dwdwc3A9b98QLK/GkFmwBVAqsAaQB3BfEAkQYDAMEDWQHjA00DzQH9ABcByQGTBM0DEQN6//UCUwCTAzr/YQMo/VD60PhdBPEDYwMq/rcAHP4Y/4L+Mv1fA8j/NPyrAU8AkwcHAgr/QPRrAcL5lP2hADMGAQDG/xL/APUbA'],
    },
    attributes: {'groups': 2, 'padding': 1},
  },
  {
    name: 'bfloat16 depthwise',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 4, 4, 3], 'YD8AQIC9AD6oP+A/IL8APkA/2L/gP/C/qD/YvwC/QD+AP0A+gD5APkA+AL7IP8A/yD/AP4A/AMBQv4i/QD6Av7A/6L/wv/C/oL9wP4A9ED/4vyA/4L+IvwC/UD+AP8g/'],
      ['bfloat16', [3, 3, 3, 1], 'gD5Av6A+yD+AvcA+UD+IP8C/QL/Av3C/sD/4P6i/4D5Av5i/QD7Qv5C/AADgv+A/6D/AvrC/'],
    ],
    expected: {
      output: ['bfloat16', [1, 4, 4, 3], 'hj4PQEZAJ0BbQD/AKj/ov8zATb8eQERAiEAQwdg+ZD/iv1jAGEABv2pAiL7EP3BAccDlQHnAlkCQQIdAz8CKwAjBgDsLwR2/wb84QA4/Mr8gvc2/sD0LwFJAsL+BQBI/'],
    },
    attributes: {'groups': 3, 'padding': 1},
  },
  {
    name: 'bfloat16 depthwise doubled',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 3, 3, 3], '6L+gP+A/qD/QP8A+gL7QPxC/0L+IP+A/0L/gPoA+sL9Qv8C/QL/gP+A+mL/gPtC/kL8AP6C+'],
      ['bfloat16', [6, 2, 2, 1], 'ID+gP9i/wL/gP7A/AD+wv6i/gD7YvxA/gL7wP4C9oD7gPoC+uD9gv7g/EL+AvTC/'],
    ],
    expected: {
      output: ['bfloat16', [1, 2, 2, 6], 'tkBgPTLANEA+QAJAqkBCQDvAF0D9P/A/AAB0wIDAFT8wQF5AdT9ywJ6/wL/Kv8I/'],
    },
    attributes: {'groups': 3},
  },
  {
    name: 'bfloat16 padding right and bottom, stride 2',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 4, 5, 3], 'ID9AvkA+gL6Iv/i/UL/gPtA/gD9APwC/qD8gvzC/IL9Avri/UD8QP8A/ML/wv1A/AL/wP1C/6D/IP8A/iL/AvuA+yD/gPwC/qD8AP+A+cL/ov5g/oD4AP6i/gD4gP/C/oL7Iv8i/sD+Qv8g/2D8AQLA/yL+oPwDA'],
      ['bfloat16', [2, 3, 3, 3], 'AL7gviC/gD0AP/C/4D8Qv6i/qD+Av8A/gL/APgDAgL7Yv+C/QD/QP4A+6L9wP+C/gD3ov+A/QD4Av5g/ML+wP0A/4L9AvqA/yL/gP6A+YL+APgA/+L/IP3C/yL/Iv4g/wL7Av+g/AEAgP/g/'],
    ],
    expected: {
      output: ['bfloat16', [1, 2, 2, 2], '38C7P2y+hsD4P+LAtD+gPg=='],
    },
    attributes: {'stride': 2, 'padding': {'top': 0, 'bottom': 1, 'left': 0, 'right': 1}},
  },
  {
    name: 'bfloat16 four paddings',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 3, 3, 1], 'mL/gvxA/wL4gv/A/sL8QPzA/'],
      ['bfloat16', [1, 2, 2, 1], 'wL+AvoC+QD4='],
    ],
    expected: {
      output: ['bfloat16', [1, 4, 6, 1], 'AAAAAAAAAAAAAAAAZL4AvQs/EL4AAAAAaD4MQEBAqL8AAAAAKL6WP+o+P8AAAAAA'],
    },
    attributes: {'padding': {'top': 2, 'bottom': 0, 'left': 1, 'right': 3}},
  },
  {
    name: 'bfloat16 kernel as large as the image',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [2, 3, 4, 2], 'iL/ov1C/+L+4P8g/wL/wv4C/mL8QP7C/mD9wv9A/gD6APzC/6L+wvyC/oL8APlA/wL+gv8A+gD/gPiC/AD6AvsA+4L9AvkC/+D+gvog/+L/4vwAAoL/AvsA/gD+oPxA/'],
      ['bfloat16', [3, 3, 4, 2], 'AECAPUC/yD+APnC/kD8QP/A/gD8APoA9AD9wP/i/gD5QP0A+AL+APYg/AEAAP/C/uL+oPwDAgL3YP7C/AD4Qv4A9yD9gP+C+sL9AvwBAQL8AvwBAAEDoP2A/wD6APgDAiD+Yv5g/AD6YPwDA2D/gv4i/sD/QvwA+ID9gP8g/gD/QvwC/gD6AvwDAqD+QvwC+'],
    ],
    expected: {
      output: ['bfloat16', [2, 1, 1, 3], 'kcHowEq/7r+iv2w/'],
    },
    attributes: {},
  },
  {
    name: 'bfloat16 kernel larger than the image',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 2, 2, 2], '4L6APwC/MD9gPyA/6L9Avg=='],
      ['bfloat16', [2, 5, 5, 2], 'AL8AQOg/2L9AvoC+YL8wP4g/uL/gvgC+gL0Avsi/AD/wP5A/iL+Iv7C/yD+Yv9C/wD7gP3A/QD7IPyC/cD/wv2C/MD/gvgDA4L5AP6C/ML9APzA/AD+APbg/iD9AvkC/AL6Av5i/sL/AP4C/oD/gP+C/2D/IvyC/gL6wP4i/uD+APSA/AD/gPlA/MD8gv6i/QD6AvSC/4L5APui/gD3gP+i/wL4AQMC/2L8gvwC+QL6AvZC/sD9Av3C/AL6YP7i/AEDwP7C/6L8='],
    ],
    expected: {
      output: ['bfloat16', [1, 2, 2, 2], 'iD5HwD4/d0A1PzC+AsBpQA=='],
    },
    attributes: {'padding': 2},
  },
  {
    name: 'bfloat16 1x5 kernel',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 3, 6, 2], 'ID8Qv4C+wL8gPwBAkD/YP9g/IL9AP8i/IL+gv0A+YL+APcA+wD7Qv6A/4D6Iv3C/cL9QP+g/6D/gP6C/qL/Iv4A+AL5gv6C+'],
      ['bfloat16', [2, 1, 5, 2], '8D8AwIC9+L9APvC/UD+IP2C/0L8Av/C/yL/oP0A+2L8AwLg/0D/Qvw=='],
    ],
    expected: {
      output: ['bfloat16', [1, 3, 6, 2], 'jsA1wC5Amj91QGm/4L8cQLfApMA6QJfAST8Yvt1AeUBov86/B0E4QEA9gMCTQEVADUAUQEu/lsDiwDVAxEAIwQJBEECoP1VA'],
    },
    attributes: {'padding': [0, 2]},
  },
  {
    name: 'bfloat16 one pixel',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 1, 1, 3], 'gL2wPwA+'],
      ['bfloat16', [2, 3, 3, 3], 'sD+wv1A/oD6QP6A+kL8wP+g/mD/YPwC+kD+QP6i/AABQP7g/oD+AvlA/oD5wv0A/AMAAwOC/sL/oP4A9AMCIvyA/0L+4P2C/AEAAvoC+ID9wP5C/AEDAPkA/gD7gv+C+oL4AvwC/mD8QvwC+'],
    ],
    expected: {
      output: ['bfloat16', [1, 1, 1, 2], 'qD+OPw=='],
    },
    attributes: {'padding': 1},
  },
  {
    name: 'bfloat16 no batch',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [0, 4, 4, 2], ''],
      ['bfloat16', [3, 3, 3, 2], '8L8wvyC/wL6Qv5A/gD6Av5g/8L9gv9i/UD+Iv4i/UD/IP4C/QL+YPzC/QD+AP+A+sD8wP8i/MD+oP6A+YD8gvwAA0D9AP4A/wL7APvi/oL8AP9A/yL/gvrg/QL6gv4C/ID9QP9i/yD/AP+g/'],
    ],
    expected: {
      output: ['bfloat16', [0, 4, 4, 3], ''],
    },
    attributes: {'padding': 1},
  },
  {
    name: 'bfloat16 seven to five channels',
    op: 'conv2d',
    arguments: [
      ['bfloat16', [1, 4, 3, 7], '8D8AP3A/yD/YvwDAwL+gv6i/mL/4P0A+mL8APqC/AL+Qv+i/QL5wP/i/gD4Av4i/6D+gvqA+ID/Av5C/gL8wv4A+ED/QP3C/sD+Iv7i/AL5gP/A/QL+gPkA+sD/AvgDA0L8AQIg/kD+AvqC/gL3wv5i/AAAAP0C/AD/gP0A/iD/gv6A/ED/ovwDAcD8AvoA9gD4QP4A+uL9gvxA/8D+IP/A/gL/oP7C/'],
      ['bfloat16', [5, 3, 3, 7], 'ML8AwKi/uD/Av+C+ML9wv4C/gL2Avbg/qD+wv4g/cD+4P+C/0D8QP/g/oD7IPwC+IL+wP/C/wL4APoC9gD7Iv8C+YL+AvUA/qL9wv4C/gL5APzA/4D7ov6C/cL/gvsi/QD+wP6g/YL/gv0C+gL8QP4C/oD4gP0C/YD/4P9C/QL6wP9g/wD+gv+C/AECAP9A/gL/YP0C+8L/ov4i/AD4APsA+6D+Qv/A/ML9wv+C/iD9QP+A/AAAAAPg/gD6AvwA/0D+APuA+2D/gPyA/wD+gvgC+6L+Yv+g/yD8QP1C/4L4gP9i/kD/gPwDAML8AvuA+gL7AvrC/uD8AP+i/gL2AvmC/+D9wP4C/oL6gvxC/4L8APvg/AD/4v0C+QL/wP4A++L/AvqA+sL+4v3C/ID8wP7i/wL6oP7A/+D/IvzA/gL1QP6g/QL8gPwAAQD6gP/g/QL+wPyA/gL/IP0C+kD9QP4C+mL8AvsA+2D/AvwC+gD2QvxC/yL/AP6C+IL8AvwA/yD/Yv6C+ID/gPmA/kD+QvwA/ED/gPqA/AD7AvqA+gD+IPwA/iL8AwNA/YD/Iv1A/gL2QP+C+4L9APmA/gL0AAJA/gL9AvrA/+L/YP+C/IL/4PwBAkD9gP6i/0D8APoA+2L/4v1C/AD5AviA/YD/Qv6C/yL+Iv5i/iD/4v6C+ML+gv6C+gL8AP7i/cL+wP2C/MD+APfA/IL+gPqC/gD2Qv1A/4L74v8A+0L+oPwAAoL9wP9g/6L9Qv9A/kD/gPsg/oL6AvwAAwD4wvyA/uL+wv4C+ID+Iv6C+wD4gP4A94L+Yv8C/QL7Avtg/QD/AP/i/iD+gPug/'],
    ],
    expected: {
      output: ['bfloat16', [1, 4, 3, 5], 'S8C8wJg9k8CywOE/rcFywe1Ad8AGQaC/oECuQOJAX8FaQRvBMsByv9BAiUHRQAnBDEHIQBRAhEFlQLQ/PcB1QWjByD1WwNlBE78rQUy+h8ANwDvAbsC0v5jA6r+ZwLg/v8DuwBA94kCUPp9BIME0PqXA6D++vypA'],
    },
    attributes: {'padding': 1},
  },
];
