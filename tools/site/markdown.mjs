// What is read out of markdown: links, headings, code blocks. Our pages use fences and inline links alone.
import { slug } from './slug.mjs';

const blank = (text) => text.replace(/[^\n]/g, ' ');
const fences = /^( *)(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1\2 *$/gm;

/** The text with its code as spaces: positions stay. */
export const withoutCode = (text) =>
  text.replace(fences, blank).replace(/(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, blank);

/** `{ start, end, label, target, targetStart, targetEnd, isImage }` of each link `[label](target)`. */
export function linksOf(text) {
  const pattern = /(!?)\[([^[\]]*(?:\[[^[\]]*\][^[\]]*)*)\]\(([^()\s]+)\)/g;
  return [...withoutCode(text).matchAll(pattern)].map((match) => {
    const [whole, mark, label, target] = match;
    const start = match.index;
    const end = start + whole.length;
    const labelStart = start + mark.length + 1;
    return {
      start,
      end,
      target,
      targetStart: end - 1 - target.length,
      targetEnd: end - 1,
      isImage: mark === '!',
      label: text.slice(labelStart, labelStart + label.length),
    };
  });
}

/** The anchors of a page's headings; a second one of the same words ends in `-1`. */
export function anchorsOf(text) {
  const seen = new Map();
  return headingsOf(text).map((heading) => {
    const base = slug(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return count === 0 ? base : `${base}-${count}`;
  });
}

export const titleOf = (text) => headingsOf(text)[0]?.replaceAll('`', '');

/** Headings with their inline code; what looks like one within a fence is none. */
const headingsOf = (text) =>
  [...text.replace(fences, blank).matchAll(/^#{1,6} +(.+?) *#* *$/gm)].map(([, heading]) => heading);

/** `{ language, meta, code, line }` of each fenced block. */
export const codeBlocksOf = (text) =>
  [...text.matchAll(/^```(\w*)[ \t]*([^\n]*)\n([\s\S]*?)^```/gm)].map((match) => ({
    language: match[1],
    meta: match[2],
    code: match[3],
    line: text.slice(0, match.index).split('\n').length,
  }));
