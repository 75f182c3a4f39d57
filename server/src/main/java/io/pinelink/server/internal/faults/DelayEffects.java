package io.pinelink.server.internal.faults;

import io.pinelink.server.internal.http.Reply;
import io.pinelink.server.internal.http.ResponsePlan;
import io.pinelink.server.internal.http.ServerCall;
import java.time.Duration;

/** The effects of faults that delay a response. */
final class DelayEffects {
  private static final double NANOS = 1e6;
  private static final double MEDIAN = 2;
  private static final double P99 = 100;

  private DelayEffects() {}

  static void latency(FaultSpec fault, ServerCall call, Draws draws, ResponsePlan plan) {
    long jitter = fault.number("jitter");
    plan.delay(
        Duration.ofMillis(Math.max(0, fault.number("latency") + draws.between(-jitter, jitter))));
  }

  /** Draws from a Pareto distribution, which a median and a 99th percentile determine. */
  static void longTail(FaultSpec fault, ServerCall call, Draws draws, ResponsePlan plan) {
    double median = fault.number("median");
    double slope = StrictMath.log(fault.number("p99") / median) / StrictMath.log(P99 / MEDIAN);
    double millis = median * StrictMath.pow(MEDIAN * (1 - draws.next()), -slope);
    plan.delay(
        Duration.ofNanos(Math.round(NANOS * Math.min(millis, (double) fault.number("max")))));
  }

  static void timeout(FaultSpec fault, ServerCall call, Draws draws, ResponsePlan plan) {
    Duration timeout = fault.millis("timeout");
    plan.outcome(timeout.isZero() ? Reply::hang : reply -> reply.dropAfter(timeout));
  }

  static void slicer(FaultSpec fault, ServerCall call, Draws draws, ResponsePlan plan) {
    long average = fault.number("average_size");
    long variation = fault.number("size_variation");
    plan.slice(
        () -> (int) draws.between(average - variation, average + variation),
        Duration.ofNanos(fault.number("delay") * 1_000));
  }
}
