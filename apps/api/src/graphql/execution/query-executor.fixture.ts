import { buildSchema, GraphQLScalarType, type GraphQLSchema } from 'graphql';

const SDL = `
  scalar Day
  enum Mood { CALM LOUD }
  interface Named { name: String! }
  type Band implements Named { name: String!  members: [Person!]!  mood: Mood }
  type Person implements Named { name: String!  born: Day  mentor: Person  songs(first: Int! = 2, moods: [Mood!]): [Song!]! }
  type Song { title: String!  fails: String  must: String!  length: Int  day: Day }
  type Query {
    band(id: ID, from: Day): Band
    named: [Named!]
    person(id: ID! = "p1"): Person
    echo(text: String, number: Int! = 7, on: Boolean, share: Float, moods: [Mood!], mood: Mood = CALM): String
    numbers: [Int]
    absent: Band
    broken: Person
    late: Person!
    wrong: Int
  }
  type Mutation { count: Int  fail: Int }
`;

const songs = [
  { title: 'One', length: 1, must: 'a', day: '2026-01-01' },
  { title: 'Two', length: null, must: null, day: 'never' },
];
const person = { name: 'Ada', born: '2026-11-01', mentor: { name: 'Bob', born: null, mentor: null } };
const band = { __typename: 'Band', name: 'Both', members: [person, person.mentor], mood: 'LOUD' };

/** A schema in which much can go wrong: at once and later, in what may be null and in what may not. */
export function troubledSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const later = <T>(value: T): Promise<T> => Promise.resolve(value);
  const resolve: Record<string, (...given: never[]) => unknown> = {
    'Query.band': (_: unknown, { id }: { id?: string }) => later({ ...band, name: `Both ${String(id)}` }),
    'Query.named': () => [band, { __typename: 'Person', ...person }],
    'Query.person': () => later(person),
    'Query.echo': (_: unknown, given: object) => JSON.stringify(Object.entries(given).toSorted()),
    'Query.numbers': () => [1, later(2), null, later(null)],
    'Query.broken': () => Promise.reject(new Error('broken')),
    'Query.late': () => later(null),
    'Query.wrong': () => 'no number',
    'Person.songs': (_: unknown, { first }: { first: number }) => later(songs.slice(0, first)),
    'Song.fails': () => {
      throw Object.assign(new Error('song'), { extensions: { code: 'SONG' } });
    },
    'Mutation.count': () => 1,
    'Mutation.fail': () => Promise.reject(new Error('mutation')),
  };
  for (const [place, resolver] of Object.entries(resolve)) {
    const [type = '', name = ''] = place.split('.');
    const parent = schema.getType(type);
    const field = parent && 'getFields' in parent ? parent.getFields()[name] : undefined;
    if (!field || !('resolve' in field)) throw new Error(`there is no ${place}`);
    field.resolve = resolver as NonNullable<typeof field.resolve>;
  }
  const day = schema.getType('Day');
  if (!(day instanceof GraphQLScalarType)) throw new Error('there is no Day');
  day.parseValue = (value) => checked(value);
  day.serialize = (value) => checked(value);
  return schema;
}

function checked(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  throw new TypeError('that is no day');
}
