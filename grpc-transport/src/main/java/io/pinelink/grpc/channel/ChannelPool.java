package io.pinelink.grpc.channel;

import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.pinelink.spi.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The channels to one destination; each has one connection while it is in use. The window and the
 * round trip time limit the throughput of a connection, so the pool opens another one under load,
 * up to a maximum.
 *
 * <p>A call takes the first connection that is not busy, so the last ones become idle when the load
 * drops; gRPC closes those, and the pool drops their channels. A call never waits for an additional
 * connection: the pool starts to connect it and uses it once it is ready.
 */
final class ChannelPool {
  /**
   * The bytes in flight on a connection that make the pool open another one. Servers have windows
   * from 64 KiB to some MiB and do not report them. This value is about one large batch of vectors,
   * and far above many queries.
   */
  static final long BUSY_BYTES = 512 * 1024;

  /** The calls in flight that make a connection busy: about the limit of most servers. */
  static final int BUSY_CALLS = 100;

  private final Supplier<ManagedChannel> opener;
  private final int max;
  private final long idleNanos;
  private final LongSupplier nanoTime;
  private final List<Slot> slots = new ArrayList<>();

  /**
   * Moving averages of the sizes of calls, by operation: sizes differ far more by operation than
   * from call to call.
   */
  private final Map<Operation<?, ?>, long[]> usualBytes = new HashMap<>();

  /**
   * Creates a pool with one channel.
   *
   * @param max the maximum number of channels
   * @param idle how long a connection without calls may be used
   * @param nanoTime the clock of idle connections
   */
  ChannelPool(Supplier<ManagedChannel> opener, int max, Duration idle, LongSupplier nanoTime) {
    this.opener = opener;
    this.max = max;
    this.idleNanos = idle.toNanos();
    this.nanoTime = nanoTime;
    slots.add(new Slot(opener.get(), nanoTime.getAsLong()));
  }

  synchronized ChannelLease lease(Operation<?, ?> operation) {
    closeIdleConnections();
    dropIdle();
    Slot slot = choose();
    long bytes = usualBytes.computeIfAbsent(operation, first -> new long[1])[0];
    slot.calls++;
    slot.bytes += bytes;
    return new SlotLease(slot, operation, bytes);
  }

  private Slot choose() {
    int ready = 0;
    Slot least = null;
    for (Slot slot : slots) {
      if (slot.is(ConnectivityState.READY)) {
        if (!slot.isBusy()) {
          return slot;
        }
        ready++;
        least = least == null || slot.bytes < least.bytes ? slot : least;
      }
    }
    if (least == null) {
      return slots.get(0);
    }
    grow(ready);
    return least;
  }

  /** Opens one connection at a time, since the one that is connecting may be enough. */
  private void grow(int ready) {
    if (slots.size() < max && slots.size() == ready) {
      Slot slot = new Slot(opener.get(), nanoTime.getAsLong());
      slots.add(slot);
      slot.channel.getState(true);
    }
  }

  /**
   * Closes the connections that were idle for too long. The channels' own timers do so, too, but
   * after the process was frozen, a call can be faster than the timer.
   */
  private void closeIdleConnections() {
    long now = nanoTime.getAsLong();
    for (Slot slot : slots) {
      if (slot.calls == 0
          && now - slot.idleSince >= idleNanos
          && slot.is(ConnectivityState.READY)) {
        slot.channel.enterIdle();
      }
    }
  }

  private void dropIdle() {
    for (int i = slots.size() - 1; i >= 0 && slots.size() > 1; i--) {
      Slot slot = slots.get(i);
      if (slot.calls == 0 && slot.is(ConnectivityState.IDLE)) {
        slots.remove(i);
        slot.channel.shutdownNow();
      }
    }
  }

  /**
   * Closes the pool if it has neither calls nor connections, and returns whether it did. Without
   * {@code shutdownNow}, gRPC would wait five seconds for a connection that was lost, and keep the
   * channel forever if the event loops were stopped before.
   */
  synchronized boolean closeIfIdle() {
    boolean idle =
        slots.stream().allMatch(slot -> slot.calls == 0 && slot.is(ConnectivityState.IDLE));
    if (idle) {
      slots.forEach(slot -> slot.channel.shutdownNow());
    }
    return idle;
  }

  synchronized List<ManagedChannel> channels() {
    return slots.stream().map(slot -> slot.channel).toList();
  }

  private synchronized void end(SlotLease lease, long bytes) {
    if (lease.isOver) {
      return;
    }
    lease.isOver = true;
    lease.slot.calls--;
    lease.slot.idleSince = nanoTime.getAsLong();
    lease.slot.bytes -= lease.bytes;
    if (bytes > 0) {
      long[] usual = usualBytes.computeIfAbsent(lease.operation, first -> new long[1]);
      usual[0] = usual[0] == 0 ? bytes : usual[0] + (bytes - usual[0]) / 4;
    }
  }

  /** A channel with its calls and bytes in flight. */
  private static final class Slot {
    final ManagedChannel channel;
    int calls;
    long bytes;

    /** When the last call ended, on the pool's clock. */
    long idleSince;

    Slot(ManagedChannel channel, long now) {
      this.channel = channel;
      this.idleSince = now;
    }

    boolean is(ConnectivityState state) {
      return channel.getState(false) == state;
    }

    boolean isBusy() {
      return bytes >= BUSY_BYTES || calls >= BUSY_CALLS;
    }
  }

  private final class SlotLease implements ChannelLease {
    final Slot slot;
    final Operation<?, ?> operation;
    final long bytes;
    boolean isOver;

    SlotLease(Slot slot, Operation<?, ?> operation, long bytes) {
      this.slot = slot;
      this.operation = operation;
      this.bytes = bytes;
    }

    @Override
    public Channel channel() {
      return slot.channel;
    }

    @Override
    public void end(long moved) {
      ChannelPool.this.end(this, moved);
    }
  }
}
