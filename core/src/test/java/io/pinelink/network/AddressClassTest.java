package io.pinelink.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressClassTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0,            PRIVATE",
    "10.255.255.255,      PRIVATE",
    "9.255.255.255,       PUBLIC",
    "11.0.0.0,            PUBLIC",
    "172.15.255.255,      PUBLIC",
    "172.16.0.0,          PRIVATE",
    "172.31.255.255,      PRIVATE",
    "172.32.0.0,          PUBLIC",
    "192.167.255.255,     PUBLIC",
    "192.168.0.0,         PRIVATE",
    "192.168.255.255,     PRIVATE",
    "192.169.0.0,         PUBLIC",
    "100.63.255.255,      PUBLIC",
    "100.64.0.0,          SHARED",
    "100.127.255.255,     SHARED",
    "100.128.0.0,         PUBLIC",
    "127.0.0.1,           LOOPBACK",
    "127.255.255.254,     LOOPBACK",
    "169.254.169.254,     LINK_LOCAL",
    "198.18.0.1,          PUBLIC",
    "52.1.2.3,            PUBLIC",
    "0.0.0.0,             UNUSABLE",
    "224.0.0.1,           UNUSABLE",
    "255.255.255.255,     PUBLIC",
    "::,                  UNUSABLE",
    "::1,                 LOOPBACK",
    "fbff::1,             PUBLIC",
    "fc00::,              UNIQUE_LOCAL",
    "fd12:3456::1,        UNIQUE_LOCAL",
    "fdff:ffff::1,        UNIQUE_LOCAL",
    "fe80::1,             LINK_LOCAL",
    "fec0::1,             PUBLIC",
    "ff02::1,             UNUSABLE",
    "2001:db8::1,         PUBLIC",
    "::ffff:10.0.0.1,     PRIVATE",
    "::ffff:52.1.2.3,     PUBLIC",
    "::10.0.0.1,          PUBLIC",
    "64:ff9b::10.0.0.1,   PRIVATE",
    "64:ff9b::100.64.0.1, SHARED",
    "64:ff9b::127.0.0.1,  LOOPBACK",
    "64:ff9b::52.1.2.3,   PUBLIC",
    "64:ff9b:1::10.0.0.1, PUBLIC",
    "64:ff9a::10.0.0.1,   PUBLIC",
  })
  void addressesAreClassified(String literal, AddressClass expected) throws Exception {
    assertThat(AddressClass.of(InetAddress.getByName(literal))).isEqualTo(expected);
  }
}
