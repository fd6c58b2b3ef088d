// Knows the values that vendors and specifications print in their documents: everybody has them, and nobody's account opens with them. They
// are found, since somebody may want to know of them, and are worth so little that no shipped policy replaces them.
// Kept as digests: as they are, scanners would take this file for one that leaks keys.
import { hash } from 'node:crypto';

/** What a detector says of such a value. */
export const documentedConfidence = 0.1;

/** Amazon's documents mark theirs, and others have taken that up. No key made by chance has these letters in capitals at its end. */
const marked = /EXAMPLE(?:KEY|TOKEN|SECRET|ID)?(?:[=/][A-Za-z0-9+/=]{0,24})?$/;

/** Longer ones are none of those that are known. */
const charsMax = 128;
const digestChars = 16;

/**
 * The first digits of SHA-256 of: the examples of RFC 5849, 6749, 6750, 7515 and 7617; the keys of the storage and Cosmos DB emulators that
 * Microsoft documents; examples of the documentation of GitHub, Google, Slack, Stripe, Telegram, Discord, X, MDN, DocSearch, Hardhat, Kubernetes,
 * WireGuard, Mailgun, Cisco and bcrypt; the
 * keys of the test vectors of RFC 7748 and 8032 and of SP 800-38A.
 */
const digests = new Set(
  (
    '6c96130f130ab0d6 00cf4c781dc37003 a35b81a7d7927b70 ca7459e2b26776de e9974c507d2a8021 53f5da0aaa93d64c cf4d418ed3de92d7 ' +
    'b8e148545b13c78b bdfeaef44475711c e4da07ad200089ce 0e9d220616f08345 fe97449352b1d67c ad62d48d8b069026 4b8cbd96c8530f05 ' +
    'f2d6ca16515033e5 7e8de44ea9ecf6d5 bc3ae723f57c6b9e 3543c50b0cb9cea8 82e74299544e0073 6d7fa4e64d4b1f3e 0011cc25eb432071 ' +
    'aa6547439583c3a2 731fa294d036e54f 0b5dd075ccdd03c4 8b1b17a9740c068a 15cef4b629cc2d07 e4902a0b38812b15 ac9265e56c79b234 ' +
    '6adbfd178516c8ef 02f7ce3c263f85c0 cb87c87e4a138d9a 649e1f5c769e718b bb9b1163338b2a51 293257ab6495ebb1 4c20e6f5cc11b937 ' +
    '6aa14267d94944e6 2ff8b0fb93aca981 80f8b7c904d4a43f 9d03b692e941d5ac 0e04efa6bc7d2d51 5aac38e542b76b97 00b3dc640c9c99fc ' +
    '819994820a8ec7d6 ' +
    '3a01de364d845ea8 f96ade9d515bdf7e c2d359628d2f3fd1 6f4ded1c1ae9af35 07a40799806bde89 099da475a54aacba 80cd0406a778128b ' +
    'dfdcf400fd38f3bc 2ef2503d964e9668 c12ce25303a023aa 6c106f862e0fd2c4 837e8e636d452b61 c4358082fb6a95c5 60a09e4357868c1e ' +
    'bc1a50966c9e6486 095101cf732c298a 8335c55334821eef ' +
    '8be5d113c0871ce1 60c2276a452dbd12 06456ebb89a24e2f cdfce49713b0b848 a7b580d711ef2807 ea1ca3e25b35a51e 44aff8cf4604c19a ' +
    '9c846fdf0fa8955c'
  ).split(' '),
);

/** Whether it is one of those, or marked as one. */
export function isDocumented(value: Uint8Array): boolean {
  if (value.length < 8 || value.length > charsMax) return false;
  return (hasMark(value) && marked.test(textOf(value))) || digests.has(hash('sha256', value).slice(0, digestChars));
}

/** It is asked of each value: most have no `EXA`. */
function hasMark(value: Uint8Array): boolean {
  for (let i = 2; i < value.length; i += 1) if (value[i - 1] === 0x58 && value[i - 2] === 0x45 && value[i] === 0x41) return true;
  return false;
}

function textOf(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
}
