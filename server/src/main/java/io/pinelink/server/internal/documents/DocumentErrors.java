package io.pinelink.server.internal.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcCode;
import java.util.regex.Pattern;

/** The error responses of the operations on documents, whose form differs from that of vectors. */
public final class DocumentErrors {
  private static final Pattern PATH = Pattern.compile("/namespaces/[^/]*/documents/.*");

  private DocumentErrors() {}

  /** Returns whether errors of a call have this form, whether or not its operation exists. */
  public static boolean applyTo(ServerRequest call) {
    return !call.isGrpc() && PATH.matcher(call.path()).matches();
  }

  /** Returns an error response. */
  public static ServerResponse response(int httpStatus, RpcCode code, String text) {
    // The service has another name for this code here.
    String name = code == RpcCode.UNAVAILABLE ? "SERVICE_UNAVAILABLE" : code.name();
    ObjectNode body = PlainJson.MAPPER.createObjectNode().put("status", httpStatus);
    body.putObject("error").put("code", name).put("message", text);
    return ServerResponse.json(httpStatus, body.toString());
  }
}
