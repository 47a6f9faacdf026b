import { expect, it } from '@jest/globals';
import {
  Field,
  GraphQLSchemaBuilderModule,
  GraphQLSchemaFactory,
  ObjectType,
  Query,
  Resolver,
} from '@nestjs/graphql';
import { Test } from '@nestjs/testing';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { readPlainFields } from './plain-fields.js';

@ObjectType()
class Song {
  @Field()
  title!: string;

  @Field()
  length!: number;
}

@Resolver()
class SongResolver {
  @Query(() => Song)
  song(): Song {
    return { title: 'One', length: 1 };
  }
}

async function schemaOfNest(): Promise<GraphQLSchema> {
  const module = await Test.createTestingModule({ imports: [GraphQLSchemaBuilderModule] }).compile();
  return module.get(GraphQLSchemaFactory).create([SongResolver]);
}

function resolverOf(schema: GraphQLSchema, type: string, field: string): unknown {
  const found = schema.getType(type);
  return isObjectType(found) ? found.getFields()[field]?.resolve : 'there is no such type';
}

it('leaves the fields of classes without a function, and resolvers as they are', async () => {
  const schema = await schemaOfNest();
  // What a feature has resolved for itself; Nest puts it in the place of its own.
  const own = (): number => 2;
  const song = schema.getType('Song');
  if (isObjectType(song)) Object.assign(song.getFields()['length'] ?? {}, { resolve: own });
  expect(resolverOf(schema, 'Song', 'title')).toEqual(expect.any(Function));

  expect(readPlainFields(schema)).toBe(schema);
  expect(resolverOf(schema, 'Song', 'title')).toBeUndefined();
  expect(resolverOf(schema, 'Song', 'length')).toBe(own);
});
