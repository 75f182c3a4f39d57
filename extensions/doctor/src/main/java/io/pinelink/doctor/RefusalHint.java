package io.pinelink.doctor;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.routing.Route;
import org.jspecify.annotations.Nullable;

/** The hints for cases in which the service, or something in its place, refused a call. */
final class RefusalHint {
  private RefusalHint() {}

  /** Returns the hint; null if there is none. */
  static @Nullable String of(PinelinkException failure, Route route) {
    if (!(failure instanceof ServiceException refusal)) {
      return null;
    }
    return switch (refusal.verdict()) {
      case RATE_LIMITED ->
          "the route and the key work: the service throttles calls at the moment, and the client"
              + " retries them; send fewer requests per second to this index";
      case QUOTA_EXHAUSTED ->
          "the route and the key work, but no retry helps: upgrade the plan, or wait until the"
              + " service renews the quota after the end of the month";
      case FORBIDDEN ->
          refusal.code() == ErrorCode.PAYMENT_REQUIRED
              ? "the route works: pay the open invoices of the organization"
              : "the route works, and the service knows the key: give it a role that permits reads"
                  + " of this index, or check the limits of the plan in the console";
      case INDEX_NOT_FOUND ->
          "the route works, but the index was deleted, or created again with another host: compare"
              + " the host with the one that `pinelink index describe` or the console shows";
      case REFUSED ->
          "the route works, and the service refuses this call: check the API version, and whether"
              + " the index offers it";
      case ANSWERED, UNAUTHENTICATED -> null;
      case UNREACHABLE ->
          refusal.info().isPresent()
              ? "the server failed, or has no healthy instance: repeat the check, and look at the status page"
                  + " of the service"
              : "something on the path answered instead of the service: check proxies and gateways,"
                  + " and exclude "
                  + RouteFormatter.pattern(route)
                  + " from them";
    };
  }
}
