package dev.tanukey.key;

import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EdECPoint;
import java.security.spec.NamedParameterSpec;

/** Keys that no honest key factory would make. */
final class Keys {

    private Keys() {}

    record Ec(ECPoint point, ECParameterSpec parameters) implements ECPublicKey {

        @Override
        public ECPoint getW() {
            return point;
        }

        @Override
        public ECParameterSpec getParams() {
            return parameters;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    record Edwards(NamedParameterSpec curve, EdECPoint point) implements EdECPublicKey {

        @Override
        public EdECPoint getPoint() {
            return point;
        }

        @Override
        public NamedParameterSpec getParams() {
            return curve;
        }

        @Override
        public String getAlgorithm() {
            return "EdDSA";
        }

        @Override
        public String getFormat() {
            return "none";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }
}
