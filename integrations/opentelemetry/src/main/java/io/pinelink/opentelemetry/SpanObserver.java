package io.pinelink.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.pinelink.routing.Route;
import io.pinelink.telemetry.AttemptKind;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.CallEnd;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallOutcome;
import io.pinelink.telemetry.CallScope;
import io.pinelink.telemetry.CallStart;
import java.time.Duration;

/**
 * Reports one call as a span, and measures it. Exceptions are not recorded: their messages may
 * contain text from the service, such as the id of a record.
 *
 * @param context the context of the caller with the span
 */
record SpanObserver(CallStart call, Span span, Context context, CallInstruments instruments)
    implements CallObserver {
  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  @SuppressWarnings("MustBeClosedChecker") // the caller of this method closes it
  public CallScope enter() {
    return span.getSpanContext().isValid() ? context.makeCurrent()::close : CallScope.none();
  }

  @Override
  public void attemptStarted(int number, AttemptKind kind, Route route) {
    instruments.attempt(kind, route, context);
    if (kind != AttemptKind.FIRST && span.isRecording()) {
      span.addEvent(
          CallAttributes.attemptEvent(kind),
          Attributes.of(
              Keys.ATTEMPT_NUMBER,
              (long) number,
              Keys.ROUTE_KIND,
              CallAttributes.value(route.kind()),
              Keys.SERVER_ADDRESS,
              route.host()));
    }
  }

  @Override
  public void attemptFailed(int number, Throwable failure) {
    if (span.isRecording()) {
      span.addEvent(
          CallAttributes.FAILED_EVENT,
          Attributes.of(
              Keys.ATTEMPT_NUMBER,
              (long) number,
              Keys.ERROR_TYPE,
              CallAttributes.errorType(failure)));
    }
  }

  @Override
  public void gaveUp(GiveUpReason why) {
    instruments.giveUp(call, why, context);
    if (span.isRecording()) {
      span.setAttribute(Keys.GIVE_UP_REASON, CallAttributes.value(why));
    }
  }

  @Override
  public void ended(CallEnd end) {
    instruments.ended(call, end, seconds(end.duration()), context);
    if (span.isRecording()) {
      describe(end);
    }
    span.end();
  }

  private void describe(CallEnd end) {
    Route route = end.route();
    if (!route.equals(call.route())) {
      span.setAttribute(Keys.SERVER_ADDRESS, route.host())
          .setAttribute(Keys.SERVER_PORT, (long) route.port())
          .setAttribute(Keys.ROUTE_KIND, CallAttributes.value(route.kind()));
    }
    span.setAttribute(Keys.OUTCOME, CallAttributes.value(end.outcome()))
        .setAttribute(Keys.ATTEMPTS, (long) end.attempts());
    CallAttributes.addressClass(end.addressClass())
        .ifPresent(name -> span.setAttribute(Keys.ADDRESS_CLASS, name));
    end.errorCode().ifPresent(code -> span.setAttribute(Keys.STATUS_CODE, code.name()));
    end.errorType().ifPresent(type -> fail(end, type));
    end.rows().ifPresent(rows -> span.setAttribute(Keys.ROWS, (long) rows));
    end.readUnits().ifPresent(units -> span.setAttribute(Keys.READ_UNITS, units));
  }

  private void fail(CallEnd end, String type) {
    span.setAttribute(Keys.ERROR_TYPE, type);
    if (end.outcome() == CallOutcome.FAILED) {
      span.setStatus(StatusCode.ERROR, type);
    }
  }

  private static double seconds(Duration time) {
    return time.toNanos() / NANOS_PER_SECOND;
  }
}
