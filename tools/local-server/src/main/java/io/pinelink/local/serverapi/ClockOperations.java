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

  private static final String CLOCK =
      """
      {
        "type": "object",
        "properties": {
          "time": {"type": "string", "format": "date-time", "description": "The time of the server, UTC."},
          "stopped": {"type": "boolean"}
        },
        "required": ["time", "stopped"],
        "additionalProperties": false
      }
      """;

  private static final String MOVE =
      """
      {
        "type": "object",
        "description": "Steps that are taken in this order: stop, set, advance, resume. At least one.",
        "minProperties": 1,
        "properties": {
          "stop": {"const": true, "description": "Stops the clock."},
          "set": {"type": "string", "format": "date-time", "description": "Sets the time, which is not before the server's."},
          "advance": {"type": "number", "minimum": 0, "description": "Moves the clock forward by seconds, which may have a fraction."},
          "resume": {"const": true, "description": "Starts a stopped clock from the time at which it stands."}
        },
        "additionalProperties": false
      }
      """;

  private final MovableClock clock;

  ClockOperations(MovableClock clock) {
    this.clock = clock;
  }

  void addTo(ApiTable table) {
    table
        .schema("Clock", CLOCK)
        .schema("ClockMove", MOVE)
        .add(
            ApiOperation.of("GET", "clock", "getClock", "Returns the time of the server.")
                .returning("Clock")
                .by(request -> state()))
        .add(
            ApiOperation.of(
                    "POST",
                    "clock",
                    "moveClock",
                    "Stops, sets, advances or resumes the clock, which never goes back.")
                .accepting("ClockMove")
                .returning("Clock")
                .by(request -> move(request.json())));
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
