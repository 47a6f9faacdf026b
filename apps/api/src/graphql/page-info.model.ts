import { Field, ObjectType } from '@nestjs/graphql';
import type { Page } from './page.js';

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'Whether the list goes on after this page: ask with `after: endCursor`.' })
  hasNextPage!: boolean;

  @Field({ description: 'Whether the list has something before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first edge; null on an empty page.',
  })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last edge; null on an empty page.' })
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
