package dev.tanukey.cel.net;

import com.google.common.net.InetAddresses;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.Kind;
import dev.tanukey.mapping.url.IpText;
import dev.tanukey.mapping.url.MalformedTextException;
import dev.tanukey.mapping.url.Octets;
import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * An IP address of an expression. It is read from its text alone; no name is ever resolved. A zone, an IPv4-mapped IPv6
 * address and a leading zero in an IPv4 address are refused. Immutable.
 */
final class IpAddress extends OpaqueValue {
    static final Kind<IpAddress> KIND = new Kind<>(OpaqueType.create("net.IP"), IpAddress.class);

    @SuppressWarnings("Immutable") // has no setter, and never a name or a zone
    private final InetAddress address;

    private IpAddress(InetAddress address) {
        this.address = address;
    }

    /**
     * Reads an address.
     *
     * @param text the text
     * @return the address
     * @throws FunctionFailedException if the text is no address
     */
    static IpAddress of(String text) {
        return read(text).orElseThrow(() -> new FunctionFailedException("not an IP address"));
    }

    private static Optional<IpAddress> read(String text) {
        try {
            IpText ip = IpText.of(Octets.of(text));
            return ip.zoned() || ip.isMapped() ? Optional.empty() : Optional.of(of(ip.bits(), ip.ipv4()));
        } catch (MalformedTextException malformed) {
            return Optional.empty();
        }
    }

    /** An address out of its bits; of IPv6, they must not be those of an IPv4-mapped address. */
    static IpAddress of(BigInteger bits, boolean ipv4) {
        return new IpAddress(ipv4 ? InetAddresses.fromIPv4BigInteger(bits) : InetAddresses.fromIPv6BigInteger(bits));
    }

    static boolean isIp(String text) {
        return read(text).isPresent();
    }

    boolean isIpv4() {
        return address instanceof Inet4Address;
    }

    /** The number of bits of an address of this family. */
    int width() {
        return isIpv4() ? 32 : 128;
    }

    BigInteger bits() {
        return InetAddresses.toBigInteger(address);
    }

    long family() {
        return isIpv4() ? 4 : 6;
    }

    boolean isUnspecified() {
        return address.isAnyLocalAddress();
    }

    boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    boolean isLinkLocalMulticast() {
        return address.isMCLinkLocal();
    }

    boolean isLinkLocalUnicast() {
        return address.isLinkLocalAddress();
    }

    /** Private addresses are global here, and the addresses of IPv6 that nobody has assigned. */
    boolean isGlobalUnicast() {
        boolean broadcast = isIpv4() && bits().bitCount() == width();
        return !broadcast
                && !isUnspecified()
                && !isLoopback()
                && !address.isMulticastAddress()
                && !isLinkLocalUnicast();
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public OpaqueType celType() {
        return (OpaqueType) KIND.type();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress ip && ip.address.equals(address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** {@return the canonical text} */
    @Override
    public String toString() {
        return InetAddresses.toAddrString(address);
    }
}
