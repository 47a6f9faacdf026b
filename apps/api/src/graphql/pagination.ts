import { Field, ObjectType } from '@nestjs/graphql';
import { BadUserInputError } from '../errors/client-error.js';

const DEFAULT_SIZE = 20;
const MIN_SIZE = 1;
const MAX_SIZE = 100;

@ObjectType({ description: 'Position of a page in its list, as Relay defines it.' })
export class PageInfo {
  @Field({
    description: 'Whether there are more edges after this page. Request them with `after: endCursor`.',
  })
  hasNextPage!: boolean;

  @Field({ description: 'Whether there are edges before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first edge. Null on an empty page.',
  })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge. Null on an empty page.' })
  endCursor!: string | null;
}

/** The pagination arguments of Relay's cursor connections. */
export interface Window<Cursor> {
  /** The most items from the start. Applied before `last`. */
  readonly first: number | null;
  /** The most items from the end. */
  readonly last: number | null;
  /** Only items after this cursor. */
  readonly after: Cursor | null;
  /** Only items before this cursor. */
  readonly before: Cursor | null;
}

/** A contiguous part of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly hasPreviousPage: boolean;
  readonly hasNextPage: boolean;
}

/** An item of a list with its cursor. */
export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** A page in the shape of a cursor connection. */
export interface Connection<Node> {
  edges: Edge<Node>[];
  nodes: Node[];
  pageInfo: PageInfo;
}

/**
 * Checks the size that `argument` asks for.
 *
 * @throws {BadUserInputError} the size is not from 1 to 100; clipping it would pass a part off as the whole
 */
export function listSize(argument: string, value: number): number {
  if (value >= MIN_SIZE && value <= MAX_SIZE) return value;
  throw new BadUserInputError(argument, `from ${MIN_SIZE} to ${MAX_SIZE}; it was ${value}`);
}

/**
 * Checks the sizes of a window, and sets `first` to 20 if it has none.
 *
 * @throws {BadUserInputError} a size is not from 1 to 100
 */
export function windowOf<Cursor>(window: Window<Cursor>): Window<Cursor> {
  const last = window.last === null ? null : listSize('last', window.last);
  if (window.first !== null) return { ...window, first: listSize('first', window.first), last };
  return { ...window, first: last === null ? DEFAULT_SIZE : null, last };
}

/**
 * Returns the page of a list that a window selects. A cursor need not belong to an item.
 *
 * @param items in order
 * @param order compares an item with a cursor: negative if it is before, 0 if it is at, positive if it is after it
 */
export function pageOf<Item, Cursor>(
  items: readonly Item[],
  order: (item: Item, cursor: Cursor) => number,
  { first, last, after, before }: Window<Cursor>,
): Page<Item> {
  const start = after === null ? 0 : countWhile(items, (item) => order(item, after) <= 0);
  const until = before === null ? items.length : countWhile(items, (item) => order(item, before) < 0);
  const end = Math.min(Math.max(start, until), first === null ? Infinity : start + first);
  const begin = last === null ? start : Math.max(start, end - last);
  return {
    items: items.slice(begin, end),
    hasPreviousPage: begin > 0,
    hasNextPage: end < items.length,
  };
}

/** Converts a page into a connection. */
export function connectionOf<Node>(page: Page<Edge<Node>>): Connection<Node> {
  const { items, hasNextPage, hasPreviousPage } = page;
  return {
    edges: [...items],
    nodes: items.map(({ node }) => node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: items[0]?.cursor ?? null,
      endCursor: items.at(-1)?.cursor ?? null,
    },
  };
}

/** Counts the items before the first one that does not match. */
function countWhile<Item>(items: readonly Item[], matches: (item: Item) => boolean): number {
  const index = items.findIndex((item) => !matches(item));
  return index === -1 ? items.length : index;
}
