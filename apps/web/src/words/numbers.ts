import { numberFormat } from './locale.js';

/** The page is written in English, so its nouns follow English plural rules in every locale. */
const plural = new Intl.PluralRules('en');

/** `1,204`. */
export function formatNumber(value: number): string {
  return numberFormat({}).format(value);
}

/** `1 day`, `2 days`, `1,204 days`. */
export function formatCount(value: number, one: string, other = `${one}s`): string {
  return `${formatNumber(value)} ${plural.select(value) === 'one' ? one : other}`;
}

/** `No. 12`, without a line break between the two. */
export function formatRank(rank: number | null): string {
  return `No.\u00a0${rank}`;
}

/** A share from 0 to 1 as a whole percentage: `12%`. Only exactly 0 and 1 become 0% and 100%. */
export function formatPercent(share: number): string {
  const isExact = share === 0 || share === 1;
  const percent = isExact ? share : Math.min(0.99, Math.max(0.01, Math.round(share * 100) / 100));
  return numberFormat({ style: 'percent' }).format(percent);
}

/** Like `formatPercent`, with one decimal and rounded down: `95.6%`. */
export function formatExactPercent(share: number): string {
  const format = numberFormat({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return format.format(Math.floor(share * 1_000) / 1_000);
}

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** `812 bytes`, `14 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1_000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1_000 ** step;
  const format = numberFormat({
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: size < 10 && step > 0 ? 1 : 0,
  });
  return format.format(size);
}

/** How long to wait, rounded up: `40 seconds`, `12 minutes`, `1 hour`. */
export function formatWait(seconds: number): string {
  if (seconds <= 59) return formatCount(Math.max(1, Math.ceil(seconds)), 'second');
  if (seconds < 3_540) return formatCount(Math.ceil(seconds / 60), 'minute');
  return formatCount(Math.ceil(seconds / 3_600), 'hour');
}
