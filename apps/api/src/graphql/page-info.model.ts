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

/** A page as cursor connections show it. */
export interface Connection<Node> {
  readonly edges: { readonly cursor: string; readonly node: Node }[];
  readonly nodes: Node[];
  readonly pageInfo: PageInfo;
}

/** Shows a page as a connection. */
export function connectionOf<Node>(page: Page<Node>, cursorOf: (node: Node) => string): Connection<Node> {
  const edges = page.items.map((node) => ({ cursor: cursorOf(node), node }));
  const { hasNextPage, hasPreviousPage } = page;
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
