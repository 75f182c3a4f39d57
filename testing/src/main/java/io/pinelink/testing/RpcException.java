package io.pinelink.testing;

/** The data plane says no; the message is the one the service would send. */
final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final RpcCode code;
  private final String text;

  RpcException(RpcCode code, String text) {
    super(text);
    this.code = code;
    this.text = text;
  }

  static RpcException invalid(String text) {
    return new RpcException(RpcCode.INVALID_ARGUMENT, text);
  }

  RpcCode code() {
    return code;
  }

  String text() {
    return text;
  }
}
