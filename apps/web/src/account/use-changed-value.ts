import { useEffect, useState } from 'react';

/** A setting from a query. After a change it is the changed value, until the query has it too. */
export function useChangedValue<Value>(queried: Value): readonly [Value, (value: Value) => void] {
  const [changed, setChanged] = useState<{ readonly value: Value } | null>(null);
  useEffect(() => {
    // Answers to earlier queries may still arrive with the value before the change.
    if (changed?.value === queried) setChanged(null);
  }, [changed, queried]);
  return [changed ? changed.value : queried, (value) => setChanged({ value })];
}
