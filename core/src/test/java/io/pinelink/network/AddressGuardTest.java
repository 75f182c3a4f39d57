package io.pinelink.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGuardTest {
  private static InetAddress address(String literal) throws Exception {
    return InetAddress.getByName(literal);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true",
    "100.64.0.1, true",
    "fd00::1, true",
    "64:ff9b::192.168.1.1, true",
    "52.1.2.3, false",
    "64:ff9b::52.1.2.3, false",
    "127.0.0.1, false",
    "169.254.169.254, false",
    "fe80::1, false",
    "0.0.0.0, false",
  })
  void allowsOnlyPrivateAddresses(String literal, boolean allowed) throws Exception {
    assertThat(AddressGuard.privateOnly().allows(address(literal))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24,  203.0.113.0,           true",
    "203.0.113.0/24,  203.0.113.255,         true",
    "203.0.113.0/24,  203.0.112.255,         false",
    "203.0.113.0/24,  203.0.114.0,           false",
    "203.0.113.7/32,  203.0.113.7,           true",
    "203.0.113.7/32,  203.0.113.6,           false",
    "198.18.0.0/15,   198.19.255.255,        true",
    "198.18.0.0/15,   198.20.0.0,            false",
    "128.0.0.0/1,     200.0.0.1,             true",
    "0.0.0.0/0,       8.8.8.8,               true",
    "0.0.0.0/0,       2001:db8::1,           false",
    "2001:db8::/32,   2001:db8:ffff::1,      true",
    "2001:db8::/32,   2001:db9::1,           false",
    "203.0.113.0/24,  64:ff9b::203.0.113.9,  true",
  })
  void allowsConfiguredRanges(String range, String literal, boolean allowed) throws Exception {
    assertThat(AddressGuard.privateOnly().allowing(range).allows(address(literal)))
        .isEqualTo(allowed);
  }

  @Test
  void allowsLoopbackOnlyOnRequest() throws Exception {
    AddressGuard guard = AddressGuard.privateOnly().allowingLoopback();

    assertThat(guard.allows(address("127.0.0.1"))).isTrue();
    assertThat(guard.allows(address("::1"))).isTrue();
    assertThat(guard.allows(address("52.1.2.3"))).isFalse();
    assertThat(guard.allowing("52.0.0.0/8").allows(address("127.0.0.1"))).isTrue();
  }

  @Test
  void onlyLoopbackAllowsLoopbackOnlyOnRequest() throws Exception {
    AddressGuard allowed = AddressGuard.privateOnly().allowing("52.0.0.0/8").allowingLoopback();

    for (AddressGuard guard :
        List.of(
            AddressGuard.privateOnly().allowingLoopback().onlyLoopback(), allowed.onlyLoopback())) {
      assertThat(guard.allows(address("127.0.0.1"))).isTrue();
      assertThat(guard.allows(address("::1"))).isTrue();
      for (String other : List.of("10.0.0.1", "52.1.2.3", "64:ff9b::127.0.0.1", "0.0.0.0")) {
        assertThat(guard.allows(address(other))).as(other).isFalse();
      }
    }
    assertThat(AddressGuard.privateOnly().onlyLoopback().allows(address("127.0.0.1"))).isFalse();
    assertThat(allowed.onlyLoopback()).isNotEqualTo(allowed).hasToString("loopback");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.0     | it is not a range
          203.0.113.0/    | it is not a range
          203.0.113/24    | it is not a range
          example.com/24  | it is not a range
          300.0.0.0/8     | it is not a range
          10.0.0.0/8/9    | it is not a range
          10.0.0.0/33     | its prefix is longer than the 32 bits of the address
          10.1.2.3/8      | that range begins at 10.0.0.0
          2001:db8::1/64  | that range begins at 2001:db8:0:0:0:0:0:0
          """)
  void refusesInvalidRanges(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressGuard.privateOnly().allowing(text))
        .withMessage(
            "range '" + text + "' is refused: " + why + "; expected one such as 203.0.113.0/24");
  }

  @Test
  void isComparedByValue() {
    AddressGuard guard = AddressGuard.privateOnly().allowing("203.0.113.0/24").allowingLoopback();

    assertThat(guard)
        .isEqualTo(AddressGuard.privateOnly().allowingLoopback().allowing("203.0.113.0/24"))
        .hasSameHashCodeAs(AddressGuard.privateOnly().allowing("203.0.113.0/24"))
        .isNotEqualTo(AddressGuard.privateOnly())
        .hasToString("private addresses, loopback, [203.0.113.0/24]");
  }
}
