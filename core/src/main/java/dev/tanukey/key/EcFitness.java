package dev.tanukey.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Map;

/** Whether an EC key may verify: on P-256, P-384 or P-521, and its point truly on the curve (RFC 8725 3.4). */
final class EcFitness {
    private static final Map<KeyType, String> CURVES =
            Map.of(KeyType.P_256, "secp256r1", KeyType.P_384, "secp384r1", KeyType.P_521, "secp521r1");

    private EcFitness() {}

    static KeyType check(ECPublicKey key) throws UnusableKeyException {
        KeyType type = curveOf(key.getParams());
        if (!isOnCurve(key.getW(), key.getParams())) {
            throw new UnusableKeyException("an EC key whose point is not on its curve");
        }
        return type;
    }

    private static KeyType curveOf(ECParameterSpec parameters) throws UnusableKeyException {
        for (Map.Entry<KeyType, String> known : CURVES.entrySet()) {
            ECParameterSpec curve = parametersOf(known.getValue());
            if (curve.getCurve().equals(parameters.getCurve())
                    && curve.getGenerator().equals(parameters.getGenerator())
                    && curve.getOrder().equals(parameters.getOrder())
                    && curve.getCofactor() == parameters.getCofactor()) {
                return known.getKey();
            }
        }
        throw new UnusableKeyException("an EC key on another curve than P-256, P-384 and P-521");
    }

    private static ECParameterSpec parametersOf(String curve) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(curve));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException incompleteJdk) {
            throw new IllegalStateException("This JVM does not know the curve " + curve, incompleteJdk);
        }
    }

    private static boolean isOnCurve(ECPoint point, ECParameterSpec parameters) {
        if (point.equals(ECPoint.POINT_INFINITY)) {
            return false;
        }
        BigInteger prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.signum() < 0 || y.signum() < 0 || x.compareTo(prime) >= 0 || y.compareTo(prime) >= 0) {
            return false;
        }
        BigInteger right = x.pow(2)
                .add(parameters.getCurve().getA())
                .multiply(x)
                .add(parameters.getCurve().getB())
                .mod(prime);
        return y.pow(2).mod(prime).equals(right);
    }
}
