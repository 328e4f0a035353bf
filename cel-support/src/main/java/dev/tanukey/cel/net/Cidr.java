package dev.tanukey.cel.net;

import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.Kind;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * An address and the length of its network's prefix. The bits behind the prefix are kept as they were written, and
 * count in a comparison. Immutable.
 */
final class Cidr extends OpaqueValue {
    static final Kind<Cidr> KIND = new Kind<>(OpaqueType.create("net.CIDR"), Cidr.class);

    private static final Pattern PREFIX_LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    private final IpAddress address;
    private final int prefixLength;

    private Cidr(IpAddress address, int prefixLength) {
        this.address = address;
        this.prefixLength = prefixLength;
    }

    /**
     * Reads an address and a prefix length with a slash between them.
     *
     * @param text the text
     * @return the two
     * @throws FunctionFailedException if the text is something else
     */
    static Cidr of(String text) {
        int slash = text.lastIndexOf('/');
        String length = text.substring(slash + 1);
        if (slash < 0 || !PREFIX_LENGTH.matcher(length).matches()) {
            throw new FunctionFailedException("not a CIDR");
        }
        Cidr cidr = new Cidr(IpAddress.of(text.substring(0, slash)), Integer.parseInt(length));
        if (cidr.hostBits() < 0) {
            throw new FunctionFailedException("not a CIDR: the prefix is longer than the address");
        }
        return cidr;
    }

    static boolean isCidr(String text) {
        try {
            of(text);
            return true;
        } catch (FunctionFailedException malformed) {
            return false;
        }
    }

    private int hostBits() {
        return address.width() - prefixLength;
    }

    IpAddress ip() {
        return address;
    }

    long prefixLength() {
        return prefixLength;
    }

    /** The same network with zeros behind its prefix. */
    Cidr masked() {
        BigInteger network = address.bits().shiftRight(hostBits()).shiftLeft(hostBits());
        return new Cidr(IpAddress.of(network, address.isIpv4()), prefixLength);
    }

    boolean contains(IpAddress other) {
        return other.isIpv4() == address.isIpv4()
                && other.bits().xor(address.bits()).shiftRight(hostBits()).signum() == 0;
    }

    boolean contains(Cidr other) {
        return prefixLength <= other.prefixLength && contains(other.address);
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
        return other instanceof Cidr cidr && cidr.address.equals(address) && cidr.prefixLength == prefixLength;
    }

    @Override
    public int hashCode() {
        return 31 * address.hashCode() + prefixLength;
    }

    /** {@return the address in its canonical form, a slash, the prefix length} */
    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
