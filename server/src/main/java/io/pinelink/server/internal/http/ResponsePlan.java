package io.pinelink.server.internal.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A plan of what faults do to one call: informational responses as soon as it has arrived, then a
 * delay, then its outcome. The outcome is the service's response unless a fault replaces it. A
 * response may be changed, sent slowly, and cut off. Not thread-safe.
 */
public final class ResponsePlan {
  /** At a limited rate without slices of their own, there are ten slices each second. */
  private static final int SLICES_PER_SECOND = 10;

  private final List<Integer> informational = new ArrayList<>();
  private Duration delay = Duration.ZERO;
  private @Nullable Consumer<Reply> outcome;
  private UnaryOperator<ServerResponse> change = UnaryOperator.identity();
  private long bytesPerSecond = Long.MAX_VALUE;
  private @Nullable IntSupplier sliceSize;
  private Duration sliceDelay = Duration.ZERO;
  private long maxBytes = Long.MAX_VALUE;
  private boolean half;
  private Duration endDelay = Duration.ZERO;

  /** Adds responses with statuses of the class 1xx. */
  public void inform(List<Integer> statuses) {
    informational.addAll(statuses);
  }

  /** Adds a delay before the outcome. */
  public void delay(Duration more) {
    delay = delay.plus(more);
  }

  /** Returns whether the outcome is set. */
  public boolean hasOutcome() {
    return outcome != null;
  }

  /** Replaces the service's response; the call is not executed. */
  public void outcome(Consumer<Reply> outcome) {
    this.outcome = outcome;
  }

  /** Replaces the service's response by another one. */
  public void respond(ServerResponse response) {
    outcome(reply -> reply.send(response));
  }

  /** Adds a change of the response. */
  public void change(UnaryOperator<ServerResponse> more) {
    UnaryOperator<ServerResponse> before = change;
    change = response -> more.apply(before.apply(response));
  }

  /** Limits the rate of the body. */
  public void limitRate(long limit) {
    bytesPerSecond = Math.min(bytesPerSecond, limit);
  }

  /** Sends the body in slices with a delay between them. */
  public void slice(IntSupplier size, Duration between) {
    sliceSize = size;
    sliceDelay = between;
  }

  /** Closes the connection if the body is longer than a limit, after that number of bytes. */
  public void limitBytes(long limit) {
    maxBytes = Math.min(maxBytes, limit);
  }

  /** Closes the connection after half of the body. */
  public void limitToHalf() {
    half = true;
  }

  /** Delays the end of the response after its body. */
  public void delayEnd(Duration more) {
    endDelay = endDelay.plus(more);
  }

  List<Integer> informational() {
    return informational;
  }

  /** Returns the sum of the delays. */
  public Duration delay() {
    return delay;
  }

  Consumer<Reply> outcome() {
    return outcome == null ? Reply::serve : outcome;
  }

  ServerResponse changed(ServerResponse response) {
    return change.apply(response);
  }

  /** Returns whether a response is sent at once and completely. */
  boolean isPlain() {
    return bytesPerSecond == Long.MAX_VALUE
        && sliceSize == null
        && maxBytes == Long.MAX_VALUE
        && !half
        && endDelay.isZero();
  }

  /** Returns the number of bytes of a body that are sent. */
  int sentBytes(int length) {
    return (int) Math.min(half ? length / 2 : length, maxBytes);
  }

  /** Returns whether the connection is closed in the place of the end of a body. */
  boolean isCut(int length) {
    return half || length > maxBytes;
  }

  /** Returns the size of the next slice, at least 1. */
  int nextSlice() {
    if (sliceSize != null) {
      return Math.max(1, sliceSize.getAsInt());
    }
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytesPerSecond / SLICES_PER_SECOND));
  }

  /** Returns the time from the beginning of a slice to the next one. */
  Duration timeOf(int slice) {
    return bytesPerSecond == Long.MAX_VALUE
        ? sliceDelay
        : sliceDelay.plusNanos(Math.round(1e9 * slice / bytesPerSecond));
  }

  Duration endDelay() {
    return endDelay;
  }
}
