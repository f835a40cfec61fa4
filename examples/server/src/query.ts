import { z } from 'zod';
import { HttpError } from './http-error.js';

export const dtypes = ['float16', 'bfloat16', 'float32'] as const;
export type WireDType = (typeof dtypes)[number];
export const itemBytes: Readonly<Record<WireDType, number>> = { float16: 2, bfloat16: 2, float32: 4 };

/** Sides and pixels; products of four of them are still exact enough to be compared with a limit. */
const side = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be a positive integer below 1e9')
  .transform(Number);
/** As Python spells it. */
const bool = z.enum(['True', 'False']).transform((text) => text === 'True');
const number = z
  .string()
  .max(40)
  .regex(/^-?\d+(\.\d*)?(e[+-]?\d+)?$/i, 'must be a number')
  .transform(Number)
  .refine(Number.isFinite, 'must be finite');
/** As float32, in which it is applied. */
const factor = number.refine((value) => Math.fround(value) > 0 && Number.isFinite(Math.fround(value)), {
  message: 'must be positive',
});

const scaling = { scaling_factor: factor.optional(), shift_factor: number.optional() };
const size = { height: side.optional(), width: side.optional() };
const bothOrNone = (names: readonly [string, string]) => (value: Readonly<Record<string, unknown>>) =>
  (value[names[0]] === undefined) === (value[names[1]] === undefined);
const pairOf = (first: string, second: string) =>
  [bothOrNone([first, second]), { message: `${first} and ${second} must come together` }] as const;

/** What diffusers' client asks of a decode. */
export const decodeQuery = z
  .strictObject({
    shape: z.array(side).min(3).max(4),
    dtype: z.enum(dtypes),
    output_type: z.enum(['pil', 'pt']).default('pil'),
    image_format: z.enum(['jpg', 'png']).default('jpg'),
    partial_postprocess: bool.default(false),
    // Changes nothing: what is to be scaled comes with its factors.
    do_scaling: bool.optional(),
    ...scaling,
    ...size,
  })
  .refine(...pairOf('height', 'width'));
export type DecodeQuery = z.infer<typeof decodeQuery>;

/** Of an encode: a tensor has shape and dtype, a PNG neither. */
export const encodeQuery = z
  .strictObject({ shape: z.array(side).length(4).optional(), dtype: z.enum(dtypes).optional(), ...scaling })
  .refine(...pairOf('shape', 'dtype'));
export type EncodeQuery = z.infer<typeof encodeQuery>;

/** Of a latents file: what the file doesn't say of itself. */
export const imageQuery = z
  .strictObject({
    layout: z.enum(['packed-nhwc', 'packed-nchw', 'raw-nchw', 'raw-nhwc', 'tokens']).optional(),
    tensor: z.string().min(1).max(200).optional(),
    ...size,
  })
  .refine(...pairOf('height', 'width'));

/** @throws HttpError 400 */
export function parseQuery<T>(schema: z.ZodType<T>, query: unknown): T {
  const { success, data, error } = schema.safeParse(query);
  if (success) return data;
  const [issue] = error.issues;
  const where = issue!.path.length === 0 ? 'query' : `query ${issue!.path.join('.')}`;
  throw new HttpError(400, 'query', `${where}: ${issue!.message}`);
}
