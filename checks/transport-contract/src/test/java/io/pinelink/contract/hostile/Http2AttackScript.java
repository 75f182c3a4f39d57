package io.pinelink.contract.hostile;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 server, JSON or gRPC, that answers requests with the attacks of a plan, or honestly.
 */
final class Http2AttackScript implements ConnectionScript {
  private final ProtocolVariant form;
  private final AttackPlan<Http2Attack> plan;
  private final CountDownLatch attacked = new CountDownLatch(1);

  Http2AttackScript(ProtocolVariant form, AttackPlan<Http2Attack> plan) {
    this.form = form;
    this.plan = plan;
  }

  /** Waits until the server has played its first attack. */
  void awaitAttack() throws InterruptedException {
    attacked.await();
  }

  @Override
  public void play(Connection connection) throws IOException {
    Http2Connection frames = Http2Connection.open(connection);
    for (Http2Request request = frames.next(); request != null; request = frames.next()) {
      NumberedCall asked = request.asked();
      AttackPlan.Step<Http2Attack> step = plan.next(asked);
      Http2Exchange exchange =
          new Http2Exchange(form, frames, request.stream(), asked, step.padding(), step.random());
      if (!isServed(exchange, step.attack())) {
        return;
      }
    }
  }

  private boolean isServed(Http2Exchange exchange, @Nullable Http2Attack attack)
      throws IOException {
    if (attack == null) {
      exchange.answer();
      return true;
    }
    // Shows the attack in a thread dump.
    Thread.currentThread().setName(RawServer.THREAD_PREFIX + " " + attack);
    try {
      attack.play(exchange);
    } finally {
      attacked.countDown();
    }
    switch (attack.afterwards()) {
      case SERVE, SILENCE -> {
        return true;
      }
      case AWAIT_CLOSE -> drain(exchange, attack);
      case RESET -> exchange.connection().connection().reset();
      case CLOSE -> {
        // The end of the script closes the connection.
      }
    }
    return false;
  }

  /**
   * Answers the requests before the attacked one, which a GOAWAY does not affect, until the client
   * closes the connection.
   */
  private void drain(Http2Exchange exchange, Http2Attack attack) throws IOException {
    Http2Connection frames = exchange.connection();
    if (form.isGrpc() && attack.isGoAway()) {
      frames.awaitAcknowledgement();
      frames.endRequests();
    }
    for (Http2Request request = frames.next(); request != null; request = frames.next()) {
      if (request.stream() < exchange.stream()) {
        HonestHttp2.answer(form, frames, request);
      }
    }
  }
}
