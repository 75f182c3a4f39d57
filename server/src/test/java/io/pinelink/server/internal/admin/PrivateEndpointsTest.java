package io.pinelink.server.internal.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrivateEndpointsTest {
  private final PrivateEndpoints endpoints = new PrivateEndpoints("a1b234c");
  private final AtomicInteger opened = new AtomicInteger();

  private EndpointAddress open() {
    int number = opened.incrementAndGet();
    return new EndpointAddress("vpce-" + number, InetSocketAddress.createUnresolved("e", number));
  }

  @Test
  void atMostTenEndpointsAreRegistered() {
    List<EndpointAddress> ten = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ten.add(endpoints.register(this::open));
    }

    assertThatIllegalStateException()
        .isThrownBy(() -> endpoints.register(this::open))
        .withMessage("project a1b234c has 10 private endpoints, and no project may have more");

    assertThat(opened).hasValue(10);
    assertThat(endpoints.list()).containsExactlyElementsOf(ten);
    endpoints.unregister(ten.get(3));
    assertThat(endpoints.register(this::open).id()).isEqualTo("vpce-11");
  }

  @Test
  void anUnregisteredEndpointIsUnknown() {
    assertThat(endpoints.isEmpty()).isTrue();
    EndpointAddress endpoint = endpoints.register(this::open);
    assertThat(endpoints.has(endpoint.id())).isTrue();
    assertThat(endpoints.isEmpty()).isFalse();

    endpoints.unregister(endpoint);

    assertThat(endpoints.has(endpoint.id())).isFalse();
    assertThat(endpoints.isEmpty()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> endpoints.unregister(endpoint))
        .withMessage("private endpoint vpce-1 is not registered to project a1b234c");
  }
}
