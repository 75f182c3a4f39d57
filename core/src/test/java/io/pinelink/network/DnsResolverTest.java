package io.pinelink.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsResolverTest {
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "docs.localhost", "Docs.LOCALHOST", "a.b.localhost"})
  void namesUnderLocalhostAreLoopback(String name) throws UnknownHostException {
    assertThat(DnsResolver.system().addressesOf(name))
        .isNotEmpty()
        .allMatch(InetAddress::isLoopbackAddress);
  }

  @Test
  void otherNamesAreResolvedByTheSystemOnly() {
    assertThatThrownBy(() -> DnsResolver.system().addressesOf("no such name.localhost.invalid"))
        .isInstanceOf(UnknownHostException.class);
  }
}
