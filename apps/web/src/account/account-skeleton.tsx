/** The shapes of the sections, until it is known what is in them. */
export function AccountSkeleton() {
  return (
    <section className="skeleton" role="status">
      <span className="spoken">Loading</span>
      <ul className="account-to-be" aria-hidden="true">
        {['1', '2', '3', '4'].map((section) => (
          <li key={section}>
            <span className="blank" />
            <span className="blank" />
          </li>
        ))}
      </ul>
    </section>
  );
}
