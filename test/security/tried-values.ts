import { DAYS } from './first-listener.js';
import type { Values } from './operations.js';

/**
 * The values to try. Arguments for ids and cursors receive every handle of the first listener, and so do arguments for tokens
 * of shares unless others are given.
 */
export function valuesWith(handles: readonly string[], shareTokens = handles): Values {
  const [from, , , , to] = DAYS;
  return {
    'Query.topArtists.limit': [3],
    'Query.chart.on': [to],
    'Query.chart.comparedTo': [from],
    'Query.charts.from': [from],
    'Query.charts.to': [to],
    'Query.charts.first': [5],
    'Query.charts.after': handles,
    'Query.charts.last': [5],
    'Query.charts.before': handles,
    'Query.artist.id': handles,
    'Query.artists.search': ['first'],
    'Query.artists.first': [5],
    'Query.artists.after': handles,
    'Query.momentum.on': [to],
    'Query.yearEndChart.year': [2019],
    'Query.chartEvents.first': [5],
    'Query.chartEvents.after': handles,
    'Query.sharedChart.token': shareTokens,
    'Query.compareWithShare.token': shareTokens,
    'Chart.entries.first': [5],
    'YearEndChart.entries.first': [5],
    'Coverage.gaps.first': [5],
    'Coverage.gaps.before': [to],
    'Artist.rankHistory.from': [from],
    'Artist.rankHistory.to': [to],
    'Mutation.revokeAccessToken.id': handles,
    'Mutation.revokeShare.id': handles,
    // `true` would delete the account of the second listener; the last test does that.
    'Mutation.deleteAccount.confirm': [false],
    'CreateAccessTokenInput.name': ['token of the second'],
    'CreateAccessTokenInput.expiresInDays': [1],
    'CreateShareInput.on': ['2020-06-09'],
    'CreateShareInput.title': ['share of the second'],
    'CreateShareInput.showName': [true],
    'CreateShareInput.expiresInDays': [1],
    'UpdateSettingsInput.timezone': ['Europe/Berlin'],
    'UpdateSettingsInput.snapshotsPaused': [true],
    'UpdateSettingsInput.includeReconstructed': [false],
  };
}
