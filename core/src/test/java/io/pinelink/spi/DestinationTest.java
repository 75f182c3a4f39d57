package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RefusedAddressException;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.routing.Router;
import io.pinelink.routing.TrustedDomains;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DestinationTest {
  private static final String HOST = "docs-a1.svc.private.aped-1.pinecone.io";

  private static Destination of(String host, ConnectRule... rules) {
    return Destination.of(
        new Router(RoutePolicy.asGiven(), List.of(rules), new TrustedDomains(List.of()))
            .toHost(host));
  }

  private static InetSocketAddress name(String name, int port) {
    return InetSocketAddress.createUnresolved(name, port);
  }

  private static InetAddress[] lookUp(String name) throws UnknownHostException {
    return switch (name) {
      case "two.example" ->
          new InetAddress[] {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("10.0.0.2")};
      case "localhost" ->
          new InetAddress[] {InetAddress.getLoopbackAddress(), InetAddress.getByName("10.0.0.3")};
      default -> throw new UnknownHostException(name);
    };
  }

  @Test
  void allAnswersOfAllTargetsAreTriedInTurnOnTheTargetsPorts() throws Exception {
    Destination destination =
        of(
            HOST,
            ConnectRule.forHost(HOST)
                .dial(name("two.example", 8443), new InetSocketAddress("10.0.0.9", 443)));

    assertThat(destination.isResolved()).isFalse();
    assertThat(destination.addresses(DestinationTest::lookUp))
        .containsExactly(
            new InetSocketAddress("10.0.0.1", 8443),
            new InetSocketAddress("10.0.0.2", 8443),
            new InetSocketAddress("10.0.0.9", 443));
  }

  @Test
  void aNameWithoutAnAnswerMattersOnlyIfThereIsNoOtherAddress() throws Exception {
    ConnectRule.Dial rule = ConnectRule.forHost(HOST);

    assertThat(
            of(HOST, rule.dial(name("nowhere.example", 443), name("two.example", 443)))
                .addresses(DestinationTest::lookUp))
        .hasSize(2);
    assertThatThrownBy(
            () -> of(HOST, rule.dial("nowhere.example")).addresses(DestinationTest::lookUp))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("nowhere.example");
  }

  @Test
  void oneAnswerOffLoopbackIsEnoughToRefusePlaintext() {
    assertThatThrownBy(() -> of("localhost:5081").addresses(DestinationTest::lookUp))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessage("plaintext is for loopback alone, but localhost leads to 10.0.0.3");
  }

  @Test
  void resolvedAddressesAskNobody() throws Exception {
    Destination destination =
        of(HOST, ConnectRule.forHost(HOST).dial(new InetSocketAddress("10.0.0.9", 443)));

    assertThat(destination.isResolved()).isTrue();
    assertThat(destination.addresses(DestinationTest::lookUp)).hasSize(1);
  }
}
