/** Text from strangers' files, made fit for one line of a message. */

// Control characters, line breaks, marks that turn text round or that nobody sees, halves of surrogate pairs.
const unfit =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/g;

/** All of `text` in one line; what a terminal would act on is escaped as in JSON. */
export const printableLine = (text: string): string =>
  text.replace(unfit, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The same, cut to `limit` characters. */
export const printable = (text: string, limit = 120): string =>
  printableLine(text.length > limit ? `${text.slice(0, limit)}…` : text);

/** `printable` in double quotes; of what is no text, its text. */
export function quote(value: unknown, limit?: number): string {
  let text: string;
  try {
    text = String(value);
  } catch {
    text = typeof value; // an object without a way to become text
  }
  return `"${printable(text, limit)}"`;
}

/** A value as JSON has it, for a message; `none` for what is not there. */
export function shownJson(value: unknown, limit = 80): string {
  if (value === undefined) return 'none';
  if (typeof value === 'string') return quote(value, limit);
  try {
    return printable(JSON.stringify(value) ?? typeof value, limit);
  } catch {
    return typeof value; // bigint, or an object within itself
  }
}

/** A list for a message: the first few and how many more. */
export function someOf(names: readonly string[], limit = 3): string {
  const shown = names.slice(0, limit).map((name) => quote(name));
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
