package io.pinelink.grpc.channel;

import io.pinelink.spi.dial.ConnectFailures;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last rounds of connection attempts that failed. In a round, gRPC tries the addresses of a
 * channel in order; calls receive the failure of the last one only, by which their round is found.
 *
 * <p>Thread-safe.
 */
final class ConnectRounds {
  /** More than fail between the end of a round and the end of its calls. */
  private static final int KEPT = 64;

  private final Deque<ConnectFailures> rounds = new ArrayDeque<>();

  /** Adds a round with its first failure. */
  synchronized void add(ConnectFailures round) {
    rounds.addFirst(round);
    if (rounds.size() > KEPT) {
      rounds.removeLast();
    }
  }

  /** Returns the most telling failure of the round to which a failure belongs. */
  synchronized Throwable mostSpecific(Throwable failure) {
    for (ConnectFailures round : rounds) {
      if (round.contains(failure)) {
        return round.mostSpecific();
      }
    }
    return failure;
  }
}
