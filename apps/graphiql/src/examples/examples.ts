import coverage from './coverage.graphql?raw';
import longTerm from './long-term.graphql?raw';
import mediumTerm from './medium-term.graphql?raw';
import settings from './settings.graphql?raw';
import shortTerm from './short-term.graphql?raw';
import sideBySide from './side-by-side.graphql?raw';
import takeSnapshot from './take-snapshot.graphql?raw';
import whoAmI from './who-am-i.graphql?raw';
import withVariables from './with-variables.graphql?raw';

/** An operation to start from. GraphiQL titles its tab with the operation's name. */
export interface Example {
  /** The name of the operation, by which an example is known from release to release. */
  readonly name: string;
  /** What it answers, in a line. */
  readonly answers: string;
  readonly query: string;
  readonly variables: string | null;
}

export const examples: readonly Example[] = [
  { name: 'WhoAmI', answers: 'Who is signed in, and until when', query: whoAmI, variables: null },
  { name: 'ShortTerm', answers: 'The last four weeks, ten artists', query: shortTerm, variables: null },
  { name: 'MediumTerm', answers: 'The last six months, twenty artists', query: mediumTerm, variables: null },
  { name: 'LongTerm', answers: 'The last year, fifty artists', query: longTerm, variables: null },
  { name: 'SideBySide', answers: 'All three ranges at once', query: sideBySide, variables: null },
  {
    name: 'WithVariables',
    answers: 'Range and limit as variables, as an app would',
    query: withVariables,
    variables: JSON.stringify({ range: 'SHORT_TERM', limit: 5 }, null, 2),
  },
  { name: 'Coverage', answers: 'The recorded days, and the gaps between', query: coverage, variables: null },
  { name: 'TakeSnapshot', answers: "Today's snapshots, now", query: takeSnapshot, variables: null },
  {
    name: 'Settings',
    answers: 'Your time zone, and whether snapshots are paused',
    query: settings,
    variables: JSON.stringify({ input: {} }, null, 2),
  },
];
