package io.pinelink.testing;

/**
 * The refusals of the data plane: the gRPC number, and the HTTP status that stands for it in REST.
 */
enum RpcCode {
  INVALID_ARGUMENT(3, 400),
  NOT_FOUND(5, 404),
  OUT_OF_RANGE(11, 400),
  UNIMPLEMENTED(12, 501),
  INTERNAL(13, 500),
  UNAVAILABLE(14, 503);

  private final int number;
  private final int httpStatus;

  RpcCode(int number, int httpStatus) {
    this.number = number;
    this.httpStatus = httpStatus;
  }

  int number() {
    return number;
  }

  int httpStatus() {
    return httpStatus;
  }
}
