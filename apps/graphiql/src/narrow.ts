/** Whether the panes stand on top of each other, as `narrow.css` lays them out. */
export const isNarrow = (): boolean => matchMedia('(max-width: 45rem)').matches;
