import accessTokens from './access-tokens.graphql?raw';
import climbers from './climbers.graphql?raw';
import createAccessToken from './create-access-token.graphql?raw';
import dropOuts from './drop-outs.graphql?raw';
import events from './events.graphql?raw';
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

/** An example operation. GraphiQL titles its tab with the operation's name. */
export interface Example {
  /** The name of the operation. It identifies the example across releases. */
  readonly name: string;
  /** One line for the list of examples. */
  readonly description: string;
  readonly query: string;
  readonly variables: string | null;
}

function example(name: string, description: string, query: string, variables?: object): Example {
  return { name, description, query, variables: variables ? JSON.stringify(variables, null, 2) : null };
}

const year = new Date().getFullYear();

/** The most common questions; each has a tab on the first visit. */
export const tabs: readonly Example[] = [
  example('WhoAmI', 'Who is signed in, and how long the connection lasts', whoAmI),
  example('ShortTerm', 'Your top 10 of the last 4 weeks', shortTerm),
  example('NewThisWeek', 'New and returning artists this week', newThisWeek),
  example('Climbers', 'This week’s biggest climbers', climbers),
  example('DropOuts', 'Artists that dropped out', dropOuts),
  example('HowLong', 'How long your top 10 have been on the chart', howLong),
  example('NumberOnes', 'This year’s number ones, week by week', numberOnes, { since: `${year}-01-01` }),
  example('YearEnd', 'Your year-end chart', yearEnd, { year }),
  example('Gaps', 'Recorded days, and gaps with their reasons', gaps),
];

/** All examples in the order of the panel. */
export const examples: readonly Example[] = [
  ...tabs,
  example('UpsAndDowns', 'Rank history of your top 3', upsAndDowns),
  example('Momentum', 'Who is breaking out, rising or fading', momentum),
  example('Events', 'New number ones, entries, peaks and drop-outs', events),
  example('TimeTravel', 'The chart of a past day, compared with any earlier one', timeTravel, {
    on: null,
    comparedTo: null,
  }),
  example('MediumTerm', 'Your top 20 of the last 6 months, with details', mediumTerm),
  example('LongTerm', 'Your top 50 of the last year', longTerm),
  example('WithVariables', 'Range and limit as variables', withVariables, { range: 'SHORT_TERM', limit: 5 }),
  example('TakeSnapshot', 'Take today’s snapshots now', takeSnapshot),
  example('Settings', 'Change your time zone, or pause snapshots', settings, { input: {} }),
  example('CreateAccessToken', 'Create an access token for a program', createAccessToken, {
    input: { name: 'kitchen display', scope: 'READ', expiresInDays: 90 },
  }),
  example('AccessTokens', 'Your access tokens', accessTokens),
];
