package io.pinelink.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.TlsOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.Route.DialOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the number of budgets that a client keeps, and their reports. */
class RetryBudgetsTest implements RetryBudgetWatcher {
  private final Set<String> reported = new LinkedHashSet<>();
  private final RetryBudgets budgets =
      new RetryBudgets(RetryOptions.defaults(), System::nanoTime, this);

  @Override
  public void changed(Route route, double left, int full) {
    reported.add(route.authority());
  }

  @Override
  public void removed(Route route, double left, int full) {
    assertThat(reported.remove(route.authority())).isTrue();
  }

  private static Route route(String authority) {
    String host = authority.substring(0, authority.indexOf(':'));
    int port = Integer.parseInt(authority.substring(host.length() + 1));
    return new Route(
        host,
        port,
        Route.Kind.LOCAL,
        false,
        List.of(InetSocketAddress.createUnresolved(host, port)),
        new DialOptions(
            Optional.empty(),
            TlsOptions.systemTrust(),
            Optional.empty(),
            ConnectionLifetime.ofIdle(Duration.ofMinutes(1))),
        Optional.empty(),
        new Route.Decision(Optional.empty(), Route.Source.EXPLICIT, "a test", Optional.empty()));
  }

  @Test
  void eachHostAndPortHasItsOwnBudget() {
    RetryBudget budget = budgets.of(route("a.example:8443"));
    assertThat(budgets.of(route("a.example:8443"))).isSameAs(budget);
    assertThat(budgets.of(route("a.example:9443"))).isNotSameAs(budget);
    assertThat(reported).hasSize(2);
  }

  @Test
  void theNumberOfHostsIsBounded() {
    for (int i = 0; i < 3 * RetryBudgets.MAX; i++) {
      assertThat(budgets.of(route("host" + i + ".example:8443")).allows()).isTrue();
    }
    assertThat(reported).hasSize(RetryBudgets.MAX);
  }

  @Test
  void theBudgetOfAHostThatFailsIsKeptAmongManyOthers() {
    RetryBudget failing = budgets.of(route("failing.example:8443"));
    failing.failed();
    for (int i = 0; i < 3 * RetryBudgets.MAX; i++) {
      RetryBudget unused = budgets.of(route("host" + i + ".example:8443"));
    }
    assertThat(budgets.of(route("failing.example:8443"))).isSameAs(failing);
  }

  @Test
  void aDroppedBudgetIsNotReportedAgain() {
    RetryBudget first = budgets.of(route("host0.example:8443"));
    for (int i = 0; i < 3 * RetryBudgets.MAX; i++) {
      RetryBudget unused = budgets.of(route("host" + i + ".example:8443"));
    }
    assertThat(reported).doesNotContain("host0.example:8443");
    first.failed();
    assertThat(reported).doesNotContain("host0.example:8443");
  }
}
