import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useRef,
  useState,
} from 'react';
import type { CoverageDay } from './compute-coverage.js';
import { getDayTarget, moveDay } from './day-links.js';

/** The day whose tooltip is shown, and its place within the calendar in CSS pixels. */
export interface ShownDay {
  readonly day: CoverageDay;
  readonly center: number;
  readonly top: number;
  readonly bottom: number;
  /** The width of the calendar. */
  readonly width: number;
  /** There is too little of the window above the day. */
  readonly isBelow: boolean;
  /** A second tap follows the link. */
  readonly isTouch: boolean;
}

/** Recorded days are picked instead of opened. */
export interface DayPick {
  readonly picked: readonly string[];
  readonly onPick: (day: string) => void;
}

/** The height of the window that a tooltip needs above its day. */
const SPACE_ABOVE = 130;

/** The tooltip of the calendar, and the handlers that show it, move the focus from day to day and pick days. */
export function useDayTip(days: readonly CoverageDay[], pick: DayPick | undefined) {
  const [shown, setShown] = useState<ShownDay | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const press = useRef({ isTouch: false, isSecond: false });
  const dates = days.map(({ day }) => day);
  const hide = (): void => setShown(null);

  const findDay = (target: EventTarget): CoverageDay | undefined =>
    days.find((each) => each.day === findLink(target)?.getAttribute('data-day'));

  const pickDay = (target: EventTarget): void => {
    const day = findDay(target);
    if (day && getDayTarget(day).isChart) pick?.onPick(day.day);
  };

  const show = (calendar: Element, target: EventTarget): void => {
    const link = findLink(target);
    const day = findDay(target);
    if (!link || !day) return hide();
    const outer = calendar.getBoundingClientRect();
    const { left, width, top, bottom } = link.getBoundingClientRect();
    setShown({
      day,
      center: left + width / 2 - outer.left,
      top: top - outer.top,
      bottom: bottom - outer.top,
      width: outer.width,
      isBelow: top < SPACE_ABOVE,
      isTouch: press.current.isTouch,
    });
  };

  return {
    shown,
    /** The day that Tab reaches: the last one that had the focus, else the newest. */
    tabStop: current !== null && dates.includes(current) ? current : (dates.at(-1) ?? null),
    handlers: {
      onPointerOver: ({ pointerType, currentTarget, target }: PointerEvent) => {
        if (pointerType === 'touch') return;
        press.current = { isTouch: false, isSecond: false };
        show(currentTarget, target);
      },
      onPointerLeave: ({ pointerType }: PointerEvent) => {
        if (pointerType !== 'touch') hide();
      },
      onPointerDown: ({ pointerType, target }: PointerEvent) => {
        const isSecond = shown !== null && shown.day.day === findLink(target)?.getAttribute('data-day');
        press.current = { isTouch: pointerType === 'touch', isSecond };
      },
      onFocus: ({ currentTarget, target }: FocusEvent) => {
        setCurrent(target.getAttribute('data-day'));
        show(currentTarget, target);
      },
      onBlur: hide,
      onClickCapture: (event: MouseEvent) => {
        const link = findLink(event.target);
        if (pick || !link || !press.current.isTouch || press.current.isSecond) return;
        event.preventDefault();
        link.focus();
        show(event.currentTarget, link);
      },
      onClick: ({ target }: MouseEvent) => pickDay(target),
      onKeyDown: (event: KeyboardEvent) => {
        press.current = { isTouch: false, isSecond: false };
        if (event.key === 'Escape') hide();
        const from = findLink(event.target)?.getAttribute('data-day');
        const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
        if (pick && isPlain && [' ', 'Enter'].includes(event.key)) {
          event.preventDefault();
          return pickDay(event.target);
        }
        const next = from && isPlain ? moveDay(event.key, from, dates) : null;
        if (next === null) return;
        event.preventDefault();
        event.currentTarget.querySelector<SVGElement>(`[data-day="${next}"]`)?.focus();
      },
    },
  };
}

function findLink(target: EventTarget): SVGElement | null {
  return target instanceof Element ? target.closest<SVGElement>('[data-day]') : null;
}
