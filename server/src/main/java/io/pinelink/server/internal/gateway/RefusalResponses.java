package io.pinelink.server.internal.gateway;

import io.pinelink.error.ErrorCode;
import io.pinelink.server.internal.admin.LoginService;
import io.pinelink.server.internal.control.ControlService;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.time.Duration;

/** Refusals for tests and checks, in the error format of the plane and the protocol. */
public final class RefusalResponses {
  private static final int PAYMENT_REQUIRED = 402;
  private static final int UNPROCESSABLE_ENTITY = 422;

  private RefusalResponses() {}

  public static ServerResponse of(ServerCall call, ErrorCode code, String message) {
    if (Gateway.isLogin(call)) {
      return LoginService.refusal(httpStatus(code), message);
    }
    if (call.listener() == ListenerRole.CONTROL) {
      ErrorCode named = code == ErrorCode.QUOTA_EXHAUSTED ? ErrorCode.RESOURCE_EXHAUSTED : code;
      return ControlService.failure(new ControlException(httpStatus(code), named.name(), message));
    }
    if (!call.isGrpc()) {
      return DataErrors.response(call, httpStatus(code), new RpcException(rpcCode(code), message));
    }
    return code == ErrorCode.PAYMENT_REQUIRED
        ? ServerResponse.text(PAYMENT_REQUIRED, message)
        : GrpcFraming.failure(rpcCode(code), message);
  }

  /** Adds the retry delay in the header of the protocol. */
  public static ServerResponse retryAfter(
      ServerCall call, ServerResponse response, Duration delay) {
    return call.isGrpc()
        ? response.with("grpc-retry-pushback-ms", Long.toString(delay.toMillis()))
        : response.with("retry-after", seconds(delay));
  }

  /** Returns a delay in seconds, rounded up because the header has no fractions. */
  public static String seconds(Duration delay) {
    return Long.toString(delay.plusSeconds(1).minusNanos(1).toSeconds());
  }

  public static ServerResponse allIsWell(ServerCall call, byte[] body) {
    return call.isGrpc()
        ? ServerResponse.grpc(GrpcFraming.frame(body))
        : ServerResponse.json(200, body);
  }

  private static int httpStatus(ErrorCode code) {
    return switch (code) {
      case PAYMENT_REQUIRED -> PAYMENT_REQUIRED;
      case UNPROCESSABLE_ENTITY -> UNPROCESSABLE_ENTITY;
      default -> rpcCode(code).httpStatus();
    };
  }

  private static RpcCode rpcCode(ErrorCode code) {
    return switch (code) {
      case PAYMENT_REQUIRED -> RpcCode.FAILED_PRECONDITION;
      case UNPROCESSABLE_ENTITY -> RpcCode.INVALID_ARGUMENT;
      case QUOTA_EXHAUSTED -> RpcCode.RESOURCE_EXHAUSTED;
      default -> RpcCode.valueOf(code.name());
    };
  }
}
