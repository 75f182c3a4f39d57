package io.pinelink.micrometer;

import io.micrometer.observation.Observation;
import io.pinelink.routing.Route;
import io.pinelink.telemetry.AttemptKind;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.CallEnd;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallOutcome;
import io.pinelink.telemetry.CallScope;

/** Reports one call as an observation, and counts it. */
record ObservationObserver(
    CallObservationContext context, Observation observation, CallMeters meters)
    implements CallObserver {
  @Override
  public CallScope enter() {
    return observation.openScope()::close;
  }

  @Override
  public void attemptStarted(int number, AttemptKind kind, Route route) {
    meters.attempt(kind, route);
    if (kind != AttemptKind.FIRST) {
      String event = CallAttributes.attemptEvent(kind);
      observation.event(Observation.Event.of(event, event + " (attempt " + number + ")"));
    }
  }

  @Override
  public void attemptFailed(int number, Throwable failure) {
    String event = CallAttributes.FAILED_EVENT;
    observation.event(Observation.Event.of(event, event + " (attempt " + number + ")"));
  }

  @Override
  public void gaveUp(GiveUpReason why) {
    meters.giveUp(context.call(), why);
    observation.highCardinalityKeyValue(CallAttributes.GIVE_UP_REASON, CallAttributes.value(why));
  }

  @Override
  public void ended(CallEnd end) {
    context.end(end);
    meters.ended(context.call(), end);
    if (end.outcome() == CallOutcome.FAILED) {
      end.errorType().ifPresent(type -> observation.error(new ObservedFailure(type)));
    }
    observation.stop();
  }
}
