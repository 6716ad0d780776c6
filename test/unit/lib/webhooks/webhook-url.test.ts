import { isPublicAddress } from '../../../../lib/webhooks/public-address.ts';
import { urlViolations } from '../../../../lib/webhooks/webhook-url.ts';

test.each([
  ['https://example.com/hooks'],
  ['https://hooks.example.co.uk/a/b?c=d'],
  ['https://example.com:443/'],
  ['https://93.184.216.34/'],
  ['https://[2606:2800:220:1:248:1893:25c8:1946]/'],
  ['https://xn--bcher-kva.example.com/'],
])('takes %s', (url) => {
  expect(urlViolations(url, [])).toEqual([]);
});

const PRIVATE = 'leads to a private network';
test.each([
  ['', 'is no URL'],
  ['example.com', 'is no URL'],
  ['//example.com', 'is no URL'],
  ['http://example.com/', 'must begin with "https://"'],
  ['ftp://example.com/', 'must begin with "https://"'],
  ['file:///etc/passwd', 'must begin with "https://"'],
  ['javascript:alert(1)', 'must begin with "https://"'],
  ['https://user:secret@example.com/', 'must hold no user name or password'],
  ['https://example.com:8443/', 'must use the port 443'],
  ['https://example.com:22/', 'must use the port 443'],
  [`https://example.com/${'x'.repeat(2048)}`, 'has more than 2048 characters'],
  ['https://localhost/', PRIVATE],
  ['https://localhost./', PRIVATE],
  ['https://intranet/', PRIVATE],
  ['https://db.internal/', PRIVATE],
  ['https://printer.local/', PRIVATE],
  ['https://127.0.0.1/', PRIVATE],
  ['https://127.1/', PRIVATE],
  ['https://2130706433/', PRIVATE],
  ['https://0x7f.0.0.1/', PRIVATE],
  ['https://0177.0.0.1/', PRIVATE],
  ['https://0.0.0.0/', PRIVATE],
  ['https://10.1.2.3/', PRIVATE],
  ['https://172.16.0.1/', PRIVATE],
  ['https://172.31.255.255/', PRIVATE],
  ['https://192.168.1.1/', PRIVATE],
  ['https://169.254.169.254/latest/meta-data', PRIVATE],
  ['https://100.64.0.1/', PRIVATE],
  ['https://198.18.0.1/', PRIVATE],
  ['https://224.0.0.1/', PRIVATE],
  ['https://255.255.255.255/', PRIVATE],
  ['https://[::1]/', PRIVATE],
  ['https://[::]/', PRIVATE],
  ['https://[::ffff:127.0.0.1]/', PRIVATE],
  ['https://[::ffff:a00:1]/', PRIVATE],
  ['https://[64:ff9b::7f00:1]/', PRIVATE],
  ['https://[2002:7f00:1::]/', PRIVATE],
  ['https://[fc00::1]/', PRIVATE],
  ['https://[fd12:3456::1]/', PRIVATE],
  ['https://[fe80::1]/', PRIVATE],
  ['https://[ff02::1]/', PRIVATE],
])('refuses %s', (url, violation) => {
  expect(urlViolations(url, [])).toEqual([violation]);
});

test.each([
  ['http://127.0.0.1:4000/hook', ['127.0.0.1'], []],
  ['http://127.0.0.1:4000/hook', ['127.0.0.1:4000'], []],
  ['http://127.0.0.1:4001/hook', ['127.0.0.1:4000'], ['must begin with "https://"']],
  ['http://127.0.0.2/', ['127.0.0.1'], ['must begin with "https://"']],
  ['ftp://127.0.0.1/', ['127.0.0.1'], ['must begin with "https://"']],
])('%s where %j are allowed', (url, allowed, violations) => {
  expect(urlViolations(url, allowed)).toEqual(violations);
});

test.each([['not an address'], [''], ['1.2.3'], ['1.2.3.4.5'], ['::g']])('%p is no address to deliver to', (text) => {
  expect(isPublicAddress(text)).toBe(false);
});

test.each([['8.8.8.8'], ['172.15.0.1'], ['172.32.0.1'], ['100.128.0.1'], ['2001:4860:4860::8888']])(
  '%s is public',
  (text) => {
    expect(isPublicAddress(text)).toBe(true);
  },
);
