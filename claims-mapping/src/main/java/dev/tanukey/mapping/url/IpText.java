package dev.tanukey.mapping.url;

import java.math.BigInteger;

/**
 * What the text of an IP address says. No name is ever resolved.
 *
 * @param bits the address
 * @param ipv4 whether it is one of IPv4, and so has 32 bits; else it has 128, even if it is IPv4-mapped
 * @param zoned whether a zone follows
 */
public record IpText(BigInteger bits, boolean ipv4, boolean zoned) {
    private static final int IPV4_BITS = 32;
    private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);

    /**
     * Reads an address.
     *
     * @param octets the octets of the text
     * @return what it says
     * @throws MalformedTextException if it is no address
     */
    public static IpText of(String octets) throws MalformedTextException {
        return new IpReader(octets).read();
    }

    /** {@return whether it is an address of IPv4 written as one of IPv6} */
    public boolean isMapped() {
        return !ipv4 && bits.shiftRight(IPV4_BITS).equals(MAPPED);
    }
}
