package io.pinelink.grpc.call;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.PinelinkException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.model.Protocol;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.ResponseHeaders;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mapping from gRPC statuses to exceptions. Both the service and gRPC itself create statuses;
 * the presence of a response and of a cause distinguishes them.
 */
public final class GrpcStatusMapping {
  /** gRPC's text for an HTTP response that is not gRPC, such as a gateway's response. */
  private static final Pattern HTTP =
      Pattern.compile("^HTTP status code (\\d{3}).*?(?:DATA-+\\n(.*))?$", Pattern.DOTALL);

  /** gRPC's text for a handshake that succeeded without HTTP/2; gRPC has no type for it. */
  private static final String NO_HTTP2 = "ALPN negotiation";

  private GrpcStatusMapping() {}

  public static PinelinkException failure(
      Status status, CallTracer tracer, CallContext context, Operation<?, ?> operation) {
    FailedCall call = context.failed(operation);
    String description = status.getDescription() == null ? "" : status.getDescription();
    // The error page of a gateway may quote the request's headers.
    String text = context.mask(description);
    Throwable cause = status.getCause();
    boolean answered = tracer.isFromServer();

    // The service starts its timer later: before our deadline, this status can only be about its
    // own.
    if (status.getCode() == Status.Code.DEADLINE_EXCEEDED && context.deadline().isExpired()) {
      return Failures.deadlineExceeded(call, context.deadline().timeout(), cause);
    }
    String tooLarge = inflatedTooFar(cause);
    if (tooLarge != null) {
      return Failures.malformedResponse(call, tooLarge, cause);
    }
    if (isUnreadable(status, answered, text)) {
      return Failures.malformedResponse(call, text, cause);
    }
    if (!answered && !tracer.isConnected() && hasNoHttp2(text, cause)) {
      return Failures.noCommonProtocol(
          call, cause == null ? status.withDescription(text).asException() : cause);
    }
    if (cause != null) {
      return tracer.isConnected()
          ? Failures.connectionLost(call, tracer.isUnsent(status), cause)
          : Failures.unconnected(call, cause);
    }
    if (!answered && isLostConnection(status)) {
      return Failures.connectionLost(call, tracer.isUnsent(status), text);
    }
    return Failures.refusal(
        call, refusal(status, text, tracer, context), status.withDescription(text).asException());
  }

  /** Returns whether a handshake, maybe of one address of several, succeeded without HTTP/2. */
  private static boolean hasNoHttp2(String text, @Nullable Throwable cause) {
    return text.contains(NO_HTTP2)
        || Stream.iterate(cause, t -> t != null, Throwable::getCause)
            .anyMatch(t -> String.valueOf(t.getMessage()).contains(NO_HTTP2));
  }

  /** Returns whether gRPC could not read the response, or it exceeded the maximum size. */
  private static boolean isUnreadable(Status status, boolean answered, String text) {
    return isUnparsable(status.getCause())
        || (status.getCode() == Status.Code.RESOURCE_EXHAUSTED
            && !answered
            && text.contains("exceeds maximum size"));
  }

  /**
   * Returns the text of the status that gRPC throws for a message that exceeds the maximum size
   * after decompression; null if there is none. A status from a server never has a cause, so this
   * is not one.
   */
  private static @Nullable String inflatedTooFar(@Nullable Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof StatusRuntimeException thrown
          && thrown.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED) {
        return String.valueOf(thrown.getStatus().getDescription());
      }
    }
    return null;
  }

  /** gRPC wraps the exceptions of marshallers, and its own, in further statuses. */
  private static boolean isUnparsable(@Nullable Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof InvalidProtocolBufferException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLostConnection(Status status) {
    return status.getCode() == Status.Code.UNAVAILABLE
        || status.getCode() == Status.Code.CANCELLED
        || status.getCode() == Status.Code.INTERNAL;
  }

  private static Refusal refusal(
      Status status, String text, CallTracer tracer, CallContext context) {
    ResponseHeaders response = tracer.values();
    Matcher http = HTTP.matcher(text);
    boolean fromGateway = http.matches();
    String page = fromGateway ? http.group(2) : text;
    return new Refusal(
        fromGateway ? Failures.errorCode(Integer.parseInt(http.group(1))) : code(status),
        Refusal.text(page == null ? "HTTP " + http.group(1) : page),
        response.requestId(),
        response.retryAfter(Instant.now()),
        response.forbidsRetry(),
        tracer.details(),
        tracer.isFromServer() ? context.info(Protocol.GRPC, response) : null);
  }

  private static ErrorCode code(Status status) {
    return switch (status.getCode()) {
      case INVALID_ARGUMENT -> ErrorCode.INVALID_ARGUMENT;
      case DEADLINE_EXCEEDED -> ErrorCode.DEADLINE_EXCEEDED;
      case NOT_FOUND -> ErrorCode.NOT_FOUND;
      case ALREADY_EXISTS -> ErrorCode.ALREADY_EXISTS;
      case PERMISSION_DENIED -> ErrorCode.PERMISSION_DENIED;
      case RESOURCE_EXHAUSTED -> ErrorCode.RESOURCE_EXHAUSTED;
      case FAILED_PRECONDITION -> ErrorCode.FAILED_PRECONDITION;
      case ABORTED -> ErrorCode.ABORTED;
      case OUT_OF_RANGE -> ErrorCode.OUT_OF_RANGE;
      case UNIMPLEMENTED -> ErrorCode.UNIMPLEMENTED;
      // A fault of the service without a reason; over REST it has HTTP status 500.
      case INTERNAL, UNKNOWN -> ErrorCode.INTERNAL;
      case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
      case DATA_LOSS -> ErrorCode.DATA_LOSS;
      case UNAUTHENTICATED -> ErrorCode.UNAUTHENTICATED;
      case OK, CANCELLED -> ErrorCode.UNKNOWN;
    };
  }
}
