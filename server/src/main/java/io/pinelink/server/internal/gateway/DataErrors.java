package io.pinelink.server.internal.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The error responses of the data plane over REST. Errors about documents have the form of the
 * control plane, and so have errors about records since API version 2026-07. All others have the
 * form of a gRPC status.
 */
final class DataErrors {
  private static final Pattern DOCUMENTS = Pattern.compile("/namespaces/[^/]*/documents/.*");
  private static final Pattern RECORDS = Pattern.compile("/records/namespaces/[^/]*/.*");

  private DataErrors() {}

  /** Returns the response of a refused call, whether or not its operation exists. */
  static ServerResponse response(ServerCall call, int httpStatus, RpcException refusal) {
    return haveFormOfControlPlane(call)
        ? controlForm(httpStatus, refusal)
        : rpcStatus(httpStatus, refusal);
  }

  private static boolean haveFormOfControlPlane(ServerCall call) {
    return DOCUMENTS.matcher(call.path()).matches()
        || (RECORDS.matcher(call.path()).matches()
            && call.isVersionOrLater(ServerCall.DOCUMENTS_VERSION));
  }

  private static ServerResponse controlForm(int httpStatus, RpcException refusal) {
    RpcCode code = refusal.code();
    // The service has another name for this code here.
    String name = code == RpcCode.UNAVAILABLE ? "SERVICE_UNAVAILABLE" : code.name();
    ObjectNode body = PlainJson.object().put("status", httpStatus);
    body.putObject("error").put("code", name).put("message", refusal.text());
    return ServerResponse.json(httpStatus, body);
  }

  private static List<Map<String, Object>> details(RpcException refusal) {
    return refusal.reason().isEmpty()
        ? List.of()
        : List.of(
            Map.of(
                "@type",
                RpcException.DETAILS_TYPE,
                "reason",
                refusal.reason(),
                "metadata",
                refusal.metadata()));
  }

  private static ServerResponse rpcStatus(int httpStatus, RpcException refusal) {
    return ServerResponse.json(
        httpStatus,
        PlainJson.text(
            Map.of(
                "code",
                (double) refusal.code().number(),
                "message",
                refusal.text(),
                "details",
                details(refusal))));
  }
}
