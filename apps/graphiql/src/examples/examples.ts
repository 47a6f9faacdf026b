import accessTokens from './access-tokens.graphql?raw';
import climbers from './climbers.graphql?raw';
import createAccessToken from './create-access-token.graphql?raw';
import dropOuts from './drop-outs.graphql?raw';
import events from './events.graphql?raw';
import findArtist from './find-artist.graphql?raw';
import gaps from './gaps.graphql?raw';
import howLong from './how-long.graphql?raw';
import longTerm from './long-term.graphql?raw';
import mediumTerm from './medium-term.graphql?raw';
import momentum from './momentum.graphql?raw';
import newThisWeek from './new-this-week.graphql?raw';
import numberOnes from './number-ones.graphql?raw';
import settings from './settings.graphql?raw';
import shortTerm from './short-term.graphql?raw';
import takeSnapshot from './take-snapshot.graphql?raw';
import timeTravel from './time-travel.graphql?raw';
import upsAndDowns from './ups-and-downs.graphql?raw';
import whoAmI from './who-am-i.graphql?raw';
import withVariables from './with-variables.graphql?raw';
import yearEnd from './year-end.graphql?raw';

/** An example operation. */
export interface Example {
  /** The name of the operation. It identifies the example across releases. */
  readonly name: string;
  /** The name of its tab, and of its entry in the panel. */
  readonly title: string;
  /** One line for the list of examples. */
  readonly description: string;
  readonly query: string;
  readonly variables: string | null;
}

function example(
  name: string,
  [title, description]: readonly [title: string, description: string],
  query: string,
  variables?: object,
): Example {
  const text = variables ? JSON.stringify(variables, null, 2) : null;
  return { name, title, description, query, variables: text };
}

const year = new Date().getFullYear();

/** The example that runs by itself. */
export const firstExample = example(
  'ShortTerm',
  ['Your top 10', 'Your top artists of the last 4 weeks'],
  shortTerm,
);

const newThisWeekExample = example(
  'NewThisWeek',
  ['New this week', 'New and returning artists'],
  newThisWeek,
);

/** The examples that have a tab on the first visit. */
export const firstTabs: readonly Example[] = [firstExample, newThisWeekExample];

/** All examples in the order of the panel. */
export const examples: readonly Example[] = [
  ...firstTabs,
  example('Climbers', ['Climbers', 'This week’s biggest climbers'], climbers),
  example('DropOuts', ['Drop-outs', 'Artists that dropped out this week'], dropOuts),
  example('HowLong', ['Time on the chart', 'How long your top 10 have been on the chart'], howLong),
  example('NumberOnes', ['Number ones', 'This year’s number ones, week by week'], numberOnes, {
    since: `${year}-01-01`,
  }),
  example('YearEnd', ['Year-end chart', 'Your chart of a whole year'], yearEnd, { year }),
  example('UpsAndDowns', ['Ups and downs', 'Rank history of your top 3'], upsAndDowns),
  example('FindArtist', ['Find an artist', 'Search all your charts by part of a name'], findArtist, {
    search: 'the',
  }),
  example('Momentum', ['Momentum', 'Who is breaking out, rising or fading'], momentum),
  example('Events', ['Events', 'New number ones, entries, peaks and drop-outs'], events),
  example(
    'TimeTravel',
    ['Time travel', 'The chart of a past day, compared with any earlier one'],
    timeTravel,
    {
      on: null,
      comparedTo: null,
    },
  ),
  example('Gaps', ['Gaps', 'Recorded days, and gaps with their reasons'], gaps),
  example('MediumTerm', ['Top 20 of 6 months', 'With pictures, genres and popularity'], mediumTerm),
  example('LongTerm', ['Top 50 of a year', 'Your top artists of about the last year'], longTerm),
  example('WithVariables', ['With variables', 'Range and limit as variables'], withVariables, {
    range: 'SHORT_TERM',
    limit: 5,
  }),
  example('WhoAmI', ['Who am I', 'Who is signed in, and how long the connection lasts'], whoAmI),
  example('TakeSnapshot', ['Take a snapshot', 'Record today’s lists now'], takeSnapshot),
  example('Settings', ['Change settings', 'Change your time zone, or pause snapshots'], settings, {
    input: {},
  }),
  example(
    'CreateAccessToken',
    ['Create an access token', 'Let a program query your charts'],
    createAccessToken,
    {
      input: { name: 'kitchen display', scope: 'READ', expiresInDays: 90 },
    },
  ),
  example('AccessTokens', ['Access tokens', 'The access tokens of your programs'], accessTokens),
];
