package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import io.pinelink.routing.Route;
import org.jspecify.annotations.Nullable;

/** A call whose index, namespace or other resource does not exist. */
public final class NotFoundException extends ServiceException {
  private static final long serialVersionUID = 1;

  NotFoundException(FailedCall call, ErrorReply reply, @Nullable Throwable cause) {
    super(call, ErrorCode.NOT_FOUND, reply, cause, hint(call.route()));
  }

  /**
   * Returns a hint for a host that may be stale. How a deleted index's host answers is not
   * documented; it may be with this error.
   */
  private static String hint(Route route) {
    return route.source() == Route.Source.HOST_BOOK
        ? "; the host is from the host book, whose entry is stale if the index was recreated"
        : "";
  }
}
