interface Props {
  readonly rows: number;
}

/** Grey rows where a list is about to be. */
export function Skeleton({ rows }: Props) {
  return (
    <div className="skeleton" role="status">
      <span className="spoken">Loading</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}
