package dev.tanukey.key;

import java.math.BigInteger;
import java.security.interfaces.EdECPublicKey;

/**
 * Whether an Edwards key may verify: on Ed25519 or Ed448, canonical, truly on the curve, and of no small order, for
 * with such a key anybody signs anything (RFC 8032 5.1.3, 5.2.3; RFC 7748 4).
 */
final class EdwardsFitness {
    private static final BigInteger ONE = BigInteger.ONE;

    private EdwardsFitness() {}

    static void check(EdECPublicKey key) throws UnusableKeyException {
        Curve curve =
                switch (key.getParams().getName()) {
                    case "Ed25519" -> Curve.ED25519;
                    case "Ed448" -> Curve.ED448;
                    default -> throw new UnusableKeyException("an Edwards key on another curve than Ed25519 and Ed448");
                };
        BigInteger y = key.getPoint().getY();
        if (y.signum() < 0 || y.compareTo(curve.prime) >= 0 || !curve.hasPointAt(y)) {
            throw new UnusableKeyException("an Edwards key whose point is not on its curve");
        }
        if (curve.isOfSmallOrder(y)) {
            throw new UnusableKeyException("an Edwards key of small order");
        }
    }

    /** A twisted Edwards curve a x^2 + y^2 = 1 + d x^2 y^2. */
    private enum Curve {
        ED25519(
                ONE.shiftLeft(255).subtract(BigInteger.valueOf(19)),
                BigInteger.valueOf(-1),
                BigInteger.valueOf(-121665),
                BigInteger.valueOf(121666),
                3),
        ED448(ONE.shiftLeft(448).subtract(ONE.shiftLeft(224)).subtract(ONE), ONE, BigInteger.valueOf(-39081), ONE, 2);

        private final BigInteger prime;
        private final BigInteger a;
        private final BigInteger d;
        private final int cofactorBits;

        Curve(BigInteger prime, BigInteger a, BigInteger dividend, BigInteger divisor, int cofactorBits) {
            this.prime = prime;
            this.a = a;
            this.d = dividend.multiply(divisor.modInverse(prime)).mod(prime);
            this.cofactorBits = cofactorBits;
        }

        /** x^2 = (1 - y^2) / (a - d y^2) must be a square. */
        boolean hasPointAt(BigInteger y) {
            BigInteger squareOfX = squareOfX(y);
            return squareOfX.signum() == 0
                    || squareOfX
                            .modPow(prime.subtract(ONE).shiftRight(1), prime)
                            .equals(ONE);
        }

        private BigInteger squareOfX(BigInteger y) {
            BigInteger squareOfY = y.multiply(y).mod(prime);
            BigInteger divisor = a.subtract(d.multiply(squareOfY)).mod(prime);
            return ONE.subtract(squareOfY).multiply(divisor.modInverse(prime)).mod(prime);
        }

        /** Doubling needs y alone: y(2P) = (y^2 - a x^2) / (2 - a x^2 - y^2). The neutral element has y = 1. */
        boolean isOfSmallOrder(BigInteger y) {
            BigInteger doubled = y;
            for (int i = 0; i < cofactorBits; i++) {
                BigInteger squareOfY = doubled.multiply(doubled).mod(prime);
                BigInteger aSquareOfX = a.multiply(squareOfX(doubled)).mod(prime);
                BigInteger divisor =
                        BigInteger.TWO.subtract(aSquareOfX).subtract(squareOfY).mod(prime);
                doubled = squareOfY
                        .subtract(aSquareOfX)
                        .multiply(divisor.modInverse(prime))
                        .mod(prime);
            }
            return doubled.equals(ONE);
        }
    }
}
