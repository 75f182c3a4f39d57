package io.pinelink.server.internal.wire;

import java.util.Map;

/** A refusal of the data plane; its message is the one that the service would send. */
public final class RpcException extends RuntimeException {
  /** The reason of the refusal of a change that cannot be saved. */
  public static final String NOT_SAVED = "NOT_SAVED";

  /** The type URL of the details with a reason, which is the same in JSON and in protobuf. */
  public static final String DETAILS_TYPE = "type.googleapis.com/google.rpc.ErrorInfo";

  private static final long serialVersionUID = 1;
  private static final int INSUFFICIENT_STORAGE = 507;

  private final RpcCode code;
  private final String text;
  private final String reason;
  private final transient Map<String, String> metadata;

  public RpcException(RpcCode code, String text) {
    this(code, text, "", Map.of());
  }

  /**
   * Creates a refusal with details.
   *
   * @param reason the reason, such as {@code WRITE_TO_ALIAS}; empty for a refusal without details
   * @param metadata the values that belong to the reason
   */
  public RpcException(RpcCode code, String text, String reason, Map<String, String> metadata) {
    super(text);
    this.code = code;
    this.text = text;
    this.reason = reason;
    this.metadata = Map.copyOf(metadata);
  }

  public static RpcException invalid(String text) {
    return new RpcException(RpcCode.INVALID_ARGUMENT, text);
  }

  /** Returns the refusal of an invalid request, with a reason. */
  public static RpcException invalid(String reason, String text) {
    return new RpcException(RpcCode.INVALID_ARGUMENT, text, reason, Map.of());
  }

  public RpcCode code() {
    return code;
  }

  /** Returns the HTTP status of the refusal in REST. */
  public int httpStatus() {
    return reason.equals(NOT_SAVED) ? INSUFFICIENT_STORAGE : code.httpStatus();
  }

  public String text() {
    return text;
  }

  /** Returns the reason; empty if the refusal has no details. */
  public String reason() {
    return reason;
  }

  public Map<String, String> metadata() {
    return metadata;
  }
}
