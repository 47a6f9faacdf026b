import { useEffect, useState } from 'react';

/** A value of the account; from a change on the one that the change gave, until the account has been asked anew. */
export function useChanged<Value>(asked: Value): readonly [Value, (changed: Value) => void] {
  const [changed, setChanged] = useState<{ readonly to: Value } | null>(null);
  useEffect(() => setChanged(null), [asked]);
  return [changed ? changed.to : asked, (to) => setChanged({ to })];
}
