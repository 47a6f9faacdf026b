import { useEffect, useState } from 'react';

/** A value of the account; from a change on the one that the change gave, until the account says so too. */
export function useChanged<Value>(asked: Value): readonly [Value, (changed: Value) => void] {
  const [changed, setChanged] = useState<{ readonly to: Value } | null>(null);
  useEffect(() => {
    // Answers to earlier questions may still come, and say what was before.
    if (changed?.to === asked) setChanged(null);
  }, [changed, asked]);
  return [changed ? changed.to : asked, (to) => setChanged({ to })];
}
