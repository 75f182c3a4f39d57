package io.pinelink.contract.hostile;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Serves HTTP/2, JSON or gRPC: each request by the attack that a plan names, or honestly. */
final class Http2AttackScript implements ConnectionScript {
  private final ProtocolVariant form;
  private final AttackPlan<Http2Attack> plan;

  Http2AttackScript(ProtocolVariant form, AttackPlan<Http2Attack> plan) {
    this.form = form;
    this.plan = plan;
  }

  @Override
  public void play(Connection connection) throws IOException {
    Http2Connection frames = Http2Connection.open(connection);
    for (Http2Request request = frames.next(); request != null; request = frames.next()) {
      NumberedCall asked = request.asked();
      AttackPlan.Step<Http2Attack> step = plan.next(asked);
      Http2Exchange turn =
          new Http2Exchange(form, frames, request.stream(), asked, step.padding(), step.random());
      if (!isServed(turn, step.attack())) {
        return;
      }
    }
  }

  private boolean isServed(Http2Exchange turn, @Nullable Http2Attack attack) throws IOException {
    if (attack == null) {
      turn.answer();
      return true;
    }
    // In a dump of threads it shows what the client was met with.
    Thread.currentThread().setName(RawServer.THREAD_PREFIX + " " + attack);
    attack.play(turn);
    switch (attack.afterwards()) {
      case SERVE, SILENCE -> {
        return true;
      }
      case AWAIT_CLOSE -> drain(turn, attack);
      case RESET -> turn.connection().connection().reset();
      case CLOSE -> {
        // The end of the script closes it.
      }
    }
    return false;
  }

  /**
   * Answers the requests before the attacked one, which a GOAWAY does not concern, until the client
   * closes the connection.
   */
  private void drain(Http2Exchange turn, Http2Attack attack) throws IOException {
    Http2Connection frames = turn.connection();
    if (form.isGrpc() && attack.isGoAway()) {
      frames.awaitAcknowledgement();
      frames.endRequests();
    }
    for (Http2Request request = frames.next(); request != null; request = frames.next()) {
      if (request.stream() < turn.stream()) {
        HonestHttp2.answer(form, frames, request);
      }
    }
  }
}
