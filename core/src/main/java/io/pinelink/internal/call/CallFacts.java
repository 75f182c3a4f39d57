package io.pinelink.internal.call;

import io.pinelink.model.ReadResponse;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The facts about calls that listeners receive. None of them is content. */
final class CallFacts {
  private static final String INDEX_HOST = ".svc.";

  private CallFacts() {}

  /**
   * Returns the name of the index that a call concerns.
   *
   * @param opened the name by which the called index was opened; empty if there is none
   */
  static <Q> Optional<String> index(
      Operation<Q, ?> operation, Q request, String opened, Route route) {
    return opened.isEmpty() && route.isControlPlane()
        ? operation.index(request)
        : index(opened, route);
  }

  /** Returns the name of the index that several calls concern. */
  static Optional<String> index(String opened, Route route) {
    if (!opened.isEmpty()) {
      return Optional.of(opened);
    }
    return route.isControlPlane() ? Optional.empty() : Optional.ofNullable(hosted(route.host()));
  }

  /** Returns the index of a host such as {@code docs-a1b2c3.svc.…}, without the project. */
  private static @Nullable String hosted(String host) {
    int end = host.indexOf(INDEX_HOST);
    int project = end < 0 ? -1 : host.lastIndexOf('-', end);
    return project > 0 ? host.substring(0, project) : null;
  }

  /** Returns the read units of a response; empty if it reports none. */
  static OptionalLong readUnits(@Nullable Object response) {
    return response instanceof ReadResponse read ? read.readUnits() : OptionalLong.empty();
  }

  /** Returns the origin of a response; null if it does not carry one. */
  static @Nullable ResponseInfo info(@Nullable Object response) {
    return response instanceof Response received ? received.info() : null;
  }
}
