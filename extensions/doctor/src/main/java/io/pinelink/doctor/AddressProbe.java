package io.pinelink.doctor;

import io.pinelink.error.NetworkCause;
import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.failure.NetworkCauses;
import io.pinelink.internal.probe.Handshake;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The result of a connection with a TLS handshake to one address.
 *
 * @param handshake the handshake; null if it failed
 * @param failure the failure; null if the handshake succeeded
 */
record AddressProbe(
    ConnectTarget target,
    @Nullable Handshake handshake,
    @Nullable IOException failure,
    Duration took) {
  /** More addresses than a host has. Each is probed by a thread of its own. */
  private static final int MAX_ADDRESSES = 32;

  /**
   * Connects to all addresses at the same time, so that the result does not depend on their order
   * and a dead address does not delay the others.
   *
   * @param max the timeout of each address
   * @return the results, sorted by address: IPv4 before IPv6
   */
  static List<AddressProbe> all(
      PathConnector connector, Destination destination, List<ConnectTarget> targets, Duration max) {
    List<ConnectTarget> sorted =
        targets.stream().sorted(order()).distinct().limit(MAX_ADDRESSES).toList();
    if (sorted.size() == 1) {
      return List.of(one(connector, destination, sorted.get(0), max));
    }
    DaemonThreadExecutor threads = new DaemonThreadExecutor("pinelink-doctor");
    List<CompletableFuture<AddressProbe>> running =
        sorted.stream()
            .map(
                target ->
                    CompletableFuture.supplyAsync(
                        () -> one(connector, destination, target, max), threads))
            .toList();
    List<AddressProbe> results = new ArrayList<>();
    for (int i = 0; i < running.size(); i++) {
      results.add(result(sorted.get(i), running.get(i)));
    }
    return results;
  }

  /** Waits for a result. After an interrupt, only those that have ended count. */
  private static AddressProbe result(
      ConnectTarget target, CompletableFuture<AddressProbe> running) {
    try {
      return Thread.currentThread().isInterrupted() && !running.isDone()
          ? interrupted(target)
          : running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return interrupted(target);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static AddressProbe interrupted(ConnectTarget target) {
    return new AddressProbe(
        target, null, new SocketTimeoutException("connect timed out"), Duration.ZERO);
  }

  private static AddressProbe one(
      PathConnector connector, Destination destination, ConnectTarget target, Duration max) {
    long begin = System.nanoTime();
    try {
      Handshake shake = connector.shake(destination, target, Deadline.after(max));
      return new AddressProbe(target, shake, null, since(begin));
    } catch (IOException e) {
      return new AddressProbe(target, null, e, since(begin));
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static Comparator<ConnectTarget> order() {
    return Comparator.comparing(
            (ConnectTarget each) -> each.target().getAddress() instanceof Inet6Address)
        .thenComparing(each -> each.target().toString())
        .thenComparing(each -> String.valueOf(each.proxy()));
  }

  /** Returns why the handshake failed. */
  NetworkCause cause(Route route) {
    return failure == null
        ? NetworkCause.CONNECTION_LOST
        : NetworkCauses.ofUnconnected(failure, route);
  }

  /** Returns whether a connection was established, even if the handshake failed. */
  boolean isConnected(Route route) {
    return handshake != null || isConnected(cause(route));
  }

  /** Returns whether a connection was established before it failed. */
  static boolean isConnected(NetworkCause cause) {
    return switch (cause) {
      case CONNECT_TIMEOUT, CONNECTION_REFUSED, UNKNOWN_HOST, PROXY_UNREACHABLE, PROXY_REFUSED ->
          false;
      default -> true;
    };
  }
}
