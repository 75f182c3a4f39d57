package io.pinelink.contract.hostile;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 server that answers each request with the attack of a plan, or honestly. */
final class Http1AttackScript implements ConnectionScript {
  private final AttackPlan<Http1Attack> plan;
  private final Map<Http1Attack, Integer> reused = new ConcurrentHashMap<>();

  Http1AttackScript(AttackPlan<Http1Attack> plan) {
    this.plan = plan;
  }

  /** Returns how many connections received a request after an attack that forbids it. */
  Map<Http1Attack, Integer> reused() {
    return Map.copyOf(reused);
  }

  @Override
  public void play(Connection connection) throws IOException {
    for (HttpRequest request = HttpRequest.read(connection.in());
        request != null;
        request = HttpRequest.read(connection.in())) {
      NumberedCall asked = NumberedCall.of(request.path(), request.body());
      AttackPlan.Step<Http1Attack> step = plan.next(asked);
      Http1Exchange exchange = new Http1Exchange(connection, asked, step.padding(), step.random());
      if (!isServed(exchange, step.attack())) {
        return;
      }
    }
  }

  private boolean isServed(Http1Exchange exchange, @Nullable Http1Attack attack)
      throws IOException {
    if (attack == null) {
      exchange.send(exchange.honest());
      return true;
    }
    // Shows the attack in a thread dump.
    Thread.currentThread().setName(RawServer.THREAD_PREFIX + " " + attack);
    attack.play(exchange);
    switch (attack.afterwards()) {
      case SERVE -> {
        return true;
      }
      case AWAIT_CLOSE, SILENCE -> {
        if (exchange.connection().in().read() >= 0) {
          reused.merge(attack, 1, Integer::sum);
        }
      }
      case RESET -> exchange.connection().reset();
      case CLOSE -> {
        exchange.connection().finish();
        exchange.connection().awaitEnd();
      }
    }
    return false;
  }
}
