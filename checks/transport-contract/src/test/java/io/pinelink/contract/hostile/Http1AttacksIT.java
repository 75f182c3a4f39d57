package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.contract.hostile.NumberedCall.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each attack over HTTP/1.1 on a call, followed by calls with honest responses. */
@Tag("slow")
class Http1AttacksIT {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(60);

  static Stream<Arguments> attacksOverEachForm() {
    return ProtocolVariant.http1().stream()
        .flatMap(
            form ->
                Arrays.stream(Http1Attack.values())
                    .filter(attack -> form.isTls() || attack != Http1Attack.GARBAGE_BELOW_TLS)
                    .flatMap(attack -> withProxy(form, attack)));
  }

  @ParameterizedTest(name = "{1} over {0}, proxied: {2}")
  @MethodSource("attacksOverEachForm")
  void everyCallGetsItsOwnResponseAndLaterCallsWork(
      ProtocolVariant form, Http1Attack attack, boolean proxied) throws Exception {
    Http1AttackScript script = new Http1AttackScript(AttackPlan.once(attack, 1));
    try (RawServer server = form.server(script, proxied);
        Pinelink client = form.client(server, proxied).build()) {
      Index index = client.indexAt(form.indexHost(server));

      connect(index);
      Outcome attacked = Call.query(index.with(timeout(attack)), AttackPlan.FIRST);
      if (attack.afterwards() == AfterAttack.CLOSE) {
        // A call that starts before the client has noticed the end would be lost with it.
        server.awaitOpen(0);
      }
      AtomicInteger numbers = new AtomicInteger(AttackPlan.FIRST);
      List<Outcome> next =
          Stream.of(Kind.QUERY, Kind.FETCH, Kind.DELETE, Kind.QUERY)
              .map(kind -> Call.make(index, new NumberedCall(kind, numbers.incrementAndGet())))
              .toList();

      assertThat(attacked).matches(attack.expected()::allows, "is " + attack.expected());
      assertThat(next).as("the calls after %s", attacked).containsOnly(Outcome.answered());
      assertThat(script.reused()).as("requests after wrong framing").isEmpty();
    }
  }

  @ParameterizedTest(name = "{1} over {0}, proxied: {2}")
  @MethodSource("attacksOverEachForm")
  void aConnectionIsClosedAfterWrongFraming(
      ProtocolVariant form, Http1Attack attack, boolean proxied) throws Exception {
    if (attack.afterwards() == AfterAttack.SERVE) {
      return;
    }
    try (RawServer server =
            form.server(new Http1AttackScript(AttackPlan.once(attack, 2)), proxied);
        Pinelink client = form.client(server, proxied).build()) {
      Index index = client.indexAt(form.indexHost(server));

      connect(index);
      Call.query(index.with(timeout(attack)), AttackPlan.FIRST);

      server.awaitOpen(0);
    }
  }

  private static Stream<Arguments> withProxy(ProtocolVariant form, Http1Attack attack) {
    return Stream.of(false, true)
        .filter(proxied -> !proxied || form.isProxied())
        .map(proxied -> Arguments.of(form, attack, proxied));
  }

  /** Connects before the attack begins, so that a short timeout covers only the attack. */
  private static void connect(Index index) {
    assertThat(Call.query(index, 0)).isEqualTo(Outcome.answered());
  }

  private static CallOptions timeout(Http1Attack attack) {
    return CallOptions.defaults().timeout(attack.isSlow() ? SHORT : LONG);
  }
}
