import { BadUserInputError } from '../errors/client-error.js';

/**
 * Control and format characters, including those that change the writing direction, and line breaks. The joiners of
 * emoji and of Persian or Indic words are allowed, and the tags of flags.
 */
const FORBIDDEN = /(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{C}\p{Zl}\p{Zp}]/u;
/** Any character that is neither a space nor rendered as nothing. */
const VISIBLE = /[^\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Trims a title or name that a listener chose.
 *
 * @throws {BadUserInputError} the text is not 1 to `maxLength` visible characters on one line
 */
export function parseLabel(argument: string, value: string, maxLength: number): string {
  const label = value.trim();
  if ([...label].length <= maxLength && VISIBLE.test(label) && !FORBIDDEN.test(label)) return label;
  throw new BadUserInputError(argument, `1 to ${maxLength} visible characters, on one line`);
}
