/** What the page and its worker say to each other. */
import type { LatentLayout, Picture } from '@x/flux2-vae';

/** A file of the user's, or where one lies. */
export type SentFile = Blob | { readonly href: string };

export interface Work {
  readonly latents: SentFile;
  /** Where the shape of the latents leaves a choice. */
  readonly layout?: LatentLayout | undefined;
  /** By the names of a diffusers folder, or one file alone. */
  readonly model: Readonly<Record<string, SentFile>>;
  /** Default: the best there is. */
  readonly backend?: string | undefined;
}

export type Request = { readonly type: 'work'; readonly work: Work } | { readonly type: 'cancel' };

export type Answer =
  /** What computes here. */
  | { readonly type: 'backend'; readonly name: string; readonly description: string; readonly note: string }
  | { readonly type: 'preview'; readonly picture: Picture; readonly seconds: number }
  | { readonly type: 'progress'; readonly stage: 'load' | 'decode'; readonly part: number }
  | { readonly type: 'picture'; readonly picture: Picture; readonly png: Blob; readonly seconds: number }
  | { readonly type: 'layouts'; readonly layouts: readonly LatentLayout[] }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly message: string };
