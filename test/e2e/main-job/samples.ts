// What people must not see, put together at run time so that none of it stands in a file.

export const awsKey = ['AKIA', 'Q4ZX7R', 'T2MNBV8LPC'].join('');
export const githubToken = ['ghp', '_', 'q7Wm2xR9Kd4', 'TzB6vNc1Ys8L', 'p3HfJ5uG0EaXi'].join('');
export const email = ['mary.major', 'northwind-traders.net'].join('@');
export const card = ['4556', '7375', '8689', '9855'].join(' ');
export const iban = ['DE89', '3704', '0044', '0532', '0130', '00'].join(' ');
export const password = ['hunter', 'Zw94', 'kPq1'].join('');

/** All of them, for a look whether one came through. */
export const secrets: readonly string[] = [awsKey, githubToken, email, card, iban, password];

/** Whether the text has one of them, or a run of so many characters of one. */
export function leaks(text: string, run = 8): readonly string[] {
  const compact = text.replaceAll(/\s/g, '');
  return secrets.filter(secret => {
    const value = secret.replaceAll(' ', '');
    return Array.from({ length: value.length - run + 1 }, (_, at) => value.slice(at, at + run)).some(part =>
      compact.includes(part),
    );
  });
}
