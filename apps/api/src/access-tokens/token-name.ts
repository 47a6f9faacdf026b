import { BadUserInputError } from '../errors/client-error.js';

const MOST_CHARACTERS = 60;
/** Control and format characters (those that turn the writing direction among them), and line breaks. */
const REFUSED = /[\p{C}\p{Zl}\p{Zp}]/u;
/** Something that can be seen: neither a space nor a character that is drawn as nothing. */
const VISIBLE = /[^\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * The name of an access token, without the spaces around it.
 *
 * @throws {BadUserInputError} it is not 1 to 60 visible characters
 */
export function tokenName(value: string): string {
  const name = value.trim();
  if ([...name].length <= MOST_CHARACTERS && VISIBLE.test(name) && !REFUSED.test(name)) return name;
  throw new BadUserInputError('name', `1 to ${MOST_CHARACTERS} visible characters, on one line`);
}
