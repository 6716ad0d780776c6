const DIGITS = 56;

/**
 * A number as CloudWatch Logs shows it to clients, who are to read nothing in it: 56 digits, a different text
 * for each number. Zeros fill it up; a digit that numbers begin with would make 5 and 45 look alike.
 * @param first tells one kind of number from another
 */
export const opaqueNumber = (first: '3' | '4', number: number): string =>
  `${first}${String(number).padStart(DIGITS - 1, '0')}`;
