/** Picture files and resizing by the browser itself: a canvas that is on no page, in a worker too. */
import type * as node from './codec.js';
import type { ImageFormat, Picture } from './image.js';

/** The browser decodes it to know its size, under limits of its own. */
export const openPicture: typeof node.openPicture = async (bytes) => {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
  const { width, height } = bitmap;
  return {
    width,
    height,
    async decode({ background }) {
      const canvas = new OffscreenCanvas(width, height);
      const context = contextOf(canvas);
      context.fillStyle = checkedColour(context, background);
      context.fillRect(0, 0, width, height);
      context.drawImage(bitmap, 0, 0);
      return fromCanvas(canvas, 3);
    },
    close: () => bitmap.close(),
  };
};

const types: Readonly<Record<ImageFormat, string>> = {
  png: 'image/png',
  webp: 'image/webp',
  jpg: 'image/jpeg',
};

export const encodePicture: typeof node.encodePicture = async (picture, format, { quality }) => {
  const type = types[format];
  const blob = await toCanvas(picture).convertToBlob({ type, quality: quality / 100 });
  if (blob.type !== type) throw new Error(`this browser doesn't write ${type}`);
  return new Uint8Array(await blob.arrayBuffer());
};

/** By the browser's best filter. */
export const resizePicture: typeof node.resizePicture = async (picture, { width, height }) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  context.imageSmoothingQuality = 'high';
  context.drawImage(toCanvas(picture), 0, 0, width, height);
  return fromCanvas(canvas, picture.channels);
};

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error(`no canvas of ${canvas.width}×${canvas.height}`);
  return context;
}

/** A canvas passes over what is no colour. */
function checkedColour(context: OffscreenCanvasRenderingContext2D, colour: string): string {
  const [onBlack, onWhite] = ['#000', '#fff'].map((before) => {
    context.fillStyle = before;
    context.fillStyle = colour;
    return context.fillStyle;
  });
  if (onBlack !== onWhite) throw new Error(`background must be a CSS colour, not ${colour}`);
  return colour;
}

function toCanvas({ data, width, height, channels }: Picture): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const image = new ImageData(width, height);
  const isGrey = channels < 3;
  const hasAlpha = channels % 2 === 0;
  for (let from = 0, to = 0; to < image.data.length; from += channels, to += 4) {
    for (let c = 0; c < 3; c++) image.data[to + c] = data[isGrey ? from : from + c]!;
    image.data[to + 3] = hasAlpha ? data[from + channels - 1]! : 255;
  }
  contextOf(canvas).putImageData(image, 0, 0);
  return canvas;
}

function fromCanvas(canvas: OffscreenCanvas, channels: number): Picture {
  const { width, height } = canvas;
  const pixels = contextOf(canvas).getImageData(0, 0, width, height).data;
  const data = new Uint8Array(width * height * channels);
  const taken = [[0], [0, 3], [0, 1, 2], [0, 1, 2, 3]][channels - 1]!;
  for (let from = 0, to = 0; from < pixels.length; from += 4) {
    for (const channel of taken) data[to++] = pixels[from + channel]!;
  }
  return { data, width, height, channels };
}
