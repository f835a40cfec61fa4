import { z } from 'zod';
import { defaultLimits } from './limits.js';

const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be an integer')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`);
const text = z.string().min(1);

const environment = z.object({
  MODEL: text,
  PORT: integer(0, 65_535).default(3000),
  HOST: text.default('127.0.0.1'),
  BACKEND: text.optional(),
  DTYPE: z.enum(['float32', 'bfloat16', 'float16']).default('float32'),
  QUEUE: integer(1, 10_000).default(defaultLimits.queue),
  MAX_PIXELS: integer(1, 2 ** 40).default(defaultLimits.maxPixels),
  MAX_MEMORY: text.optional(),
  BODY_SECONDS: integer(1, 3600).default(defaultLimits.bodySeconds),
  ANSWER_SECONDS: integer(1, 3600).default(defaultLimits.answerSeconds),
});
export type Settings = z.infer<typeof environment>;

/** The settings, or a line that says which one is wrong. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings | string {
  const { success, data, error } = environment.safeParse(env);
  if (success) return data;
  const [issue] = error.issues;
  const name = String(issue!.path[0]);
  return env[name] === undefined ? `${name} must be set` : `${name}: ${issue!.message}`;
}
