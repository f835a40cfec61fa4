import { type StripedImage, type StripeGraph, sourcesOf } from './graph.js';
import { attentionShapeOf, convShapeOf } from './layer-shapes.js';

/** Runs of images between those that everything later goes through. */
export function segmentsOf({ images }: StripeGraph): StripedImage[][] {
  const indices = new Map(images.map((image, i) => [image, i]));
  // The first image that is read at or after each.
  const firstRead = images.map((image) => Math.min(...sourcesOf(image).map((read) => indices.get(read)!)));
  for (let i = images.length - 2; i >= 0; i--) firstRead[i] = Math.min(firstRead[i]!, firstRead[i + 1]!);
  const segments: StripedImage[][] = [];
  let current: StripedImage[] = [];
  for (const [i, image] of images.entries()) {
    if (i === 0) continue;
    current.push(image);
    if (i + 1 < images.length && firstRead[i + 1]! < i) continue;
    segments.push(current);
    current = [];
  }
  return segments;
}

/**
 * What a step's bytes and cost follow from, beside its stripes: the whole shape of every layer, and which images read
 * which. Steps of equal text need the same.
 */
export function stepText(entry: StripedImage, images: readonly StripedImage[]): string {
  const all = [entry, ...images];
  return JSON.stringify(
    all.map((image) => {
      const { source, height, width, channels, statisticsGroups } = image;
      const size = [height, width, channels, statisticsGroups];
      if (image === entry || source.kind === 'input') return size;
      const reads = sourcesOf(image).map((read) => all.indexOf(read));
      return [...size, reads, source.kind === 'conv' ? convShapeOf(source) : attentionShapeOf(source)];
    }),
  );
}
