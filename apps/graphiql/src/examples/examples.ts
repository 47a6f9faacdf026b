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

/** An operation to start from. GraphiQL titles its tab with the operation's name. */
export interface Example {
  /** The name of the operation, by which an example is known from release to release. */
  readonly name: string;
  /** What it answers, in a line. */
  readonly answers: string;
  readonly query: string;
  readonly variables: string | null;
}

const year = new Date().getFullYear();

/** What people ask first: each has a tab from the first visit on. */
export const tabs: readonly Example[] = [
  { name: 'WhoAmI', answers: 'Who is signed in, and until when', query: whoAmI, variables: null },
  { name: 'ShortTerm', answers: 'Your top ten of the last four weeks', query: shortTerm, variables: null },
  { name: 'NewThisWeek', answers: 'Who is new this week, or back', query: newThisWeek, variables: null },
  { name: 'Climbers', answers: 'The biggest climbers', query: climbers, variables: null },
  { name: 'DropOuts', answers: 'Who dropped out', query: dropOuts, variables: null },
  { name: 'HowLong', answers: 'How long each has been on the chart', query: howLong, variables: null },
  {
    name: 'NumberOnes',
    answers: 'Your number ones this year, week by week',
    query: numberOnes,
    variables: variables({ since: `${year}-01-01` }),
  },
  { name: 'YearEnd', answers: 'Your year-end chart', query: yearEnd, variables: variables({ year }) },
  { name: 'Gaps', answers: 'The recorded days, and the gaps between', query: gaps, variables: null },
];

/** All of them, as the panel lists them. */
export const examples: readonly Example[] = [
  ...tabs,
  { name: 'UpsAndDowns', answers: 'The course of your top three', query: upsAndDowns, variables: null },
  { name: 'Momentum', answers: 'Who is on the rise, and who fades', query: momentum, variables: null },
  { name: 'Events', answers: 'What happened, day by day', query: events, variables: null },
  {
    name: 'TimeTravel',
    answers: 'The chart of a past day, against any before it',
    query: timeTravel,
    variables: variables({ on: null, comparedTo: null }),
  },
  { name: 'MediumTerm', answers: 'The last six months, twenty artists', query: mediumTerm, variables: null },
  { name: 'LongTerm', answers: 'The last year, fifty artists', query: longTerm, variables: null },
  {
    name: 'WithVariables',
    answers: 'Range and limit as variables, as an app would',
    query: withVariables,
    variables: variables({ range: 'SHORT_TERM', limit: 5 }),
  },
  { name: 'TakeSnapshot', answers: "Today's snapshots, now", query: takeSnapshot, variables: null },
  {
    name: 'Settings',
    answers: 'Your time zone, and whether snapshots are paused',
    query: settings,
    variables: variables({ input: {} }),
  },
  {
    name: 'CreateAccessToken',
    answers: 'A token for a program of your own',
    query: createAccessToken,
    variables: variables({ input: { name: 'kitchen display', scope: 'READ', expiresInDays: 90 } }),
  },
  { name: 'AccessTokens', answers: 'The tokens that work now', query: accessTokens, variables: null },
];

function variables(values: Record<string, unknown>): string {
  return JSON.stringify(values, null, 2);
}
