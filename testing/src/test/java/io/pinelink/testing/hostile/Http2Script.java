package io.pinelink.testing.hostile;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Serves HTTP/2, JSON or gRPC: each request by the attack that a plan names, or honestly. */
final class Http2Script implements Script {
  private final Form form;
  private final Plan<Http2Attack> plan;

  Http2Script(Form form, Plan<Http2Attack> plan) {
    this.form = form;
    this.plan = plan;
  }

  @Override
  public void play(Connection connection) throws IOException {
    Http2Connection frames = Http2Connection.open(connection);
    for (Http2Request request = frames.next(); request != null; request = frames.next()) {
      Asked asked = request.asked();
      Plan.Step<Http2Attack> step = plan.next(asked);
      Http2Turn turn =
          new Http2Turn(form, frames, request.stream(), asked, step.padding(), step.random());
      if (!isServed(turn, step.attack())) {
        return;
      }
    }
  }

  private boolean isServed(Http2Turn turn, @Nullable Http2Attack attack) throws IOException {
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
  private void drain(Http2Turn turn, Http2Attack attack) throws IOException {
    Http2Connection frames = turn.connection();
    if (form.isGrpc() && attack.isGoAway()) {
      frames.awaitAcknowledgement();
      frames.endRequests();
    }
    for (Http2Request request = frames.next(); request != null; request = frames.next()) {
      if (request.stream() < turn.stream()) {
        Http2Honest.answer(form, frames, request);
      }
    }
  }
}
