package io.pinelink.doctor;

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
    DiagnosisOptions.Builder builder = DiagnosisOptions.builder();
    DiagnosisOptions none = builder.build();

    DiagnosisOptions one = builder.resolver(SERVER).build();
    DiagnosisOptions two = builder.resolver(SERVER).build();

    assertThat(none.resolvers()).isEmpty();
    assertThat(one.resolvers()).containsExactly(SERVER);
    assertThat(two.resolvers()).containsExactly(SERVER, SERVER);
  }

  @Test
  void aNameIsNoServer() {
    assertThatThrownBy(
            () ->
                DiagnosisOptions.builder()
                    .resolver(InetSocketAddress.createUnresolved("dns.example", 53)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dns.example");
    assertThatThrownBy(
            () ->
                DiagnosisOptions.builder()
                    .resolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port from 1 to 65535");
  }
}
