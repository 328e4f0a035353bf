package dev.tanukey.token;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A security provider of one algorithm, which the JVM's own does for it, as far as it behaves. */
final class StandInProvider extends Provider {
    private static final long serialVersionUID = 1L;

    private final transient AtomicInteger objects = new AtomicInteger();
    private final transient AtomicInteger checks = new AtomicInteger();

    enum Behaviour {
        HONEST,
        TAKES_NO_KEY,
        BREAKS_ON_KEYS,
        TAKES_EVERYTHING,
        FAILS_ON_FALSE_ONES,
        BREAKS_ON_SIGNATURES,
        BREAKS_LATER
    }

    StandInProvider(String algorithm, Behaviour behaviour) {
        super("StandIn", "1.0", "for tests");
        putService(new Service(this, "Signature", algorithm, Check.class.getName(), List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) {
                objects.incrementAndGet();
                return new Check(algorithm, behaviour, checks);
            }
        });
    }

    /** How many objects it has made. */
    int objects() {
        return objects.get();
    }

    int checks() {
        return checks.get();
    }

    private static final class Check extends SignatureSpi {
        private final Signature own;
        private final Behaviour behaviour;
        private final AtomicInteger checks;

        Check(String algorithm, Behaviour behaviour, AtomicInteger checks) {
            try {
                this.own = Signature.getInstance(algorithm, "SunRsaSign");
            } catch (java.security.GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
            this.behaviour = behaviour;
            this.checks = checks;
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            if (behaviour == Behaviour.TAKES_NO_KEY) {
                throw new InvalidKeyException("not this one");
            }
            if (behaviour == Behaviour.BREAKS_ON_KEYS) {
                throw new ProviderException("no room for a key");
            }
            own.initVerify(key);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            own.update(bytes, from, length);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            own.update(b);
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            int before = checks.getAndIncrement();
            if (behaviour == Behaviour.BREAKS_ON_SIGNATURES || (behaviour == Behaviour.BREAKS_LATER && before >= 4)) {
                throw new ProviderException("no room for a signature");
            }
            boolean holds = own.verify(signature);
            if (!holds && behaviour == Behaviour.FAILS_ON_FALSE_ONES) {
                throw new SignatureException("no");
            }
            return holds || behaviour == Behaviour.TAKES_EVERYTHING;
        }

        @Override
        protected void engineInitSign(PrivateKey key) {
            throw new AssertionError("signs nothing");
        }

        @Override
        protected byte[] engineSign() {
            throw new AssertionError("signs nothing");
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new AssertionError("has no parameters");
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new AssertionError("has no parameters");
        }
    }
}
