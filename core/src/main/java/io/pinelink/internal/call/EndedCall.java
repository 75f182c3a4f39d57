package io.pinelink.internal.call;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.model.ReadResponse;
import io.pinelink.model.Response;
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

/** The end of an observed call. */
record EndedCall<R>(
    Operation<?, R> operation,
    @Nullable R response,
    @Nullable Throwable thrown,
    Duration duration,
    int attempts,
    Route route,
    RouteCounts counts)
    implements CallEnd {

  @Override
  public CallOutcome outcome() {
    if (thrown == null) {
      return CallOutcome.SUCCEEDED;
    }
    return thrown instanceof CancellationException ? CallOutcome.CANCELLED : CallOutcome.FAILED;
  }

  @Override
  public Optional<AddressClass> addressClass() {
    return counts.addressClass(route);
  }

  @Override
  public Optional<Throwable> failure() {
    return Optional.ofNullable(thrown);
  }

  @Override
  public Optional<String> errorType() {
    return failure().map(CallAttributes::errorType);
  }

  @Override
  public Optional<ErrorCode> errorCode() {
    return thrown instanceof ServiceException refusal
        ? Optional.of(refusal.code())
        : Optional.empty();
  }

  @Override
  public Optional<ResponseInfo> info() {
    return thrown instanceof ServiceException refusal
        ? refusal.info()
        : response instanceof Response received ? Optional.of(received.info()) : Optional.empty();
  }

  @Override
  public OptionalLong readUnits() {
    return response instanceof ReadResponse read ? read.readUnits() : OptionalLong.empty();
  }

  @Override
  public OptionalInt rows() {
    return response == null ? OptionalInt.empty() : operation.rows(response);
  }

  /** Returns the operation and the outcome, not the response. */
  @Override
  public String toString() {
    return "EndedCall[" + operation + ", " + outcome() + "]";
  }
}
