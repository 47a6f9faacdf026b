import { Field, ObjectType } from '@nestjs/graphql';
import type { Page } from './page.js';

@ObjectType({ description: 'Position of a page in its list, as Relay defines it.' })
export class PageInfo {
  @Field({
    description: 'Whether there are more items after this page. Request them with `after: endCursor`.',
  })
  hasNextPage!: boolean;

  @Field({ description: 'Whether there are items before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first item. Null on an empty page.',
  })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item. Null on an empty page.' })
  endCursor!: string | null;
}

/** An item of a list, and where it stands there. */
export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** A page as cursor connections show it. */
export interface Connection<Node> {
  edges: Edge<Node>[];
  nodes: Node[];
  pageInfo: PageInfo;
}

/** Shows a page as a connection. */
export function connectionOf<Node>({
  items,
  hasNextPage,
  hasPreviousPage,
}: Page<Edge<Node>>): Connection<Node> {
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
