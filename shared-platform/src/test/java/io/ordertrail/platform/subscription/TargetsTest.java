package io.ordertrail.platform.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody outside can have the house call itself. */
class TargetsTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1", "169.254.169.254",
            "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.168.1.1", "198.18.0.1", "198.19.255.255", "224.0.0.1", "240.0.0.1",
            "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:a00:1", "::127.0.0.1", "fe80::1", "fec0::1", "fc00::1", "fd12::1",
            "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2001::1", "2001:1ff::1", "2001:db8::1", "2002:7f00:1::1", "3fff:0:1::1"})
    void whatIsNotOfTheInternetIsRefused(String address) throws UnknownHostException {
        assertThat(Addresses.isPublic(InetAddress.getByName(address))).isFalse();
        assertThatThrownBy(() -> new Addresses(false).resolve(address)).isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("not public");
        assertThat(new Addresses(true).resolve(address)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.0.0.1", "128.0.0.1", "172.15.0.1",
            "172.32.0.1", "192.0.1.1", "192.167.0.1", "192.169.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.1", "2001:200::1",
            "2001:db7::1", "2003::1", "2606:4700::1111", "3ffe::1"})
    void whatIsOfTheInternetIsNot(String address) throws UnknownHostException {
        assertThat(Addresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "shop", "/events", "ftp://shop.example/", "file:///etc/passwd", "https://", "https:///events", "http://a b/",
                    "javascript:alert(1)", "http://shop.example:0/", "http://shop.example:65536/", "https://ada:secret@shop.example/",
                    "https://ada@shop.example/", "https://shop.example/#part"})
    void whatIsNoAddressThatCanBePostedToIsRefused(String url) {
        assertThat(new Targets(true).faultOf(url)).isPresent();
    }

    /** In all the ways in which one can write them; names are judged when they are called. */
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/", "http://127.1/", "http://2130706433/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
            "http://localhost/", "http://LOCALHOST:80/", "http://a.localhost/", "https://192.168.0.1/", "http://169.254.169.254/latest",
            "http://0x7f.0.0.1/", "http://127.0.0.1./"})
    void whatIsOfThisNetworkIsRefusedUnlessItMayBe(String url) {
        assertThat(new Targets(false).faultOf(url)).isPresent();
    }

    @Test
    void othersAreNot() {
        assertThat(new Targets(false).faultOf("https://shop.example/ordertrail?key=1")).isEmpty();
        assertThat(new Targets(false).faultOf("HTTP://SHOP.EXAMPLE:8080")).isEmpty();
        assertThat(new Targets(false).faultOf("https://1.1.1.1/")).isEmpty();
        assertThat(new Targets(true).faultOf("http://127.0.0.1:8080/")).isEmpty();
        assertThat(new Targets(true).faultOf("https://shop.example/" + "x".repeat(2_000))).isPresent();
    }
}
