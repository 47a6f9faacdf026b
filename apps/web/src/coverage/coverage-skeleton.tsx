const SHARES = 3;
const MONTHS = 7;

/** The shapes of the page, until it is known what is in them. */
export function CoverageSkeleton() {
  return (
    <section className="skeleton" role="status">
      <span className="spoken">Loading</span>
      <ul className="shares" aria-hidden="true">
        {Array.from({ length: SHARES }, (_, index) => (
          <li key={index}>
            <span className="blank share-to-be" />
          </li>
        ))}
      </ul>
      <ul className="sheets" aria-hidden="true">
        {Array.from({ length: MONTHS }, (_, index) => (
          <li key={index} className="blank sheet-to-be" />
        ))}
      </ul>
    </section>
  );
}
