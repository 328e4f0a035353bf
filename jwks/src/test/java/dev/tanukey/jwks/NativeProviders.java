package dev.tanukey.jwks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import org.conscrypt.Conscrypt;

/** Security providers in native code, as far as they run on this machine; none is registered in the JVM. */
public final class NativeProviders {
    private static final List<Provider> ALL = available();

    private NativeProviders() {}

    public static List<Provider> all() {
        return ALL;
    }

    private static List<Provider> available() {
        List<Provider> available = new ArrayList<>();
        if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null) {
            available.add(AmazonCorrettoCryptoProvider.INSTANCE);
        }
        if (Conscrypt.isAvailable()) {
            available.add(Conscrypt.newProvider());
        }
        return List.copyOf(available);
    }
}
