package io.pinelink.server.internal.wire;

import java.util.List;
import java.util.Map;

/** The details of a refusal in JSON: a {@code google.rpc.ErrorInfo} if it has a reason. */
public final class ErrorInfoJson {
  /** The type URL of the message, which is the same in JSON and in protobuf. */
  public static final String TYPE = "type.googleapis.com/google.rpc.ErrorInfo";

  private ErrorInfoJson() {}

  public static List<Map<String, Object>> details(RpcException refusal) {
    return refusal.reason().isEmpty()
        ? List.of()
        : List.of(
            Map.of("@type", TYPE, "reason", refusal.reason(), "metadata", refusal.metadata()));
  }
}
