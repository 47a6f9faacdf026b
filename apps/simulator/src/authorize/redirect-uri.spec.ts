import { describe, expect, test } from '@jest/globals';
import { isRegistered, mayBeRegistered } from './redirect-uri.js';

describe('mayBeRegistered', () => {
  test.each([
    ['https://charts.example/auth/spotify/callback', true],
    ['http://127.0.0.1/callback', true],
    ['http://127.0.0.1:3000/callback', true],
    ['http://[::1]:3000/callback', true],
    ['http://localhost:3000/callback', false],
    ['https://localhost/callback', false],
    ['http://charts.example/callback', false],
    ['http://127.0.0.1.charts.example/callback', false],
    ['http://127.0.0.2/callback', false],
    ['https://charts.example/callback#part', false],
    ['https://someone@charts.example/callback', false],
    ['callback', false],
    ['', false],
  ])('%s: %s', (uri, expected) => {
    expect(mayBeRegistered(uri)).toBe(expected);
  });
});

describe('isRegistered', () => {
  test.each([
    ['http://127.0.0.1:3000/cb', 'http://127.0.0.1:3000/cb', true],
    ['http://127.0.0.1:3001/cb', 'http://127.0.0.1:3000/cb', false],
    ['http://127.0.0.1:3001/cb', 'http://127.0.0.1/cb', true],
    ['http://127.0.0.1/cb', 'http://127.0.0.1/cb', true],
    ['http://[::1]:3001/cb', 'http://[::1]/cb', true],
    ['http://[::1]:3001/cb', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:3001/cb/', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:3001/cb?x=1', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:3001/CB', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:99999/cb', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:80@charts.example/cb', 'http://127.0.0.1/cb', false],
    ['http://127.0.0.1:/cb', 'http://127.0.0.1/cb', false],
    ['https://charts.example:8443/cb', 'https://charts.example/cb', false],
  ])('%s against %s: %s', (requested, registered, expected) => {
    expect(isRegistered(requested, [registered])).toBe(expected);
  });
});
