/** What happened on one day, in the order in which it came. */
export interface Day<Event> {
  readonly day: string;
  readonly events: readonly Event[];
}

/** Events that follow each other with the same day, together. */
export function byDay<Event extends { readonly day: string }>(events: readonly Event[]): Day<Event>[] {
  const days: { day: string; events: Event[] }[] = [];
  for (const event of events) {
    const open = days.at(-1);
    if (open?.day === event.day) open.events.push(event);
    else days.push({ day: event.day, events: [event] });
  }
  return days;
}
