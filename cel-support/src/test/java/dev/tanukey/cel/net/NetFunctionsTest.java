package dev.tanukey.cel.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.cel.engine.Probe;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected comes from Kubernetes 1.36.3, and so is what does not compile there. */
class NetFunctionsTest {
    private static final String CLAIMS =
            """
            {"url": "https://u@[::1]:80/a b?q=1&q=2", "ip": "10.1.2.3", "cidr": "10.1.2.3/8", "n": 1}""";

    private final Probe probe = new Probe();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    isURL('/a') && !isURL('a')                        | true
                    isURL(claims.url)                                 | true
                    url(claims.url)                                   | kubernetes.URL<https://u@[::1]:80/a%20b?q=1&q=2>
                    url(claims.url).getScheme()                       | "https"
                    url(claims.url).getHost()                         | "[::1]:80"
                    url(claims.url).getHostname()                     | "::1"
                    url(claims.url).getPort()                         | "80"
                    url(claims.url).getEscapedPath()                  | "/a%20b"
                    url(claims.url).getQuery()['q']                   | ["1", "2"]
                    url('HTTPS://h') == url('https://h')              | true
                    url('/a') != url('/b')                            | true
                    url('/a') in [url('/a')]                          | true
                    type(url('/a'))                                   | type(kubernetes.URL)
                    isIP(claims.ip)                                   | true
                    ip(claims.ip)                                     | net.IP<10.1.2.3>
                    ip('1.2.3.4').family()                            | 4
                    ip('::').isUnspecified()                          | true
                    ip('::1').isLoopback()                            | true
                    ip('ff02::1').isLinkLocalMulticast()              | true
                    ip('fe80::1').isLinkLocalUnicast()                | true
                    ip('fe80::1').isGlobalUnicast()                   | false
                    ip.isCanonical('::1')                             | true
                    ip.isCanonical('::01')                            | false
                    ['::1'].map(ip, ip.isCanonical(ip))               | [true]
                    string(ip('::01'))                                | "::1"
                    string(dyn(ip('::01')))                           | "::1"
                    ip('::01') == ip('::1')                           | true
                    ip('::1') in [ip('::01')]                         | true
                    [ip('::1')] == [ip('::1')]                        | true
                    type(ip('::1')) == net.IP                         | true
                    isCIDR(claims.cidr)                               | true
                    cidr(claims.cidr)                                 | net.CIDR<10.1.2.3/8>
                    cidr(claims.cidr).ip()                            | net.IP<10.1.2.3>
                    cidr(claims.cidr).masked()                        | net.CIDR<10.0.0.0/8>
                    cidr(claims.cidr).prefixLength()                  | 8
                    cidr(claims.cidr).containsIP(claims.ip)           | true
                    cidr(claims.cidr).containsIP('10.2.0.0')          | true
                    cidr(claims.cidr).containsIP(ip('11.0.0.0'))      | false
                    cidr(claims.cidr).containsIP(dyn(ip('10.0.0.0'))) | true
                    cidr(claims.cidr).containsCIDR('10.2.0.0/16')     | true
                    cidr(claims.cidr).containsCIDR(cidr('0.0.0.0/0')) | false
                    string(cidr('::01/8'))                            | "::1/8"
                    string(dyn(cidr('::01/8')))                       | "::1/8"
                    cidr('::01/8') == cidr('::1/8')                   | true
                    cidr('::1/8') == cidr('::/8')                     | false
                    type(cidr('::1/8')) == net.CIDR                   | true
                    """)
    void a_function_gives_what_it_gives_in_a_cluster(String expression, String result) {
        assertThat(probe.overClaims(expression, CLAIMS).valueOrPhase()).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url('/a').getQuery()['q']",
                "url('a')",
                "url(dyn(1))",
                "isURL(claims.n)",
                "dyn('/a').getHost()",
                "string(dyn(url('/a')))",
                "ip.isCanonical('x')",
                "ip('x')",
                "ip(claims.n)",
                "isIP(dyn(ip('::1')))",
                "ip.isCanonical(dyn(1))",
                "cidr('x')",
                "cidr(claims.ip)",
                "cidr(claims.n)",
                "cidr('::/8').containsIP('x')",
                "cidr('::/8').containsCIDR('x')",
                "cidr('::/8').containsIP(dyn(1))",
                "dyn('::1/8').ip()",
                "dyn(ip('::1')).masked()"
            })
    void a_wrong_text_or_a_value_of_another_type_ends_the_evaluation(String expression) {
        assertThat(probe.overClaims(expression, CLAIMS).valueOrPhase()).isEqualTo("eval-error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url(1)",
                "isURL(null)",
                "url(url('/a'))",
                "'/a'.getHost()",
                "string(url('/a'))",
                "url('/a').path",
                "url('/a') == '/a'",
                "url('/a') < url('/b')",
                "type(url('/a')) == kubernetes.URL",
                "isIP(1)",
                "ip(ip('::1'))",
                "'::1'.isIP()",
                "ip('::1').isIP()",
                "ip('::1') == '::1'",
                "ip('::1') < ip('::2')",
                "size(ip('::1'))",
                "isCIDR(cidr('::/8'))",
                "cidr(ip('::1'))",
                "cidr('::/8').containsIP(cidr('::/8'))",
                "cidr('::/8').containsCIDR(ip('::1'))",
                "'::1/8'.ip()",
                "ip('::1').ip()",
                "cidr('::/8').family()"
            })
    void another_type_than_the_function_takes_does_not_compile(String expression) {
        assertThat(probe.overClaims(expression, CLAIMS).valueOrPhase()).isEqualTo("compile-error");
    }
}
