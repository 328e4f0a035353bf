package dev.tanukey.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.function.Supplier;
import org.conscrypt.Conscrypt;

/** The fast providers. Each is made once, since that is expensive, and is never registered in the JVM. */
enum FastProvider {
    /** Amazon Corretto Crypto Provider; its jar here is for Linux on x86-64. */
    ACCP(() -> AmazonCorrettoCryptoProvider.INSTANCE) {
        @Override
        boolean isHere() {
            return AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
        }
    },
    CONSCRYPT(Conscrypt::newProvider) {
        @Override
        boolean isHere() {
            return Conscrypt.isAvailable();
        }
    };

    private final Supplier<Provider> make;

    FastProvider(Supplier<Provider> make) {
        this.make = make;
    }

    /** Tells whether its native half fits this machine. */
    abstract boolean isHere();

    /** Makes it; to be called once. */
    Provider make() {
        return make.get();
    }
}
