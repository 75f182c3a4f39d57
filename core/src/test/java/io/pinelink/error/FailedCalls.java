package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.util.List;

/** Failed calls on each kind of route. */
final class FailedCalls {
  static final String HOST = "docs-a1.svc.aped-1.pinecone.io";
  static final String PRIVATE_HOST = "docs-a1.svc.private.aped-1.pinecone.io";
  static final FailedCall PUBLIC = new FailedCall("query", route(RoutePolicy.asGiven(), HOST), 1);
  static final FailedCall PRIVATE =
      new FailedCall("query", route(RoutePolicy.privateRequired(), HOST), 3);
  static final FailedCall LOCAL =
      new FailedCall("query", route(RoutePolicy.asGiven(), "localhost:5081"), 1);
  static final FailedCall CONTROL =
      new FailedCall(
          "describeIndex",
          ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of())),
          1);

  private FailedCalls() {}

  private static Route route(RoutePolicy policy, String host) {
    return new Router(policy, List.of(), new TrustedDomains(List.of())).toHost(host);
  }
}
