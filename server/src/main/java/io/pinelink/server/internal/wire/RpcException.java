package io.pinelink.server.internal.wire;

/** A refusal of the data plane; its message is the one that the service would send. */
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final RpcCode code;
  private final String text;

  public RpcException(RpcCode code, String text) {
    super(text);
    this.code = code;
    this.text = text;
  }

  public static RpcException invalid(String text) {
    return new RpcException(RpcCode.INVALID_ARGUMENT, text);
  }

  public RpcCode code() {
    return code;
  }

  public String text() {
    return text;
  }
}
