package dev.tanukey.cel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.cel.function.FunctionFailedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected comes from the functions of Kubernetes 1.36.3. */
class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "192.168.0.1/24, 192.168.0.1/24, 192.168.0.0/24, 24",
        "255.255.255.255/0, 255.255.255.255/0, 0.0.0.0/0, 0",
        "10.1.2.3/9, 10.1.2.3/9, 10.0.0.0/9, 9",
        "1.2.3.4/32, 1.2.3.4/32, 1.2.3.4/32, 32",
        "2001:DB8:0:0::1/33, 2001:db8::1/33, 2001:db8::/33, 33",
        "::1/128, ::1/128, ::1/128, 128",
        "::1/0, ::1/0, ::/0, 0",
        "ffff::fffe:1.2.3.4/96, ffff::fffe:102:304/96, ffff::fffe:0:0/96, 96"
    })
    void a_cidr_keeps_the_bits_behind_its_prefix_until_it_is_masked(
            String text, String written, String masked, long length) {
        Cidr cidr = Cidr.of(text);

        assertThat(Cidr.isCidr(text)).isTrue();
        assertThat(cidr).hasToString(written);
        assertThat(cidr.masked()).hasToString(masked).isEqualTo(Cidr.of(masked));
        assertThat(cidr.prefixLength()).isEqualTo(length);
        assertThat(cidr.ip()).isEqualTo(IpAddress.of(text.substring(0, text.indexOf('/'))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "1.2.3.4",
                "1.2.3.4/",
                "1.2.3.4/33",
                "1.2.3.4/256",
                "1.2.3.4/99999999999999999999",
                "1.2.3.4/08",
                "1.2.3.4/00",
                "1.2.3.4/+8",
                "1.2.3.4/-1",
                "1.2.3.4/ 8",
                "1.2.3.4/8 ",
                "1.2.3.4/8/8",
                "1.2.3.4//8",
                "1.2.3.4/\u0668",
                "1.2.3.4/255.0.0.0",
                "1.2.3/8",
                "01.2.3.4/8",
                "::1/129",
                "::1%eth0/64",
                "::ffff:1.2.3.4/104"
            })
    void what_is_no_cidr_is_refused(String text) {
        assertThat(Cidr.isCidr(text)).isFalse();
        assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(FunctionFailedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.0.0/24, 192.168.0.1, true",
        "192.168.0.77/24, 192.168.0.1, true",
        "192.168.0.0/24, 192.168.1.1, false",
        "192.168.0.1/32, 192.168.0.1, true",
        "192.168.0.1/32, 192.168.0.0, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::, false",
        "::/0, 1.2.3.4, false",
        "::/96, ::1.2.3.4, true",
        "2001:db8::/33, 2001:db8:7fff::, true",
        "2001:db8::/33, 2001:db8:8000::, false"
    })
    void a_network_contains_the_addresses_of_its_family_that_begin_with_its_prefix(
            String cidr, String address, boolean contained) {
        assertThat(Cidr.of(cidr).contains(IpAddress.of(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.0.0/16, 192.168.10.0/24, true",
        "192.168.0.0/16, 192.168.255.255/16, true",
        "192.168.10.0/24, 192.168.0.0/16, false",
        "10.0.0.0/16, 10.0.0.0/8, false",
        "192.168.1.0/24, 192.168.2.0/24, false",
        "0.0.0.0/0, 1.2.3.4/0, true",
        "0.0.0.0/0, ::/0, false",
        "::/0, 10.0.0.0/8, false",
        "2001:db8::/32, 2001:db8:1::/48, true"
    })
    void a_network_contains_the_networks_with_a_prefix_that_goes_on_from_its_own(
            String cidr, String other, boolean contained) {
        assertThat(Cidr.of(cidr).contains(Cidr.of(other))).isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1/8, 10.0.0.2/8", "10.0.0.0/8, 10.0.0.0/9", "0.0.0.0/0, ::/0"})
    void cidrs_with_other_bits_or_another_length_are_not_equal(String one, String other) {
        assertThat(Cidr.of(one)).isNotEqualTo(Cidr.of(other));
    }
}
