package dev.tanukey.cel.net;

import static dev.tanukey.cel.function.Kind.BOOL;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;

import dev.cel.common.types.CelType;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import java.util.List;

/** Networks in CIDR notation. */
public final class CidrLibrary implements FunctionLibrary {

    @Override
    public void addTo(Functions functions) {
        functions
                .global("cidr", "string_to_cidr", Cidr.KIND, STRING, Cidr::of)
                .global("isCIDR", "is_cidr", BOOL, STRING, Cidr::isCidr)
                .global("string", "cidr_to_string", STRING, Cidr.KIND, Cidr::toString)
                .member("ip", "cidr_ip", IpAddress.KIND, Cidr.KIND, Cidr::ip)
                .member("masked", "cidr_masked", Cidr.KIND, Cidr.KIND, Cidr::masked)
                .member("prefixLength", "cidr_prefix_length", INT, Cidr.KIND, Cidr::prefixLength)
                .member(
                        "containsIP",
                        "cidr_contains_ip_string",
                        BOOL,
                        Cidr.KIND,
                        STRING,
                        (cidr, text) -> cidr.contains(IpAddress.of(text)))
                .member("containsIP", "cidr_contains_ip_ip", BOOL, Cidr.KIND, IpAddress.KIND, Cidr::contains)
                .member(
                        "containsCIDR",
                        "cidr_contains_cidr_string",
                        BOOL,
                        Cidr.KIND,
                        STRING,
                        (cidr, text) -> cidr.contains(Cidr.of(text)))
                .member("containsCIDR", "cidr_contains_cidr", BOOL, Cidr.KIND, Cidr.KIND, Cidr::contains);
    }

    @Override
    public List<CelType> types() {
        return List.of(Cidr.KIND.type());
    }
}
