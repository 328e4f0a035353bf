package dev.tanukey.cel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.cel.function.FunctionFailedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected comes from the functions of Kubernetes 1.36.3. */
class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "0.0.0.0, 0.0.0.0",
        "::, ::",
        "0:0:0:0:0:0:0:0, ::",
        "0000:0000:0000:0000:0000:0000:0000:0001, ::1",
        "2001:DB8::ABCD, 2001:db8::abcd",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "::1.2.3.4, ::102:304",
        "::ffff:0:1.2.3.4, ::ffff:0:102:304",
        "64:ff9b::1.2.3.4, 64:ff9b::102:304",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304"
    })
    void an_address_has_one_canonical_text(String text, String canonical) {
        assertThat(IpAddress.isIp(text)).isTrue();
        assertThat(IpAddress.of(text)).hasToString(canonical).isEqualTo(IpAddress.of(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "localhost",
                "example.com",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.00",
                "0x1.2.3.4",
                "+1.2.3.4",
                "1.2.3.4/8",
                "1.2.3.4:80",
                "\u0661.2.3.4",
                "\uff11.2.3.4",
                ":",
                ":1",
                "1:",
                ":::",
                "1:::2",
                "1::2::3",
                "::12345",
                "::00001",
                "::g",
                "::\uff11",
                "[::1]",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "::1%eth0",
                "::1%",
                "1.2.3.4%eth0",
                "::1.2.3",
                "::1.2.3.4.5",
                "::01.2.3.4",
                "::1.2.3.4:5",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::ffff:1.2.3.4",
                "::FFFF:102:304",
                "0:0:0:0:0:ffff:0:0"
            })
    void what_is_no_address_is_refused_without_being_quoted(String text) {
        assertThat(IpAddress.isIp(text)).isFalse();
        assertThatThrownBy(() -> IpAddress.of(text))
                .isInstanceOf(FunctionFailedException.class)
                .hasMessage("not an IP address");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 4 unspecified",
        "0.0.0.1, 4 global",
        "127.0.0.1, 4 loopback",
        "127.255.255.255, 4 loopback",
        "128.0.0.0, 4 global",
        "10.0.0.1, 4 global",
        "169.253.255.255, 4 global",
        "169.254.0.0, 4 link-local",
        "169.254.255.255, 4 link-local",
        "223.255.255.255, 4 global",
        "224.0.0.0, 4 link-local-multicast",
        "224.0.0.255, 4 link-local-multicast",
        "224.0.1.0, 4",
        "239.255.255.255, 4",
        "240.0.0.0, 4 global",
        "255.255.255.254, 4 global",
        "255.255.255.255, 4",
        "::, 6 unspecified",
        "::1, 6 loopback",
        "::2, 6 global",
        "::127.0.0.1, 6 global",
        "::255.255.255.255, 6 global",
        "2001:db8::1, 6 global",
        "fd00::1, 6 global",
        "fe7f::, 6 global",
        "fe80::, 6 link-local",
        "febf:ffff::, 6 link-local",
        "fec0::, 6 global",
        "ff01::1, 6",
        "ff02::1, 6 link-local-multicast",
        "ff12::1, 6 link-local-multicast",
        "ff05::2, 6",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 6"
    })
    void an_address_has_a_family_and_at_most_one_purpose(String text, String expected) {
        IpAddress address = IpAddress.of(text);

        List<String> found = new ArrayList<>(List.of(String.valueOf(address.family())));
        addIf(address.isUnspecified(), "unspecified", found);
        addIf(address.isLoopback(), "loopback", found);
        addIf(address.isLinkLocalMulticast(), "link-local-multicast", found);
        addIf(address.isLinkLocalUnicast(), "link-local", found);
        addIf(address.isGlobalUnicast(), "global", found);
        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    private static void addIf(boolean holds, String word, List<String> words) {
        if (holds) {
            words.add(word);
        }
    }

    @ParameterizedTest
    @CsvSource({"::1.2.3.4, 1.2.3.4", "::, 0.0.0.0", "::1, ::2"})
    void addresses_of_different_bits_or_families_are_not_equal(String one, String other) {
        assertThat(IpAddress.of(one)).isNotEqualTo(IpAddress.of(other));
    }
}
