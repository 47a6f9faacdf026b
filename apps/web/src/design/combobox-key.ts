interface ComboboxKey {
  readonly key: string;
  readonly nativeEvent: { readonly isComposing: boolean; readonly keyCode: number };
}

/** Safari ends a composition before it reports the key that ended it, but with this code. */
const COMPOSING = 229;

const ACTIONS: ReadonlyMap<string, 'next' | 'previous' | 'choose' | 'close'> = new Map([
  ['ArrowDown', 'next'],
  ['ArrowUp', 'previous'],
  ['Enter', 'choose'],
  ['Escape', 'close'],
]);

/**
 * What a key does in a combobox; null for any other key. While an input method composes a word, for example in Japanese,
 * the same keys choose among its suggestions and do nothing here.
 */
export function getComboboxAction({ key, nativeEvent }: ComboboxKey) {
  const { isComposing, keyCode } = nativeEvent;
  return isComposing || keyCode === COMPOSING ? null : (ACTIONS.get(key) ?? null);
}
