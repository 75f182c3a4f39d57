package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import io.pinelink.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * A call whose key the service did not accept, in general or from this network. The response does
 * not distinguish the two, so the message lists the possible meanings on the route of the call.
 */
public final class UnauthenticatedException extends ServiceException {
  private static final long serialVersionUID = 1;

  UnauthenticatedException(FailedCall call, ErrorReply reply, @Nullable Throwable cause) {
    super(call, ErrorCode.UNAUTHENTICATED, reply, cause, hint(call.route()));
  }

  private static final String WRONG_KEY =
      "; the API key is missing or wrong, or for the admin API the client's id or secret";

  /**
   * Returns a hint. The two meanings on an index host are an inference: the service documents no
   * distinct codes.
   */
  private static String hint(Route route) {
    if (route.isControlPlane()) {
      return WRONG_KEY;
    }
    return switch (route.kind()) {
      case PUBLIC ->
          "; on the public route this means that the API key is wrong, or that the project is"
              + " restricted to private endpoints (then use RoutePolicy.privateRequired())";
      case PRIVATE ->
          "; on the private route this means that the API key is wrong, or that the private"
              + " endpoint is not registered to the project of this index";
      case LOCAL -> WRONG_KEY;
    };
  }
}
