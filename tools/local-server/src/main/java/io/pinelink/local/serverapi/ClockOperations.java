package io.pinelink.local.serverapi;

import io.pinelink.server.internal.clock.MovableClock;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The operations on the clock. */
final class ClockOperations {
  /** About ten thousand years, more than the clock can be moved. */
  private static final long MAX_SECONDS = 315_576_000_000L;

  private final MovableClock clock;

  ClockOperations(MovableClock clock) {
    this.clock = clock;
  }

  void addTo(ApiTable table) {
    table
        .add("GET", "clock", request -> state())
        .add("POST", "clock", request -> move(request.json()));
  }

  private ServerResponse move(JsonBody body) {
    body.only("stop", "set", "advance", "resume");
    boolean stop = body.isTrue("stop");
    Optional<Instant> set = body.time("set");
    Optional<Duration> advance = body.seconds("advance", MAX_SECONDS);
    boolean resume = body.isTrue("resume");
    if (!stop && !resume && set.isEmpty() && advance.isEmpty()) {
      throw ApiRefusal.invalidBody(body.node(), "body has none of stop, set, advance and resume");
    }
    // Together, so that a refused step leaves the clock as it was.
    synchronized (clock) {
      Instant now = clock.instant();
      Instant start = set.orElse(now);
      if (start.isBefore(now)) {
        throw body.refused(
            "set", "is before the server's time, " + now + ": the clock cannot go back");
      }
      if (start.isAfter(MovableClock.LAST)) {
        throw body.refused("set", "is after " + MovableClock.LAST);
      }
      if (advance.isPresent()
          && advance.get().compareTo(Duration.between(start, MovableClock.LAST)) > 0) {
        throw body.refused("advance", "leads beyond " + MovableClock.LAST);
      }
      boolean runs = !clock.isStopped() && !stop;
      clock.stop();
      set.ifPresent(clock::set);
      advance.ifPresent(clock::advance);
      if (runs || resume) {
        clock.resume();
      }
      return state();
    }
  }

  private ServerResponse state() {
    synchronized (clock) {
      ObjectNode body = PlainJson.MAPPER.createObjectNode();
      body.put("time", clock.instant().toString()).put("stopped", clock.isStopped());
      return ServerResponse.json(200, body.toString());
    }
  }
}
