package dev.tanukey.cel.net;

import static dev.tanukey.cel.function.Kind.BOOL;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;

import dev.cel.common.types.CelType;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import java.util.List;

/** IP addresses. */
public final class IpLibrary implements FunctionLibrary {

    @Override
    public void addTo(Functions functions) {
        functions
                .global("ip", "string_to_ip", IpAddress.KIND, STRING, IpAddress::of)
                .global("isIP", "is_ip", BOOL, STRING, IpAddress::isIp)
                .global("ip.isCanonical", "ip_is_canonical", BOOL, STRING, IpLibrary::isCanonical)
                .global("string", "ip_to_string", STRING, IpAddress.KIND, IpAddress::toString)
                .member("family", "ip_family", INT, IpAddress.KIND, IpAddress::family)
                .member("isUnspecified", "ip_is_unspecified", BOOL, IpAddress.KIND, IpAddress::isUnspecified)
                .member("isLoopback", "ip_is_loopback", BOOL, IpAddress.KIND, IpAddress::isLoopback)
                .member(
                        "isLinkLocalMulticast",
                        "ip_is_link_local_multicast",
                        BOOL,
                        IpAddress.KIND,
                        IpAddress::isLinkLocalMulticast)
                .member(
                        "isLinkLocalUnicast",
                        "ip_is_link_local_unicast",
                        BOOL,
                        IpAddress.KIND,
                        IpAddress::isLinkLocalUnicast)
                .member("isGlobalUnicast", "ip_is_global_unicast", BOOL, IpAddress.KIND, IpAddress::isGlobalUnicast);
    }

    @Override
    public List<CelType> types() {
        return List.of(IpAddress.KIND.type());
    }

    private static boolean isCanonical(String text) {
        return IpAddress.of(text).toString().equals(text);
    }
}
