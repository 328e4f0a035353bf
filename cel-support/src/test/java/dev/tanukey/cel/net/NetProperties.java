package dev.tanukey.cel.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class NetProperties {

    @Property
    void the_canonical_text_of_an_address_is_canonical_and_reads_as_that_address(
            @ForAll("addresses") IpAddress address) {
        IpAddress again = IpAddress.of(address.toString());

        assertThat(again).isEqualTo(address).hasSameHashCodeAs(address).hasToString(address.toString());
    }

    @Property
    void the_text_of_a_cidr_reads_as_that_cidr(@ForAll("cidrs") Cidr cidr) {
        assertThat(Cidr.of(cidr.toString())).isEqualTo(cidr).hasSameHashCodeAs(cidr);
    }

    @Property
    void a_network_and_its_masked_form_contain_its_address_and_each_other(@ForAll("cidrs") Cidr cidr) {
        Cidr masked = cidr.masked();

        assertThat(masked.masked()).isEqualTo(masked);
        assertThat(masked.contains(cidr.ip())).isTrue();
        assertThat(cidr.contains(masked.ip())).isTrue();
        assertThat(masked.contains(cidr)).isTrue();
        assertThat(cidr.contains(masked)).isTrue();
    }

    @Property
    void a_network_contains_another_if_it_is_not_longer_and_both_mask_to_the_same(
            @ForAll("cidrs") Cidr cidr, @ForAll("cidrs") Cidr other) {
        boolean sameFamily = cidr.ip().isIpv4() == other.ip().isIpv4();
        boolean longEnough = other.prefixLength() >= cidr.prefixLength();
        boolean samePrefix = sameFamily
                && longEnough
                && Cidr.of(other.ip() + "/" + cidr.prefixLength()).masked().equals(cidr.masked());

        assertThat(cidr.contains(other)).isEqualTo(samePrefix);
    }

    @Property
    void a_url_written_anew_stays_as_it_is(@ForAll("urls") String text) {
        Url url = Url.of(text);

        assertThat(Url.of(url.toString())).isEqualTo(url).hasToString(url.toString());
        assertThat(Url.of(url.toString()).query()).isEqualTo(url.query());
    }

    @Property
    void any_text_is_taken_or_refused(@ForAll String text) {
        assertThat(Url.isUrl("/" + text)).isEqualTo(Url.isUrl("https://h/" + text));
        assertThat(IpAddress.isIp(text) && Cidr.isCidr(text)).isFalse();
    }

    @Provide
    Arbitrary<IpAddress> addresses() {
        Arbitrary<String> ipv4 = Arbitraries.integers()
                .between(0, 255)
                .map(String::valueOf)
                .list()
                .ofSize(4)
                .map(octets -> String.join(".", octets));
        Arbitrary<String> ipv6 = Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just(0)),
                        Tuple.of(2, Arbitraries.integers().between(0, 0xffff)))
                .map(Integer::toHexString)
                .list()
                .ofSize(8)
                .map(groups -> String.join(":", groups));
        return Arbitraries.oneOf(ipv4, ipv6).filter(IpAddress::isIp).map(IpAddress::of);
    }

    @Provide
    Arbitrary<Cidr> cidrs() {
        // few bits, so that one network is often within another
        Arbitrary<IpAddress> near = Combinators.combine(
                        Arbitraries.integers().between(0, 3), Arbitraries.of(true, false))
                .as((bits, ipv4) -> IpAddress.of(BigInteger.valueOf(bits).shiftLeft(ipv4 ? 24 : 72), ipv4));
        return Combinators.combine(
                        Arbitraries.oneOf(near, addresses()),
                        Arbitraries.integers().between(0, 128))
                .as((address, length) -> Cidr.of(address + "/" + Math.min(length, address.width())));
    }

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                        Arbitraries.of("%20", "%2f", "%C3%A9", "%ff", "a", "é", "&", "=", "+", ";", "/", "?", "#", " "),
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(1).filter(s -> !s.equals("%")))
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
        return Combinators.combine(Arbitraries.of("https://h/", "//h/", "https://é/?", "x:a"), piece)
                .as(String::concat)
                .filter(Url::isUrl);
    }
}
