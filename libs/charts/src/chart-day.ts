/** A calendar day in a listener's time zone, `YYYY-MM-DD`. Days compare as text. */
export type ChartDay = string;
