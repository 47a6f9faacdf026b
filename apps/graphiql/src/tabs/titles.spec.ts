import { expect, it } from '@jest/globals';
import { titleTabs, toTitle } from './titles.js';

const examples = [{ name: 'WhoAmI', title: 'Who am I' }];

it.each([
  ['WhoAmI', 'Who am I'],
  ['Chart', 'Chart'],
  ['yearEndChart', 'Year end chart'],
  ['top_10_artists', 'Top 10 artists'],
  ['Top10', 'Top10'],
  ['MyURL', 'My URL'],
  ['SpotifyURLOfArtist', 'Spotify URL of artist'],
  ['__', '__'],
  ['<untitled>', 'Untitled'],
])('titles the tab of %s “%s”', (name, title) => {
  expect(toTitle(name, examples)).toBe(title);
  expect(toTitle(title, examples)).toBe(title);
});

it('titles all tabs of GraphiQL’s state', () => {
  const tabs = [{ title: 'WhoAmI' }, { title: 'Who am I' }, { title: 'myQuery' }];
  titleTabs(tabs, examples);
  expect(tabs.map(({ title }) => title)).toEqual(['Who am I', 'Who am I', 'My query']);
});
