package io.pinelink.error;

import io.pinelink.routing.Route;
import org.jspecify.annotations.Nullable;

/** The index, namespace or other resource does not exist. */
public final class NotFoundException extends ServiceException {
  private static final long serialVersionUID = 1;

  NotFoundException(FailedCall call, Refusal refusal, @Nullable Throwable cause) {
    super(call, refusal, cause, hint(call.route()));
  }

  /** What a host that is no longer answers is not documented; this may be it. */
  private static String hint(Route route) {
    return route.source() == Route.Source.HOST_BOOK
        ? "; the host is from the host book, whose entry is stale if the index was made anew"
        : "";
  }
}
