package dev.tanukey.key;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.BitSet;

/**
 * Whether an RSA key may verify: 2048 to 8192 bits (RFC 7518 3.3), odd exponent with 2^16 &lt; e &lt; 2^256 (FIPS
 * 186-5, A.1.1), and a modulus that arithmetic alone does not give away: no factor below 2^16, no square, no prime, no
 * ROCA key (CVE-2017-15361).
 */
final class RsaFitness {
    private static final int MINIMUM_BITS = 2048;
    private static final int MAXIMUM_BITS = 8192;
    private static final BigInteger TWO_TO_16 = BigInteger.ONE.shiftLeft(16);
    private static final int SMALL_PRIME_LIMIT = 1 << 16;
    private static final BigInteger SMALL_PRIMES_PRODUCT = product(smallPrimes(), 0, smallPrimes().length);
    private static final int[] ROCA_PRIMES = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};

    private RsaFitness() {}

    static void check(RSAPublicKey key) throws UnusableKeyException {
        BigInteger modulus = key.getModulus();
        BigInteger exponent = key.getPublicExponent();
        int bits = modulus.bitLength();
        if (modulus.signum() <= 0 || bits < MINIMUM_BITS || bits > MAXIMUM_BITS) {
            throw new UnusableKeyException(
                    "an RSA modulus of " + bits + " bits; " + MINIMUM_BITS + " to " + MAXIMUM_BITS + " are accepted");
        }
        if (!exponent.testBit(0) || exponent.compareTo(TWO_TO_16) <= 0 || exponent.bitLength() > 256) {
            throw new UnusableKeyException("an RSA exponent that is even, not above 2^16 or not below 2^256");
        }
        if (!modulus.testBit(0)
                || !modulus.gcd(SMALL_PRIMES_PRODUCT.mod(modulus)).equals(BigInteger.ONE)) {
            throw new UnusableKeyException("an RSA modulus with a small factor");
        }
        if (modulus.sqrt().pow(2).equals(modulus)) {
            throw new UnusableKeyException("an RSA modulus that is a square");
        }
        if (looksLikeRoca(modulus)) {
            throw new UnusableKeyException("an RSA modulus made by a faulty generator (ROCA, CVE-2017-15361)");
        }
        // Fermat's test with base 2: a true RSA modulus fails it, a prime never does.
        if (BigInteger.TWO.modPow(modulus.subtract(BigInteger.ONE), modulus).equals(BigInteger.ONE)) {
            throw new UnusableKeyException("an RSA modulus that is a prime");
        }
    }

    /**
     * The moduli of the faulty generator are powers of 65537 modulo every small prime; others are so by chance once in
     * 2^27.
     */
    private static boolean looksLikeRoca(BigInteger modulus) {
        for (int prime : ROCA_PRIMES) {
            BitSet powers = new BitSet(prime);
            for (int power = 1; !powers.get(power); power = power * (65537 % prime) % prime) {
                powers.set(power);
            }
            if (!powers.get(modulus.mod(BigInteger.valueOf(prime)).intValue())) {
                return false;
            }
        }
        return true;
    }

    private static int[] smallPrimes() {
        BitSet composite = new BitSet(SMALL_PRIME_LIMIT);
        for (int i = 2; i * i < SMALL_PRIME_LIMIT; i++) {
            if (!composite.get(i)) {
                for (int multiple = i * i; multiple < SMALL_PRIME_LIMIT; multiple += i) {
                    composite.set(multiple);
                }
            }
        }
        return java.util.stream.IntStream.range(3, SMALL_PRIME_LIMIT)
                .filter(i -> !composite.get(i))
                .toArray();
    }

    private static BigInteger product(int[] numbers, int from, int to) {
        if (to - from == 1) {
            return BigInteger.valueOf(numbers[from]);
        }
        int middle = (from + to) >>> 1;
        return product(numbers, from, middle).multiply(product(numbers, middle, to));
    }
}
