package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class DiagnosisOptionsTest {
  private static final InetSocketAddress SERVER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);

  @Test
  void serversAreAdded() {
    DiagnosisOptions one = DiagnosisOptions.defaults().resolver(SERVER);

    assertThat(DiagnosisOptions.defaults().resolvers()).isEmpty();
    assertThat(one.resolvers()).containsExactly(SERVER);
    assertThat(one.resolver(SERVER).resolvers()).containsExactly(SERVER, SERVER);
  }

  @Test
  void aNameIsNoServer() {
    assertThatThrownBy(
            () ->
                DiagnosisOptions.defaults()
                    .resolver(InetSocketAddress.createUnresolved("dns.example", 53)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dns.example");
    assertThatThrownBy(
            () ->
                DiagnosisOptions.defaults()
                    .resolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port from 1 to 65535");
  }
}
