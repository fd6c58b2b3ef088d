// Days as they are written into the numbers of people. Knows the calendar and no clock: a day to come is a day.

const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the calendar has such a day; of a year without its century the 29th of February is judged as of the 21st. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || day > days[month - 1]!) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** `yymmdd`, where numbers of women, of later centuries or of a full register add something to the month or the day. */
export function isYearMonthDay(
  text: string,
  month: (written: number) => number = same,
  day: (written: number) => number = same,
): boolean {
  return isDay(2000 + Number(text.slice(0, 2)), month(Number(text.slice(2, 4))), day(Number(text.slice(4, 6))));
}

/** `ddmmyy`. */
export function isDayMonthYear(text: string, day: (written: number) => number = same): boolean {
  return isDay(2000 + Number(text.slice(4, 6)), Number(text.slice(2, 4)), day(Number(text.slice(0, 2))));
}

/** `yyyymmdd` of somebody who may be alive. */
export function isBirthDay(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return year >= 1900 && year < 2100 && isDay(year, Number(text.slice(4, 6)), Number(text.slice(6, 8)));
}

function same(written: number): number {
  return written;
}
