package io.pinelink.internal.call;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.model.ResponseInfo;
import io.pinelink.network.AddressClass;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operation;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.CallEnd;
import io.pinelink.telemetry.CallOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The end of an observed call. It keeps the response to itself. */
final class EndedCall<R> implements CallEnd {
  private final Operation<?, R> operation;
  private final @Nullable R response;
  private final @Nullable Throwable failure;
  private final Duration duration;
  private final int attempts;
  private final Route route;
  private final RouteCounts counts;

  EndedCall(
      Operation<?, R> operation,
      @Nullable R response,
      @Nullable Throwable failure,
      Duration duration,
      int attempts,
      Route route,
      RouteCounts counts) {
    this.operation = operation;
    this.response = response;
    this.failure = failure;
    this.duration = duration;
    this.attempts = attempts;
    this.route = route;
    this.counts = counts;
  }

  @Override
  public CallOutcome outcome() {
    if (failure == null) {
      return CallOutcome.SUCCEEDED;
    }
    return failure instanceof CancellationException ? CallOutcome.CANCELLED : CallOutcome.FAILED;
  }

  @Override
  public Duration duration() {
    return duration;
  }

  @Override
  public int attempts() {
    return attempts;
  }

  @Override
  public Route route() {
    return route;
  }

  @Override
  public Optional<AddressClass> addressClass() {
    return counts.addressClass(route);
  }

  @Override
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public Optional<String> errorType() {
    return failure().map(CallAttributes::errorType);
  }

  @Override
  public Optional<ErrorCode> errorCode() {
    return failure instanceof ServiceException refusal
        ? Optional.of(refusal.code())
        : Optional.empty();
  }

  @Override
  public Optional<ResponseInfo> info() {
    return failure instanceof ServiceException refusal
        ? refusal.info()
        : Optional.ofNullable(CallFacts.info(response));
  }

  @Override
  public OptionalLong readUnits() {
    return CallFacts.readUnits(response);
  }

  @Override
  public OptionalInt rows() {
    return response == null ? OptionalInt.empty() : operation.rows(response);
  }
}
