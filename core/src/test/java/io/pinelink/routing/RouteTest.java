package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Route.Decision;
import io.pinelink.routing.Route.DialOptions;
import io.pinelink.routing.Route.Kind;
import io.pinelink.routing.Route.Source;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RouteTest {
  private static final String HOST = "docs-a1.svc.aped-1.pinecone.io";

  private static Route route(
      String host, int port, boolean plaintext, List<InetSocketAddress> dial) {
    return new Route(
        host,
        port,
        Kind.PUBLIC,
        plaintext,
        dial,
        new DialOptions(
            Optional.empty(),
            TlsOptions.systemTrust(),
            Optional.empty(),
            NetworkOptions.PUBLIC_LIFETIME),
        Optional.empty(),
        new Decision(Optional.empty(), Source.EXPLICIT, "a reason", Optional.empty()),
        Optional.empty());
  }

  private static InetSocketAddress at(String name, int port) {
    return InetSocketAddress.createUnresolved(name, port);
  }

  @Test
  void namesThePortOnlyWhereItIsNot443() {
    assertThat(route(HOST, 443, false, List.of(at(HOST, 443))).authority()).isEqualTo(HOST);
    assertThat(route("localhost", 80, true, List.of(at("localhost", 80))).authority())
        .isEqualTo("localhost:80");
  }

  @Test
  void dialsAtLeastOneAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> route(HOST, 443, false, List.of()))
        .withMessage("dial must name at least one address for host " + HOST);
  }

  @Test
  void isComparedByValue() {
    List<InetSocketAddress> dial = new ArrayList<>(List.of(at(HOST, 443)));
    Route route = route(HOST, 443, false, dial);
    dial.clear();

    assertThat(route.dial()).containsExactly(at(HOST, 443));
    assertThat(route).isEqualTo(route(HOST, 443, false, List.of(at(HOST, 443))));
    assertThat(route).isNotEqualTo(route(HOST, 443, false, List.of(at("vpce-1", 443))));
  }

  @Test
  void printsTheDestinationAndTheReason() {
    assertThat(route(HOST, 443, false, List.of(at(HOST, 443))))
        .hasToString("public " + HOST + " (a reason)");
    assertThat(route(HOST, 443, false, List.of(at("vpce-1", 8443))))
        .hasToString("public " + HOST + " by [vpce-1:8443] (a reason)");
  }

  @Test
  void showsAddressesWithoutASlash() throws Exception {
    List<InetSocketAddress> dial =
        List.of(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 40037),
            new InetSocketAddress(
                InetAddress.getByAddress(
                    new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}),
                1),
            new InetSocketAddress(
                InetAddress.getByAddress("vpce-1", new byte[] {10, 0, 0, 1}), 443));

    assertThat(route(HOST, 443, false, dial))
        .hasToString(
            "public " + HOST + " by [127.0.0.1:40037, [0:0:0:0:0:0:0:1]:1, vpce-1:443] (a reason)");
    assertThat(ConnectRule.forHost(HOST).dial(dial.get(0)))
        .hasToString(HOST + " by [127.0.0.1:40037]");
  }

  @Test
  void showsTheLabelOfItsServer() {
    Route route = route(HOST, 443, false, List.of(at("127.0.0.1", 443)));
    Route labelled =
        new Route(
            route.host(),
            route.port(),
            route.kind(),
            route.plaintext(),
            route.dial(),
            route.dialOptions(),
            route.privateZone(),
            route.decision(),
            Optional.of("embedded server"));

    assertThat(route.description()).isEqualTo("public route");
    assertThat(labelled.description()).isEqualTo("public route, embedded server");
    assertThat(labelled)
        .hasToString("public " + HOST + ", embedded server, by [127.0.0.1:443] (a reason)");
  }

  @Test
  void isPlaintextOnlyOnLoopback() throws Exception {
    for (String name : List.of("localhost", "docs.localhost", "127.0.0.1", "::1")) {
      assertThat(route("localhost", 80, true, List.of(at(name, 80))).plaintext()).isTrue();
    }
    InetAddress loopback = InetAddress.getByName("127.0.0.2");
    assertThat(
            route("localhost", 80, true, List.of(new InetSocketAddress(loopback, 80))).plaintext())
        .isTrue();
    InetAddress other = InetAddress.getByName("10.0.0.1");
    for (InetSocketAddress away :
        List.of(
            new InetSocketAddress(other, 80), at("127.0.0.1.evil.com", 80), at("emulator", 80))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> route("localhost", 80, true, List.of(at("localhost", 80), away)))
          .withMessageContaining(" is not loopback")
          .withMessageContaining("it is plaintext and " + away.getHostString() + ":80");
    }
  }
}
